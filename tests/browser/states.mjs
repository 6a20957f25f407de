// states.mjs - the states into which script brings a debate, for the suites that judge each of them
//
//   name   names its pictures and its findings
//   act    brings a debate that a reader has opened (see ready) to that state

import assert from "node:assert/strict";
import { debate, draftKey, fresh, speaker } from "./site.mjs";
import { until } from "./until.mjs";

const seen = `seen:${debate}`;
const later = (page, values) => page.evaluate((entries) => {
  for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, JSON.stringify(value));
}, values);

// A debate is open when its script has run to the end.
export const ready = (page) => page.locator(".keys").waitFor({ state: "attached" });

// Reopens the debate as if the reader had seen all but the last `n` comments yesterday.
export async function comeBack(page, n, more = {}) {
  const ids = await page.locator(".threads .c").evaluateAll((all) =>
    all.map((article) => Number(article.dataset.id)).sort((a, b) => b - a));
  await later(page, { [seen]: { base: 0, last: ids[n], at: 0 }, ...more });
  await page.reload();
  await ready(page);
}

// Opens a debate whose clock only the test moves: `page.clock.runFor(25000)` brings the next poll for news.
export async function openWithClock(site, page, path = debate) {
  await page.clock.install();
  await page.goto(fresh(site.url + path));
  await ready(page);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

// Lets the page poll until it hears of news: nginx may answer with a page of a second ago, and an answer
// needs time.
export async function hearNews(page) {
  const button = page.locator(".live button");
  await until(async () => {
    await page.clock.runFor(300000);
    assert.ok(await button.isVisible(), "the page hears of news");
  });
  return button;
}

export const states = [
  { name: "new", act: async (site, page) => {
    await comeBack(page, 4);
    await page.locator(".live button").click();
  } },
  { name: "only-new", act: async (site, page) => {
    await comeBack(page, 4);
    await page.locator(".only-new").click();
  } },
  { name: "news", act: async (site, page) => {
    await openWithClock(site, page);
    await (await speaker(site, debate))({ side: "contra", body: `Recién llegado ${Math.random()}` });
    await hearNews(page);
    await page.clock.resume(); // the suites that judge the page use timers
  } },
  { name: "draft", act: async (site, page) => {
    await comeBack(page, 0, { [await draftKey(page)]: { body: "A medias", side: "pro" } });
    await page.locator(".draft span").waitFor();
  } },
  { name: "reply-in-place", act: async (site, page) => {
    await page.locator(".acts a[href*='reply=']").first().click();
    await page.locator("ol.threads #reply").waitFor();
  } },
  { name: "preview-in-place", act: async (site, page) => {
    await page.locator("#body").fill("Muy **claro**");
    await page.locator("#reply [value=preview]").click();
    await page.locator("#preview").waitFor();
  } },
  { name: "folded", act: async (site, page) => {
    for (const fold of await page.locator(".fold > summary").all()) await fold.click();
  } },
  { name: "keys", act: (site, page) => page.evaluate(() => document.querySelector(".keys").click()) },
];
