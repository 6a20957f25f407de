// moved.test.mjs - a post is renamed while a reader has it open, and old links still lead to it

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  argue, fillIn, fresh, how, leads, openDebate, signIn, speaker, startSite, visitor,
} from "./site.mjs";
import { until } from "./until.mjs";

let site, author;
before(async () => {
  site = await startSite({ sample: false });
  author = await signIn(site);
});
after(async () => { await site?.stop(); });

// Changes the slug of a post as its author; returns the new path.
async function rename(path, slug) {
  const { page } = author;
  await page.goto(`${site.url}/admin/posts`);
  await leads(page.locator(`main li:has(a[href="${path}"]) a[href$="/edit"]`));
  await fillIn(page, { slug });
  await leads(page.locator("main form button.main:visible").first());
  await page.locator("[role=status]").waitFor();
  return `/p/${slug}`;
}

for (const script of [false, true]) {
  test(`who writes while a post is renamed loses nothing, ${how(script)}`, async () => {
    const old = await openDebate(author, { question: `¿Se muda, ${how(script)}?`, kind: "debate" });
    const { page, context, complaints } = await visitor(site, { script });
    await page.goto(fresh(site.url + old));
    await fillIn(page, { side: "pro", body: `Ya lo tenía escrito, ${how(script)}.`, name: "Iris" }, "#reply");
    const now = await rename(old, `mudado-${script ? 1 : 0}`);
    await argue(page, {});
    await page.waitForURL(/#c\d+$/);
    assert.equal(new URL(page.url()).pathname, now);
    assert.match(await page.locator(new URL(page.url()).hash).textContent(), /Ya lo tenía escrito/);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a reference from before lands on its comment, ${how(script)}`, async () => {
    const old = await openDebate(author, { question: `¿Se cita, ${how(script)}?`, kind: "debate" });
    const say = await speaker(site, old);
    const first = await say({ body: "Lo primero." });
    for (let i = 0; i < 12; i++) await say({ side: i % 2 ? "pro" : "contra" });
    const citing = await say({ side: "contra", body: `Como dice #${first}, no.` });
    const now = await rename(old, `citado-${script ? 1 : 0}`);
    const { page, context, complaints } = await visitor(site, { script });
    const target = page.locator(`#c${first}`);

    await page.goto(`${fresh(site.url + now)}#c${citing}`);
    const reference = page.locator(`#c${citing} a.ref`);
    assert.equal(await reference.getAttribute("href"), `${old}?at=${first}#c${first}`);
    await reference.click();
    await page.waitForURL(`${site.url}${now}?at=${first}#c${first}`);
    assert.equal(await page.locator(":target").getAttribute("id"), `c${first}`);
    await until(async () => assert.ok(await target.evaluate((e) => {
      const { top, bottom } = e.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }), "the comment is in sight"));

    // A link in a mail or on another site.
    await page.goto(`${site.url}${old}/comments/${first}#c${first}`);
    assert.equal(page.url(), `${site.url}${now}/comments/${first}#c${first}`);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("a draft from before comes back at the new address", async () => {
  const old = await openDebate(author, { question: "¿Se guarda?", kind: "debate" });
  const { page, context, complaints } = await visitor(site);
  await page.goto(fresh(site.url + old));
  await page.locator("#body").fill("A medias");
  const now = await rename(old, "guardado");
  await page.goto(fresh(site.url + old));
  await page.locator(".draft span").waitFor();
  assert.equal(new URL(page.url()).pathname, now);
  assert.equal(await page.locator("#body").inputValue(), "A medias");
  assert.deepEqual(complaints, []);
  await context.close();
});
