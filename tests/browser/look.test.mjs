// look.test.mjs - every page at three widths in both themes fits the screen; saves pictures to look at
//
// It also fits with a reader's own settings of text and spacing.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { furnish, pages, show, visitors } from "./pages.mjs";
import { debate, none, shots, startSite, visitor } from "./site.mjs";
import { until } from "./until.mjs";

let site, made;
before(async () => {
  site = await startSite();
  made = await furnish(site);
});
after(async () => { await site?.stop(); });

const widths = [320, 768, 1440];

// Each page is loaded once and then looked at in several ways.
async function forAll(look) {
  const known = await visitors(site);
  for (const entry of pages) {
    const { page, complaints } = known[entry.who ?? "reader"];
    await show(page, site, made, entry);
    await look(page, entry);
    none(complaints.map((what) => `${entry.name}: ${what}`));
  }
  for (const { context } of Object.values(known)) await context.close();
}

// Checks the page at a width, which the browser applies with a delay.
async function fits(page, entry, width) {
  await page.setViewportSize({ width, height: 900 });
  await until(async () => assert.equal(await page.evaluate(() => innerWidth), width));
  const excess = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(excess, 0, `${entry.name} is too wide at ${width} px`);
}

async function look(page, entry, width) {
  await fits(page, entry, width);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: join(shots, `${entry.name}-${width}-${colorScheme}.png`), fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(height, 5000) },
    });
  }
}

// Targets below the size of WCAG 2.5.8; hidden ones and those in a line of text are exempt.
const small = () =>
  [...document.querySelectorAll("button, input:not([type=hidden]), textarea, select, summary, .button")]
    .filter((e) => !e.closest(".trap") && e.offsetParent)
    .filter((e) => (e.closest("label") ?? e).getBoundingClientRect().height < 24)
    .map((e) => e.outerHTML.slice(0, 80));

test("every page fits from 320 px on, in both themes", async () => {
  await forAll(async (page, entry) => {
    assert.equal(await page.locator("h1").count(), 1, `${entry.name} has one h1`);
    assert.equal(await page.locator("html").getAttribute("lang"), entry.lang ?? "es", entry.name);
    for (const width of widths) await look(page, entry, width);
    none((await page.evaluate(small)).map((what) => `${entry.name}: too small: ${what}`));
  });
});

// WCAG 1.4.12: a reader's own spacing. The sheet is made by script: the page's policy allows no other.
const space = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
};

// Returns boxes whose text does not fit. Fields scroll, and hidden boxes have no room on purpose.
const cut = () =>
  [...document.querySelectorAll("body *")]
    .filter((e) => !e.closest(".vh, .trap, svg, textarea, input, select, .skip"))
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()))
    .filter((e) => getComputedStyle(e).display !== "inline" && e.clientWidth > 0)
    .filter((e) => e.scrollWidth > e.clientWidth + 1
      || (getComputedStyle(e).overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1))
    .map((e) => `${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}: `
      + e.outerHTML.slice(0, 120));

test("a reader's own text spacing loses nothing", async () => {
  await forAll(async (page, entry) => {
    await page.evaluate(space);
    for (const width of [320, 1440]) {
      await fits(page, entry, width);
      none((await page.evaluate(cut)).map((what) => `${entry.name} at ${width} px: ${what}`));
    }
  });
});

test("forced colours keep sides, bar and focus apart", async () => {
  const { page, context } = await visitor(site, { forcedColors: "active" });
  await page.goto(site.url + debate);
  const colours = await page.evaluate(() => {
    const colour = (selector, pseudo, property) =>
      getComputedStyle(document.querySelector(selector), pseudo)[property];
    return {
      paper: colour("body", null, "backgroundColor"),
      pro: colour("article.pro .side", "::before", "backgroundColor"),
      contra: colour("article.contra .side", "::before", "backgroundColor"),
      bar: colour("#tally .bar .pro", null, "fill"),
    };
  });
  const { paper, ...drawn } = colours;
  for (const [what, colour] of Object.entries(drawn))
    assert.notEqual(colour, paper, `${what} shows on the paper`);
  assert.notEqual(drawn.pro, drawn.contra);
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.screenshot({ path: join(shots, "debate-forced.png"), fullPage: true });
  await context.close();
});

test("nothing moves for those who asked for less motion", async () => {
  const { page, context } = await visitor(site, { reducedMotion: "reduce" });
  for (const path of ["/", debate, `${debate}#c3`]) {
    await page.goto(site.url + path);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
  }
  await context.close();
});
