// mails.mjs - a mail server that accepts and keeps every message, for pages that mailed links open

import { createServer } from "node:net";
import { until } from "./until.mjs";

// The least SMTP (RFC 5321) that curl needs to deliver a message.
function converse(socket, mails) {
  let heard = "";
  let inMessage = false;
  const say = (line) => socket.write(`${line}\r\n`);
  const take = (line) => {
    if (/^DATA/i.test(line)) inMessage = true;
    say(inMessage ? "354 go on" : /^QUIT/i.test(line) ? "221 bye" : "250 ok");
    if (/^QUIT/i.test(line)) socket.end();
  };
  say("220 here");
  socket.setEncoding("utf8").on("error", () => {}).on("data", (text) => {
    heard += text;
    for (;;) {
      const end = inMessage ? "\r\n.\r\n" : "\r\n";
      const at = heard.indexOf(end);
      if (at < 0) return;
      const whole = heard.slice(0, at);
      heard = heard.slice(at + end.length);
      if (!inMessage) {
        take(whole);
        continue;
      }
      inMessage = false;
      mails.push(whole.replace(/=\r\n/g, "").replaceAll("=3D", "="));
      say("250 kept");
    }
  });
}

// Listens on its own port. `link` waits for a message to an address, and returns its link to a path.
export async function startMailServer() {
  const mails = [];
  const server = createServer((socket) => converse(socket, mails));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    link: (to, path) => until(() => {
      const link = new RegExp(`https?://[^/]+(${path}\\?\\S+)`);
      for (const text of mails)
        if (text.includes(`\nTo: <${to}>`) && link.test(text)) return text.match(link)[1];
      throw new Error(`no mail to ${to} with a link to ${path}`);
    }),
    stop: () => server.close(),
  };
}
