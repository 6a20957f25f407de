// site.mjs - a real site for the tests: the program, nginx and a browser, on its own port
//
// TERTULIA names the program. Everything lives in a temporary folder and ends with the test.
//
//   const site = await startSite();                 the sample site, served
//   const { page, context, complaints } =           a new visitor, without cookies
//     await visitor(site, { script: false, theme: "dark", width: 320 });
//   await page.goto(fresh(site.url + debate));      bypasses nginx, which keeps a page for one second
//   await argue(page, { side: "pro", body: "…", name: "Nadia" });
//   await leads(page.locator("…"));                 a click that opens another page
//   const author = await signIn(site);              a visitor who moderates and writes
//   const path = await openDebate(author, { question: "¿…?" });
//   const say = await speaker(site, path);          many comments without a browser:
//   const id = await say({ side: "contra", parent });
//   await site.stop();
//
// Acts of a reader are tested twice, with script and without:
//   for (const script of [false, true]) test(`… ${how(script)}`, …)

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startMailServer } from "./mails.mjs";
import { takePort } from "./port.mjs";
import { patience, until } from "./until.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.TERTULIA;
export const shots = join(root, "tests/browser/shots");
export const debate = "/p/redes-sociales-dentro-o-fuera";
export const password = "una frase larga y segura";
export const how = (script) => (script ? "with script" : "without script");

async function answers(url) {
  const { status } = await fetch(url);
  if (status !== 200) throw new Error(`${url} answers ${status}`);
}

function ended(child) {
  return child.exitCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", resolve));
}

function configuration(dir, port, smtp) {
  return `[site]
base_url = http://127.0.0.1:${port}
[paths]
database = ${dir}/site.db
templates = ${root}/templates
static = ${root}/static
[server]
socket = ${dir}/tertulia.sock
workers = 2
[mail]
smtp_url = ${smtp}
from = debate@example.org
tls = none
[limits]
comments_per_minute = 0
comments_per_day = 0
min_fill_seconds = 0
`;
}

export const chromiumOnDebian = {
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};
const launchBrowser = () => chromium.launch(chromiumOnDebian);

// Starts a site, with the sample unless `sample` is false; `stop` ends all of it.
export async function startSite({ sample = true, launch = launchBrowser } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "tertulia-browser-"));
  const port = await takePort();
  const mails = await startMailServer();
  const config = join(dir, "tertulia.conf");
  const run = (words, input) =>
    execFileSync(program, ["--config", config, ...words], { encoding: "utf8", input });
  const tertulia = (...words) => run(words);
  mkdirSync(join(dir, "nginx"));
  mkdirSync(shots, { recursive: true });
  writeFileSync(config, configuration(dir, port.number, mails.url));
  tertulia("init", "--lang", "es");
  if (sample) tertulia("demo");
  else tertulia("user", "add", "Elena");
  run(["user", "passwd", "Elena", "--password-stdin"], `${password}\n`);
  writeFileSync(join(dir, "nginx.conf"),
    tertulia("nginx", "--port", String(port.number), "--unprivileged", join(dir, "nginx"), "--no-limits"));
  const children = [
    spawn(program, ["--config", config, "serve"], { stdio: ["ignore", "ignore", "inherit"] }),
    spawn("/usr/sbin/nginx", ["-e", "stderr", "-p", dir, "-c", join(dir, "nginx.conf")],
      { stdio: ["ignore", "ignore", "inherit"] }),
  ];
  const url = `http://127.0.0.1:${port.number}`;
  await until(() => answers(url));
  const browser = await launch();
  return {
    url, dir, browser, tertulia, mails,
    async stop() {
      await browser.close();
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(children.map(ended));
      mails.stop();
      port.giveBack();
      rmSync(dir, { recursive: true });
    },
  };
}

// Makes a new visitor, whose `complaints` list all that a page should not do. `options` may also hold those
// of Playwright's newContext().
export async function visitor(site, options = {}) {
  const { script = true, theme = "light", width = 1280, ...more } = options;
  const context = await site.browser.newContext({
    locale: "es-ES", javaScriptEnabled: script, colorScheme: theme, viewport: { width, height: 900 },
    ...more,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A refused form is an answer like any other, though the browser logs its status.
    if (message.type() === "error" && !/status of (403|404|409|422|429)/.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") return dialog.accept();
    complaints.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url)) complaints.push(`asks ${request.url()}`);
  });
  return { site, page, context, complaints };
}

// Clicks something that opens another page, and waits until it has loaded.
export async function leads(locator) {
  await Promise.all([locator.page().waitForEvent("load"), locator.click()]);
}

// Signs in as the author.
export async function signIn(site, options) {
  const author = await visitor(site, options);
  await author.page.goto(`${site.url}/admin/login`);
  await fillIn(author.page, { name: "Elena", password });
  await leads(author.page.locator("main form button"));
  return author;
}

// Fills in fields of a form by their names, of any type.
export async function fillIn(page, fields, form = "main") {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`${form} [name="${name}"]`);
    const kind = await field.first().evaluate((e) => e.type);
    if (kind === "radio") await page.locator(`${form} [name="${name}"][value="${value}"]`).check();
    else if (kind === "checkbox") await field.setChecked(value);
    else if (kind.startsWith("select")) await field.selectOption(value);
    else await field.fill(value);
  }
}

// Returns the key under which script stores the draft of the page's comment form.
export const draftKey = (page) => page.locator("#reply form").evaluate((form) => `${form.id}:`);

// Fills in and sends the comment form of the page, and waits for the answer.
export async function argue(page, fields) {
  await fillIn(page, fields, "#reply");
  await leads(page.locator("#reply [name=action][value=post]"));
}

// Publishes a debate that holds no comments; returns its path.
export async function openDebate(author, fields) {
  const { page, site } = author;
  await page.goto(`${site.url}/admin/posts/new`);
  await fillIn(page, {
    title: fields.question, body: "Se admiten **todas** las posturas.", state: "published",
    policy: "none", ...fields,
  });
  await leads(page.locator("main form button.main:visible").first());
  return new URL(await page.locator("main a[href*='/p/']").first().getAttribute("href"), site.url)
    .pathname;
}

// A comment that was refused; `page` is the form again.
class Refusal extends Error {
  constructor(status, page) {
    super(`${status}: ${page.match(/(?<=role="alert")[^]*?(?=<\/div>)/)?.[0].replace(/\s*<[^>]*>\s*/g, " ")}`);
    Object.assign(this, { status, page });
  }
}

// Returns a function that posts a comment as a new person and returns its id.
export async function speaker(site, path) {
  const html = await (await fetch(fresh(site.url + path))).text();
  const [token] = html.slice(html.indexOf(`action="${path}/comments"`)).match(/(?<="token" value=")[^"]+/);
  let n = 0;
  return async (fields) => {
    const known = { token, side: "pro", name: "Olga", body: `Comentario ${++n}.`, action: "post" };
    const answer = await fetch(`${site.url}${path}/comments`, {
      method: "POST", redirect: "manual", body: new URLSearchParams({ ...known, ...fields }),
    });
    const place = answer.headers.get("location");
    if (answer.status !== 303) throw new Refusal(answer.status, await answer.text());
    return Number(place.match(/#c(\d+)$|held=(\d+)/).slice(1).find(Boolean));
  };
}

// Fails with the findings, one a line, instead of a comparison.
export function none(findings) {
  if (findings.length)
    throw new Error(`${findings.length} findings:\n${findings.slice(0, 50).join("\n")}`);
}

// Returns an address that nginx has not seen: its one-second cache would answer with an older page.
let addresses = 0;
export function fresh(url) {
  return `${url}${url.includes("?") ? "&" : "?"}fresh=${++addresses}`;
}

// Returns the numbers at both ends of the bar.
export async function tally(page) {
  await page.locator("#tally .end b").nth(1).waitFor({ state: "attached" });
  const numbers = await page.locator("#tally .end b").allTextContents();
  return numbers.map(Number);
}
