// reader.test.mjs - a reader argues and replies, without script and with it

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { argue, debate, fresh, how, leads, startSite, tally, visitor } from "./site.mjs";
import { until } from "./until.mjs";

let site;
before(async () => { site = await startSite(); });
after(async () => { await site?.stop(); });

for (const script of [false, true]) {
  test(`a reader argues and the tally moves, ${how(script)}`, async () => {
    const { page, context, complaints } = await visitor(site, { script });
    await page.goto(site.url);
    assert.deepEqual(await context.cookies(), [], "reading sets no cookie");
    await leads(page.getByRole("link", { name: "Participa" }));
    await page.goto(fresh(page.url().split("#")[0]));
    const [pro, contra] = await tally(page);

    await argue(page, { body: `Lo escribo ${how(script)}.`, name: "Nadia" });
    assert.match(await page.title(), /^Error/);
    assert.match(await page.locator("#side-problem").textContent(), /Elige una postura/);
    assert.equal(await page.locator("#body").inputValue(), `Lo escribo ${how(script)}.`);

    await argue(page, { side: "pro" });
    assert.match(page.url(), /#c\d+$/);
    const mine = page.locator(new URL(page.url()).hash);
    assert.match(await mine.textContent(), new RegExp(`Lo escribo ${how(script)}`));
    assert.match(await mine.locator(".meta").textContent(), /tuyo/i);
    assert.deepEqual(await tally(page), [pro + 1, contra]);
    const cookies = await context.cookies();
    assert.equal(cookies.length, 1);
    assert.equal(cookies[0].name, "reader");
    assert.equal(cookies[0].httpOnly, true);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a reader answers somebody on the other side, ${how(script)}`, async () => {
    const { page, context, complaints } = await visitor(site, { script });
    await page.goto(fresh(site.url + debate));
    const first = page.locator("ol.threads > li").first();
    const [pro, contra] = await tally(page);
    await first.locator(".acts a", { hasText: "Responder" }).first().click();
    const form = page.locator("ol.threads #reply");
    await form.waitFor();
    assert.equal(await form.count(), 1, "the form stands inside the thread");

    await argue(page, { side: "contra", body: `Respuesta ${how(script)}.`, name: "Bruno" });
    const reply = page.locator(new URL(page.url()).hash);
    assert.match(await reply.textContent(), new RegExp(`Respuesta ${how(script)}`));
    assert.equal(await page.locator(`ol.replies ${new URL(page.url()).hash}`).count(), 1);
    assert.deepEqual(await tally(page), [pro, contra + 1]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a preview shows Markdown and publishes nothing, ${how(script)}`, async () => {
    const { page, context } = await visitor(site, { script });
    await page.goto(fresh(site.url + debate));
    const numbers = await tally(page);
    await page.locator("input[name=side][value=contra]").check();
    await page.locator("#body").fill("Muy **claro**. <img src=x onerror=alert(1)>");
    await page.locator("#name").fill("Iris");
    await page.getByRole("button", { name: "Vista previa" }).click();
    assert.equal(await page.locator("#preview strong").textContent(), "claro");
    assert.equal(await page.locator("#preview img").count(), 0);
    assert.equal(await page.locator("#name").inputValue(), "Iris");
    assert.deepEqual(await tally(page), numbers);
    await context.close();
  });

  test(`a double click makes one comment, ${how(script)}`, async () => {
    const { page, context } = await visitor(site, { script });
    await page.goto(fresh(site.url + debate));
    const [pro, contra] = await tally(page);
    await page.locator("input[name=side][value=pro]").check();
    await page.locator("#body").fill(`Dos pulsaciones ${how(script)}`);
    await page.locator("#name").fill("Tere");
    await page.getByRole("button", { name: "Publicar" }).dblclick();
    // The second click ends the navigation that the first one began.
    await until(() => assert.match(page.url(), /#c\d+$/));
    await until(() => page.reload());
    assert.deepEqual(await tally(page), [pro + 1, contra]);
    assert.equal(await page.getByText(`Dos pulsaciones ${how(script)}`).count(), 1);
    await context.close();
  });
}

test("what a hostile reader writes runs nowhere", async () => {
  const { page, context, complaints } = await visitor(site);
  await page.goto(fresh(site.url + debate));
  await argue(page, {
    side: "pro",
    name: "\"><script>alert(1)</script>",
    body: "<script>alert(2)</script>\n\n[x](javascript:alert(3)) ![y](https://example.org/t.gif)\n\n"
      + "<a href=\"javascript:alert(4)\" onclick=\"alert(5)\">z</a> </li></ol></main>",
  });
  const mine = page.locator(new URL(page.url()).hash);
  assert.match(await mine.textContent(), /alert\(1\)/);
  assert.equal(await mine.locator("script, img, [onclick], a[href^=javascript]").count(), 0);
  assert.equal(await page.locator("main footer, main main").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the filter shows one side and says so in its address", async () => {
  const { page, context } = await visitor(site, { script: false });
  await page.goto(fresh(site.url + debate));
  await leads(page.locator(".filters a", { hasText: "En contra" }));
  assert.match(page.url(), /side=contra/);
  const sides = await page.locator("ol.threads > li > article:not(.removed) .meta > .side")
    .allTextContents();
  assert.ok(sides.length > 0);
  assert.deepEqual([...new Set(sides)], ["En contra"]);
  await context.close();
});

test("the page and its words change language", async () => {
  const { page, context } = await visitor(site, { script: false });
  await page.goto(site.url);
  await leads(page.getByRole("link", { name: "English" }));
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await leads(page.getByRole("link", { name: "Take part" }));
  assert.equal(await page.getByRole("button", { name: "Preview" }).count(), 1);
  await context.close();
});
