// look.test.mjs - every page at three widths in both themes: nothing sticks out, and pictures to look at

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { debate, shots, startSite, visitor } from "./site.mjs";

let site;
before(async () => { site = await startSite(); });
after(async () => { await site?.stop(); });

const password = "una frase larga y segura";
const open = {
  home: "/",
  debate,
  reply: `${debate}?reply=1`,
  single: `${debate}/comments/1`,
  english: "/?lang=en",
  missing: "/nothing-here",
  login: "/admin/login",
};
const closed = {
  dashboard: "/admin/",
  queue: "/admin/comments?state=pending",
  visible: "/admin/comments?state=visible",
  posts: "/admin/posts",
  write: "/admin/posts/new",
  edit: "/admin/posts/1/edit",
  settings: "/admin/settings",
  account: "/admin/account",
};

async function look(page, name, path, width, colorScheme) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(site.url + path);
  const excess = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(excess, 0, `${name} at ${width} px is ${excess} px too wide`);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one h1`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, input:not([type=hidden]), textarea, select")]
      .filter((e) => !e.closest(".trap") && e.offsetParent)
      .filter((e) => (e.closest("label") ?? e).getBoundingClientRect().height < 24)
      .map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(small, [], `${name}: too small to hit`);
  await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
}

async function lookAtAll(page, pages) {
  for (const [name, path] of Object.entries(pages))
    for (const width of [320, 768, 1280])
      for (const colorScheme of ["light", "dark"])
        await look(page, name, path, width, colorScheme);
}

test("public pages fit from 320 px on, in both themes", async () => {
  const { page, context, complaints } = await visitor(site);
  await lookAtAll(page, open);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("admin pages fit from 320 px on, in both themes", async () => {
  const { page, context, complaints } = await visitor(site);
  await page.goto(site.link);
  await page.locator("#password").fill(password);
  await page.locator("#again").fill(password);
  await page.locator("main form button").click();
  await lookAtAll(page, closed);
  assert.deepEqual(complaints, []);
  await context.close();
});
