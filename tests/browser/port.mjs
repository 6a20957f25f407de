// port.mjs - a port of 127.0.0.1 for a server of a test, which no other test gets meanwhile: see
// tests/site/port.h

import { createServer } from "node:net";

// Below what Linux gives to whoever asks for any port.
const first = 20000;
const ports = 12000;

// The server, or null: somebody has that address.
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

// `giveBack` when its server has ended; the claim ends with this process at the latest.
export async function takePort() {
  for (let i = 0; i < ports; i++) {
    const number = first + (process.pid + i) % ports;
    const claim = await listen({ path: `\0tertulia-test-port-${number}` });
    if (claim && await isFree(number)) return { number, giveBack: () => claim.close() };
    claim?.close();
  }
  throw new Error("every port is taken");
}
