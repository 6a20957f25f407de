// acts.test.mjs - acts of a reader besides writing: stances, changes of mind, edits and deletions

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { argue, debate, fillIn, fresh, how, leads, speaker, startSite, visitor } from "./site.mjs";

const reason = "No había pensado en el tiempo, solo en lo que cobra la agencia.";

let site, say;
before(async () => {
  site = await startSite();
  say = await speaker(site, debate);
});
after(async () => { await site?.stop(); });

const comment = (page, id) => page.locator(`#c${id}`);

for (const script of [false, true]) {
  test(`a comment that changed a mind says so, ${how(script)}`, async () => {
    const id = await say({ side: "contra", body: `Cuesta sobre todo tiempo, ${how(script)}.`, name: "Nadia" });
    const { page, context, complaints } = await visitor(site, { script });
    await page.goto(fresh(site.url + debate));
    assert.equal(await comment(page, id).locator("a[href*='changed=1']").count(), 0);
    await page.locator("#stance .pro").click();
    await page.locator("#stance .pro[aria-pressed=true]").waitFor();
    await page.locator("#stance .contra").click();
    await page.locator("#stance .why").waitFor();

    await page.goto(fresh(`${site.url}${debate}?at=${id}`));
    await comment(page, id).locator("a[href*='changed=1']").click(); // in place with script, else a page
    await page.locator("#changed:checked").waitFor();
    await argue(page, { side: "contra", body: "Poco.", name: "Luis" });
    await page.locator("#body-problem").waitFor();
    assert.equal(await page.locator("#body").inputValue(), "Poco.");
    assert.ok(await page.locator("#changed").isChecked());
    await argue(page, { body: reason });
    await page.waitForURL(/#c\d+$/);
    assert.match(await page.locator(`#c${new URL(page.url()).hash.slice(2)} .mind`).textContent(), /Nadia/);
    assert.match(await comment(page, id).locator("> .meta .mind").textContent(), /1 persona$/);
    assert.equal(await page.locator("#stance .why").count(), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`neighbours are two voices, a double click is one, ${how(script)}`, async () => {
    const voices = async () => (await (await fetch(fresh(`${site.url}${debate}/latest`))).json()).voices.pro;
    const visitors = [await visitor(site, { script }), await visitor(site, { script })];
    const before = await voices();
    await Promise.all(visitors.map(({ page }) => page.goto(site.url + debate)));
    await Promise.all(visitors.map(({ page }) => page.locator("#stance .pro").dblclick()));
    await Promise.all(visitors.map(({ page }) => page.locator("#stance .pro[aria-pressed=true]").waitFor()));
    assert.equal(await voices(), before + 2);
    const [one, two] = await Promise.all(visitors.map(({ context }) => context.cookies()));
    assert.notEqual(one[0].value, two[0].value);
    for (const { context } of visitors) await context.close();
  });

  test(`a writer edits and deletes what they wrote, ${how(script)}`, async () => {
    const { page, context, complaints } = await visitor(site, { script });
    await page.goto(fresh(site.url + debate));
    await argue(page, { side: "pro", body: `La primera versión, ${how(script)}.`, name: "Iris" });
    await page.waitForURL(/#c\d+$/);
    const id = Number(new URL(page.url()).hash.slice(2));
    await new Promise((resolve) => setTimeout(resolve, 1100)); // an edit needs a later second than its comment
    await leads(comment(page, id).locator("a[href$='/edit']"));
    await fillIn(page, { body: "La **segunda** versión." }, "#reply");
    await page.locator("#reply [value=preview]").click();
    await page.locator(".preview strong").waitFor();
    await page.locator("#reply [value=post]").click();
    await page.waitForURL(/#c\d+$/);
    assert.equal(await comment(page, id).locator("[role=status]").textContent(), "Cambios guardados.");
    await leads(comment(page, id).locator(`.when[href$='/comments/${id}']`));
    await page.locator(".revisions summary").click();
    assert.match(await page.locator(".revision .prose").textContent(), /primera/);

    assert.match(await comment(page, id).locator("a[href$='/edit']").textContent(), /hasta (las?|el) .*\d:\d\d$/);
    await leads(comment(page, id).locator("a[href$='/delete']"));
    assert.match(await page.locator("main .c").textContent(), /segunda/);
    await leads(page.locator("main form button"));
    assert.match(page.url(), /#done$/);
    assert.match(await page.locator("#done[role=status]").textContent(), /está borrado/);
    assert.equal(await comment(page, id).count(), 0);
    await page.goto(fresh(site.url + debate));
    assert.equal(await page.locator("#reply [name=name]").inputValue(), script ? "Iris" : "");
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
