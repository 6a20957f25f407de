// letters.mjs - a mail server that accepts and keeps every message, for pages that mailed links open

import { createServer } from "node:net";
import { until } from "./until.mjs";

// The least SMTP (RFC 5321) that curl needs to deliver a message.
function converse(socket, letters) {
  let heard = "";
  let inLetter = false;
  const say = (line) => socket.write(`${line}\r\n`);
  const take = (line) => {
    if (/^DATA/i.test(line)) inLetter = true;
    say(inLetter ? "354 go on" : /^QUIT/i.test(line) ? "221 bye" : "250 ok");
    if (/^QUIT/i.test(line)) socket.end();
  };
  say("220 here");
  socket.setEncoding("utf8").on("error", () => {}).on("data", (text) => {
    heard += text;
    for (;;) {
      const end = inLetter ? "\r\n.\r\n" : "\r\n";
      const at = heard.indexOf(end);
      if (at < 0) return;
      const whole = heard.slice(0, at);
      heard = heard.slice(at + end.length);
      if (!inLetter) {
        take(whole);
        continue;
      }
      inLetter = false;
      letters.push(whole.replace(/=\r\n/g, "").replaceAll("=3D", "="));
      say("250 kept");
    }
  });
}

// Listens on its own port. `link` waits for a message to an address, and returns its link to a path.
export async function startLetters() {
  const letters = [];
  const server = createServer((socket) => converse(socket, letters));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    link: (to, path) => until(() => {
      const link = new RegExp(`https?://[^/]+(${path}\\?\\S+)`);
      for (const text of letters)
        if (text.includes(`\nTo: <${to}>`) && link.test(text)) return text.match(link)[1];
      throw new Error(`no letter to ${to} with a link to ${path}`);
    }),
    stop: () => server.close(),
  };
}
