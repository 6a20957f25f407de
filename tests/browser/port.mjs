// port.mjs - reserves a port of 127.0.0.1 for the server of a test: see tests/site/port.h

import { createServer } from "node:net";

// Below the ports that Linux gives to programs that ask for any.
const first = 20000;
const ports = 12000;

// Returns the server, or null if the address is taken.
function listen(where) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null)).listen(where, () => resolve(server.unref()));
  });
}

async function isFree(port) {
  const server = await listen({ port, host: "127.0.0.1" });
  if (server) await new Promise((resolve) => server.close(resolve));
  return server !== null;
}

// Call `giveBack` when the server has ended; the claim ends with this process at the latest.
export async function takePort() {
  for (let i = 0; i < ports; i++) {
    const number = first + (process.pid + i) % ports;
    const claim = await listen({ path: `\0tertulia-test-port-${number}` });
    if (claim && await isFree(number)) return { number, giveBack: () => claim.close() };
    claim?.close();
  }
  throw new Error("every port is taken");
}
