// author.test.mjs - the author signs in, decides on held comments, undoes a decision, writes a post

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { debate, fresh, how, leads, openDebate, password, signIn, startSite, tally, visitor } from "./site.mjs";

let site;
before(async () => { site = await startSite(); });
after(async () => { await site?.stop(); });

async function waiting(page) {
  await page.goto(`${site.url}/admin/comments?state=pending`);
  return page.locator(".entry").count();
}

test("the link works once; then the password does, without script and with it", async () => {
  const { page, context, complaints } = await visitor(site, { script: false });
  const link = site.tertulia("user", "passwd", "Elena").match(/http:\S+/)[0];
  await page.goto(link);
  await page.locator("#password").fill("corta");
  await page.locator("#again").fill("corta");
  await leads(page.locator("main form button"));
  assert.match(await page.locator("#password-problem").textContent(), /10/);
  await page.locator("#password").fill(password);
  await page.locator("#again").fill(password);
  await leads(page.locator("main form button"));
  assert.equal(new URL(page.url()).pathname, "/admin/");
  await context.clearCookies();

  await page.goto(link);
  assert.equal(new URL(page.url()).pathname, "/admin/welcome");
  assert.equal(await page.locator("#again").count(), 0, "the link is spent");

  await page.goto(`${site.url}/admin/comments`);
  assert.equal(new URL(page.url()).pathname, "/admin/login");
  await page.locator("[name=name]").fill("Elena");
  await page.locator("[name=password]").fill("no es esta clave");
  await leads(page.locator("main form button"));
  assert.match(await page.locator("main").textContent(), /no son correctos/);
  await page.locator("[name=password]").fill(password);
  await leads(page.locator("main form button"));
  assert.equal(new URL(page.url()).pathname, "/admin/comments", "back to where one wanted to go");
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const script of [false, true]) {
  test(`approving moves the tally, undoing moves it back, ${how(script)}`, async () => {
    const { page, context, complaints } = await signIn(site, { script });
    const before = await waiting(page);
    assert.ok(before >= 2, "two comments wait in the sample");
    await leads(page.getByRole("button", { name: "Aprobar" }).first());
    assert.match(await page.locator("[role=alert]").textContent(), /\S/, "nothing was marked");

    await page.goto(site.url + debate);
    const [pro, contra] = await tally(page);
    await waiting(page);
    await page.locator(".entry input[name=ids]").first().check();
    await leads(page.getByRole("button", { name: "Aprobar" }).first());
    assert.match(await page.locator("[role=status]").textContent(), /1 comentario aprobado/i);
    assert.equal(await page.locator(".entry").count(), before - 1);
    await page.goto(site.url + debate);
    const [pro1, contra1] = await tally(page);
    assert.equal(pro1 + contra1, pro + contra + 1);

    await page.goto(`${site.url}/admin/`);
    await leads(page.getByRole("button", { name: "Deshacer" }).first());
    assert.equal(await waiting(page), before);
    await page.goto(site.url + debate);
    assert.deepEqual(await tally(page), [pro, contra]);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("with storage blocked the queue has its keys, and leaving with text asks", async () => {
  const { page, context, complaints } = await signIn(site);
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
  });
  await waiting(page);
  const keys = page.locator("[data-keys-switch]");
  await keys.click();
  assert.equal(await keys.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal(await page.locator(".entry input[name=ids]:checked").count(), 1);
  let asked = 0;
  page.on("dialog", () => asked++);
  await page.goto(`${site.url}/admin/settings`, { waitUntil: "networkidle" });
  await page.locator("#tagline").fill("A medias");
  await page.goto(`${site.url}/admin/`);
  assert.equal(asked, 1);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the choice of keys stays in the browser", async () => {
  const { page, context } = await signIn(site);
  const keys = page.locator("[data-keys-switch]");
  await waiting(page);
  assert.equal(await keys.getAttribute("aria-pressed"), "false");
  await keys.click();
  await waiting(page);
  await page.locator("[data-keys-switch][aria-pressed=true]").waitFor();
  await context.close();
});

test("a first comment waits; only its writer sees it until the author approves", async () => {
  const author = await signIn(site, { script: false });
  const question = "¿Hace falta publicar a diario?";
  const post = site.url + await openDebate(author, { question, policy: "site" });
  assert.match(author.page.url(), /saved=1/);

  const reader = await visitor(site, { script: false });
  await reader.page.goto(post);
  await reader.page.locator("input[name=side][value=pro]").check();
  await reader.page.locator("#body").fill("Palabra centinela.");
  await reader.page.locator("#name").fill("Olga");
  await leads(reader.page.getByRole("button", { name: "Publicar" }));
  assert.match(reader.page.url(), /held=\d+#held$/);
  assert.match(await reader.page.locator("#held").textContent(), /Recibido[^]*centinela/);
  assert.deepEqual(await tally(reader.page), [0, 0]);

  const other = await visitor(site, { script: false });
  await other.page.goto(fresh(post));
  assert.doesNotMatch(await other.page.content(), /centinela/);

  await waiting(author.page);
  const entry = author.page.locator(".entry", { hasText: "centinela" });
  await entry.locator("input[name=ids]").check();
  await leads(author.page.getByRole("button", { name: "Aprobar" }).first());
  await other.page.goto(fresh(post));
  assert.match(await other.page.content(), /centinela/);
  assert.deepEqual(await tally(other.page), [1, 0]);
  for (const { context } of [author, reader, other]) await context.close();
});
