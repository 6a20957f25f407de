// axe.test.mjs - axe finds nothing on any page, in both themes, on a phone and on a wide screen

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { furnish, pages, show, visitors } from "./pages.mjs";
import { debate, fresh, none, startSite, visitor } from "./site.mjs";
import { ready, states } from "./states.mjs";

let site, made;
before(async () => {
  site = await startSite();
  made = await furnish(site);
});
after(async () => { await site?.stop(); });

const options = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

// Returns lines of "rule: the element, what is wrong".
async function findings(page) {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate((o) => window.axe.run(o), options);
  assert.ok(passes.length > 0, "axe ran");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary.replace(/\s+/g, " ")}`));
}

for (const theme of ["light", "dark"])
  for (const width of [390, 1280])
    test(`axe finds nothing, ${theme}, ${width} px`, async (t) => {
      const known = await visitors(site, { theme, width });
      for (const entry of pages) {
        const { page } = known[entry.who ?? "reader"];
        await t.test(entry.name, async () => {
          await show(page, site, made, entry);
          none(await findings(page));
        });
      }
      for (const { context } of Object.values(known)) await context.close();
    });

// The live button may cover targets until the page is scrolled; they are measured above without it.
const covered = /^target-size: .*partially obscured/;

for (const theme of ["light", "dark"])
  for (const width of [390, 1280])
    test(`axe finds nothing in what script adds, ${theme}, ${width} px`, async (t) => {
      for (const { name, act } of states)
        await t.test(name, async () => {
          const { page, context } = await visitor(site, { theme, width });
          await page.goto(fresh(site.url + debate));
          await ready(page);
          await act(site, page);
          none((await findings(page)).filter((line) => !covered.test(line)));
          await context.close();
        });
    });
