// news.test.mjs - an open page shows the decisions that the author takes meanwhile

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { leads, openDebate, signIn, speaker, startSite, visitor } from "./site.mjs";
import { hearNews, openWithClock } from "./states.mjs";
import { until } from "./until.mjs";

let site;
before(async () => { site = await startSite({ sample: false }); });
after(async () => { await site?.stop(); });

// Presses the author's button for one comment; `state` names the list that it is in.
async function decide({ page }, state, id, button) {
  await page.goto(`${site.url}/admin/comments?state=${state}`);
  await page.locator(`.entry input[name=ids][value="${id}"]`).check();
  await leads(page.getByRole("button", { name: button }).first());
}

// Lets the page poll until it has processed an answer whose last comment is `id`.
async function hearsOf(page, id) {
  let heard = 0;
  const count = async (answer) => {
    if (answer.url().endsWith("/latest") && (await answer.json()).last_id === id) heard++;
  };
  page.on("response", count);
  await until(async () => {
    await page.clock.runFor(300000);
    assert.ok(heard > 1, "it has heard, and asks again");
  });
  page.off("response", count);
}

for (const tally_shown of ["always", "stand"])
  test(`what is approved late is news, what is removed is not, tally shown: ${tally_shown}`, async () => {
    const author = await signIn(site);
    const path = await openDebate(author, { question: `¿Y lo que espera, ${tally_shown}?`, policy: "all", tally_shown });
    const say = await speaker(site, path);
    const [late, early] = [await say({ side: "pro" }), await say({ side: "contra" })];
    await decide(author, "pending", early, "Aprobar");
    const { page, context, complaints } = await visitor(site);
    await openWithClock(site, page, path);
    await hearsOf(page, early);
    await new Promise((resolve) => setTimeout(resolve, 1100)); // approved in a later second of the server
    await decide(author, "pending", late, "Aprobar");
    const button = await hearNews(page);
    assert.equal(await button.textContent(), tally_shown === "always" ? "Ver 1 comentario nuevo" : "Ver lo nuevo");
    await button.click();
    await page.locator(`#c${late}.new`).waitFor({ state: "attached" });
    await button.click(); // leads to the comment
    await until(async () => assert.equal(await button.isVisible(), false));
    await decide(author, "visible", late, "Rechazar");
    await hearsOf(page, early);
    assert.equal(await button.isVisible(), false);
    assert.deepEqual(complaints, []);
    for (const someone of [author.context, context]) await someone.close();
  });
