// site.mjs - a real site for the tests: the program, nginx and a browser, on a free port
//
// TERTULIA names the program. Everything lives in a temporary folder and ends with the test.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.TERTULIA;
export const shots = join(root, "tests/browser/shots");
export const debate = "/p/redes-sociales-dentro-o-fuera";

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let tries = 0; tries < 200; tries++) {
    try {
      if ((await fetch(url)).status === 200) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}

function ended(child) {
  return child.exitCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", resolve));
}

// A filled site that serves; `stop` ends all of it.
export async function startSite() {
  const dir = mkdtempSync(join(tmpdir(), "tertulia-browser-"));
  const port = await freePort();
  const config = join(dir, "tertulia.conf");
  const tertulia = (...words) =>
    execFileSync(program, ["--config", config, ...words], { encoding: "utf8" });
  mkdirSync(join(dir, "nginx"));
  mkdirSync(shots, { recursive: true });
  writeFileSync(config, `[site]
base_url = http://127.0.0.1:${port}
[paths]
database = ${dir}/site.db
templates = ${root}/templates
static = ${root}/static
[server]
socket = ${dir}/tertulia.sock
workers = 2
[limits]
comments_per_minute = 0
comments_per_day = 0
min_fill_seconds = 0
`);
  tertulia("init", "--lang", "es");
  tertulia("demo");
  const link = tertulia("user", "passwd", "Elena").match(/http:\S+/)[0];
  writeFileSync(join(dir, "nginx.conf"),
    tertulia("nginx", "--port", String(port), "--unprivileged", join(dir, "nginx"), "--no-limits"));
  const children = [
    spawn(program, ["--config", config, "serve"], { stdio: ["ignore", "ignore", "inherit"] }),
    spawn("/usr/sbin/nginx", ["-e", "stderr", "-p", dir, "-c", join(dir, "nginx.conf")],
      { stdio: ["ignore", "ignore", "inherit"] }),
  ];
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return {
    url, link, browser, tertulia,
    async stop() {
      await browser.close();
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(children.map(ended));
      rmSync(dir, { recursive: true });
    },
  };
}

// A visitor of their own, who notes everything that a page should not do.
export async function visitor(site, options = {}) {
  const context = await site.browser.newContext({ locale: "es-ES", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A refused form is an answer like any other, though the browser logs its status.
    if (message.type() === "error" && !/status of (403|404|409|422|429)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url)) complaints.push(`asks ${request.url()}`);
  });
  return { page, context, complaints };
}

// An address that nginx has not seen: its one-second cache would answer with the page of before.
let addresses = 0;
export function fresh(url) {
  return `${url}${url.includes("?") ? "&" : "?"}fresh=${++addresses}`;
}

// The numbers at both ends of the bar.
export async function tally(page) {
  const numbers = await page.locator("#tally .end b").allTextContents();
  return numbers.map(Number);
}
