// comfort.test.mjs - the features that script adds to a debate, and the same tasks without script

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  argue, debate, draftKey, fresh, how, leads, openDebate, signIn, shots, speaker, startSite, visitor,
} from "./site.mjs";
import { comeBack, hearNews, openWithClock, ready, states } from "./states.mjs";
import { until } from "./until.mjs";

let site;
before(async () => { site = await startSite(); });
after(async () => { await site?.stop(); });

async function open(options = {}, path = debate) {
  const someone = await visitor(site, options);
  await someone.page.goto(fresh(site.url + path));
  if (options.script !== false) await ready(someone.page);
  return someone;
}

// Posts a comment as another reader; returns its fragment.
async function write(side, body, fields = {}) {
  const say = await speaker(site, debate);
  return `#c${await say({ side, body, ...fields })}`;
}

const send = (page) => page.getByRole("button", { name: "Publicar" });
const publish = (page) => leads(send(page));

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);
const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top);
for (const script of [false, true]) {

  test(`a thread folds, and is whole on paper, ${how(script)}`, async () => {
    const { page, context, complaints } = await open({ script });
    const fold = page.locator(".fold").first();
    const reply = fold.locator(".c").first();
    assert.match(await fold.locator("> summary").textContent(), /^\d+ respuestas$/);
    assert.equal(await reply.isVisible(), true);
    await fold.locator("> summary").click();
    assert.equal(await reply.isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await reply.isVisible(), true);
    await page.emulateMedia({ media: "screen" });
    assert.equal(await reply.isVisible(), false);

    const id = await reply.getAttribute("id");
    await page.goto(`${page.url().split("#")[0]}#${id}`);
    await reply.and(page.locator(":visible")).waitFor();
    await until(async () => {
      assert.notEqual(await reply.evaluate((e) => getComputedStyle(e).outlineStyle), "none");
      assert.ok(await top(reply) >= 0 && await top(reply) < 800, "the folded comment is landed on");
    });
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a reply is written under its comment, ${how(script)}`, async () => {
    const { page, context, complaints } = await open({ script });
    // Found by its id: an answer moves it to another place.
    const id = await page.locator("ol.threads > li > .c").nth(1).getAttribute("id");
    const article = page.locator(`#${id}`);
    await article.locator(".acts a", { hasText: "Responder" }).click();
    const form = page.locator("ol.threads #reply");
    await form.waitFor();
    assert.equal(await form.locator("[name=parent]").inputValue(), await article.getAttribute("data-id"));
    await argue(page, { side: "pro", body: `En su sitio, ${how(script)}`, name: "Rosa" });
    await page.waitForURL(/#c\d+$/);
    const mine = page.locator(new URL(page.url()).hash);
    assert.match(await mine.textContent(), new RegExp(`En su sitio, ${how(script)}`));
    assert.equal(await mine.locator(".to").getAttribute("href"), `#${await article.getAttribute("id")}`);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("reply forms open and close in place and no text is lost", async () => {
  const { page, context, complaints } = await open();
  const links = page.locator("ol.threads > li > .c > .acts a", { hasText: "Responder" });
  const address = page.url();
  const read = () => page.locator("#body").inputValue();
  await page.locator("#body").fill("Al final");
  await links.nth(0).click();
  await page.locator("ol.threads > li:nth-child(1) #reply").waitFor();
  assert.equal(await focused(page), "side");
  assert.equal(await read(), "");
  await page.locator("#body").fill("Al primero");
  await links.nth(1).click();
  await page.locator("ol.threads > li:nth-child(2) #reply").waitFor();
  assert.equal(await page.locator("#reply").count(), 1, "ids stay unique");
  assert.equal(await read(), "");
  await links.nth(0).click();
  await page.locator("ol.threads > li:nth-child(1) #reply").waitFor();
  assert.equal(await read(), "Al primero");
  await page.locator("[data-cancel]").click();
  assert.equal(await page.locator("ol.threads #reply").count(), 0);
  assert.equal(await read(), "Al final");
  assert.equal(await links.nth(0).evaluate((a) => a === document.activeElement), true);
  await links.nth(1).click();
  await page.locator("ol.threads #reply").waitFor();
  await page.locator(".argue .contra").click();
  assert.equal(await page.locator("ol.threads #reply").count(), 0);
  assert.equal(await page.locator("#side-contra").isChecked(), true);
  assert.equal(page.url().split("#")[0], address);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a reply link that cannot be fetched is followed", async () => {
  const { page, context } = await open();
  let asked = 0;
  await page.route(/reply=/, (route) => (asked++ ? route.continue() : route.abort()));
  await page.locator(".acts a", { hasText: "Responder" }).first().click();
  await page.waitForURL(/reply=\d+/);
  assert.equal(await page.locator("ol.threads #reply").count(), 1);
  await context.close();
});

test("a draft comes back, can be discarded, and goes once it is published", async () => {
  const { page, context, complaints } = await open();
  const notice = page.locator(".draft span");
  const key = await draftKey(page);
  const stored = () => page.evaluate((k) => localStorage.getItem(k), key);
  await page.locator("#side-contra").check();
  await page.locator("#body").fill("A medias");
  await page.goto(fresh(site.url + debate));
  await notice.waitFor();
  assert.match(await notice.textContent(), /Hemos recuperado tu borrador/);
  assert.equal(await page.locator("#body").inputValue(), "A medias");
  assert.equal(await page.locator("#side-contra").isChecked(), true);

  await notice.getByRole("button").click();
  assert.equal(await page.locator("#body").inputValue(), "");
  assert.equal(await focused(page), "body");
  assert.equal(await stored(), null);
  assert.equal(await page.locator(".draft").count(), 0);

  await page.locator("#body").fill("Sin postura");
  await page.locator("#name").fill("Julia");
  await publish(page);
  await page.locator("#side-problem").waitFor();
  assert.equal(await page.locator("#body").inputValue(), "Sin postura");
  assert.equal(await page.locator(".draft").count(), 0, "the server's text, not a draft");
  assert.match(await stored(), /Sin postura/, "refused: the draft stays");
  await page.locator("#side").check();
  await publish(page);
  await page.waitForURL(/#c\d+$/);
  await ready(page);
  assert.equal(await stored(), null);
  assert.equal(await page.locator("#body").inputValue(), "");
  assert.equal(await page.locator("#name").inputValue(), "Julia", "the name is remembered");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a draft goes when its text is held for review, too", async () => {
  const author = await signIn(site);
  const path = await openDebate(author, { question: "¿Todo espera?", policy: "all" });
  const { page, context } = await open({}, path);
  const key = await draftKey(page);
  const stored = () => page.evaluate((k) => localStorage.getItem(k), key);
  await page.locator("#body").fill("Que espere");
  assert.match(await stored(), /Que espere/);
  await argue(page, { side: "pro", name: "Berta" });
  await page.locator("#held").waitFor();
  await ready(page);
  assert.equal(await stored(), null);
  await author.context.close();
  await context.close();
});

test("a draft goes when the page shows its text in short, too", async () => {
  const author = await signIn(site);
  const path = await openDebate(author, { question: "¿Cabe todo?" });
  const say = await speaker(site, path);
  const words = (bytes) => "palabra ".repeat(1100).slice(0, bytes);
  for (let i = 0; i < 13; i++) await say({ side: i % 2 ? "contra" : "pro", body: words(7799) + i });
  const { page, context, complaints } = await open({}, path);
  const key = await draftKey(page);
  const stored = () => page.evaluate((k) => localStorage.getItem(k), key);
  await page.locator("#body").fill(words(8111));
  assert.match(await stored(), /palabra/);
  await argue(page, { side: "pro", name: "Clara" });
  await page.waitForURL(/#c\d+$/);
  await ready(page);
  const mine = page.locator(new URL(page.url()).hash);
  assert.match(await mine.getAttribute("class"), / short /);
  assert.equal(await mine.locator(".own").count(), 1);
  assert.equal(await mine.locator(".new-mark").count(), 0, "no news to its writer");
  assert.equal(await stored(), null);
  assert.equal(await page.locator("#body").inputValue(), "");
  assert.equal(await page.locator("#name").inputValue(), "Clara");
  assert.deepEqual(complaints, []);
  await author.context.close();
  await context.close();
});

test("a failed send keeps the draft, whatever is looked at next", async () => {
  const { page, context } = await open();
  await argue(page, { side: "pro", body: "Este llega", name: "Elvira" });
  await page.waitForURL(/#c\d+$/);
  const { hash } = new URL(page.url());
  await page.locator("#side").check();
  await page.locator("#body").fill("No llega");
  await page.route("**/comments", (route) => route.abort());
  await send(page).click();
  await until(() => assert.match(page.url(), /^chrome-error:/));
  await page.unroute("**/comments");
  await page.goto(fresh(site.url + debate) + hash);
  await page.locator(".draft span").waitFor();
  assert.equal(await page.locator("#body").inputValue(), "No llega");
  await context.close();
});

test("drafts of two tabs: accepting one leaves the other", async () => {
  const { page, context } = await open();
  const other = await context.newPage();
  const key = await draftKey(page);
  const stored = () => page.evaluate((k) => localStorage.getItem(k), key);
  await other.goto(fresh(site.url + debate));
  await ready(other);
  await page.locator("#side").check();
  await page.locator("#name").fill("Nuria");
  await page.locator("#body").fill("De la primera pestaña");
  await other.locator("#body").fill("De la segunda pestaña");
  // Each tab has its own process, which sees the other tab's change later.
  await until(async () => assert.match(await stored(), /segunda/));
  await publish(page);
  await page.waitForURL(/#c\d+$/);
  await page.locator(".draft span").waitFor();
  assert.equal(await page.locator("#body").inputValue(), "De la segunda pestaña");
  await context.close();
});

test("with storage blocked everything works, and leaving with text asks", async () => {
  const { page, context, complaints } = await visitor(site);
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
    Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto(fresh(site.url + debate));
  await ready(page);
  let asked = 0;
  page.on("dialog", () => asked++);
  await page.goto(fresh(site.url + debate));
  assert.equal(asked, 0);
  await ready(page);
  await page.locator("#body").fill("Se perdería");
  await page.locator(".acts a", { hasText: "Responder" }).first().click();
  await page.locator("ol.threads #reply").waitFor();
  await page.locator("[data-cancel]").click();
  assert.equal(await page.locator("#body").inputValue(), "Se perdería");
  await page.goto(fresh(site.url + debate));
  assert.equal(asked, 1);
  await ready(page);
  await page.locator("#side").check();
  await page.locator("#body").fill("Sin almacén");
  await page.locator("#name").fill("Marta");
  await publish(page);
  await page.waitForURL(/#c\d+$/);
  assert.equal(asked, 1, "sending is not leaving");
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const script of [false, true])
  test(`a good preview forgets what was wrong, ${how(script)}`, async () => {
    const { page, context, complaints } = await open({ script });
    await page.locator("#body").fill("Con todo");
    await publish(page);
    await page.locator("#problems").waitFor();
    assert.match(await page.title(), /^Error:/);
    assert.equal(await page.locator("#reply [aria-invalid]").count(), 2, "side and name");
    await page.locator("#side").check();
    await page.locator("#name").fill("Nadia");
    await page.locator("[name=action][value=preview]").click();
    await page.locator(".preview").waitFor();
    await page.waitForLoadState(); // without script this is another page
    assert.doesNotMatch(await page.title(), /^Error:/);
    assert.equal(await page.locator("#reply :is(.problems, .problem, [aria-invalid])").count(), 0);
    assert.equal(await page.locator("#body").inputValue(), "Con todo");
    assert.deepEqual(complaints, []);
    await context.close();
  });

test("the counter counts as the server does", async () => {
  const { page, context } = await open();
  const count = page.locator(".count#body-count");
  await page.locator("#body").fill("ñ".repeat(10) + "\n\n  ");
  assert.equal(await count.textContent(), "Quedan 8172");
  await page.locator("#body").fill("n\u0303".repeat(10) + "\u202e");
  assert.equal(await count.textContent(), "Quedan 8172", "composed, without overrides");
  await page.locator("#body").fill("ñ".repeat(4100));
  assert.equal(await count.textContent(), "Sobran 4");
  await page.locator("#side").check();
  await page.locator("#name").fill("Alba");
  await publish(page);
  assert.match(await page.locator("#body-problem").textContent(), /Sobran 4 caracteres/);
  await context.close();
});

test("a preview appears in place; when that fails the page shows it", async () => {
  const { page, context, complaints } = await open();
  const address = page.url();
  const show = () => page.getByRole("button", { name: "Vista previa" }).click();
  await page.locator("#body").fill("Muy **claro**");
  await show();
  await page.locator("#preview").waitFor();
  assert.equal(await page.locator("#preview strong").textContent(), "claro");
  assert.equal(await focused(page), "preview");
  assert.equal(page.url(), address);
  await page.locator("#body").fill("Aún *mejor*");
  await show();
  await page.locator("#preview em").waitFor();
  assert.equal(await page.locator("#preview").count(), 1);
  assert.deepEqual(complaints, []);

  let asked = 0;
  await page.route("**/comments", (route) => (asked++ ? route.continue() : route.abort()));
  await show();
  await page.waitForURL(/\/comments$/);
  assert.equal(await page.locator("#preview em").textContent(), "mejor");
  assert.equal(await page.locator("#body").inputValue(), "Aún *mejor*");
  await context.close();
});

test("what is new since the last visit is marked, counted, led to and filtered", async () => {
  const { page, context, complaints } = await open();
  assert.equal(await page.locator(".c.new").count(), 0, "a first visit has nothing new");
  assert.equal(await page.locator(".live button").isVisible(), false);
  await comeBack(page, 3);
  const button = page.locator(".live button");
  await button.waitFor();
  assert.equal(await page.locator(".c.new").count(), 3);
  assert.deepEqual(await page.locator(".new-mark").allTextContents(), ["nuevo", "nuevo", "nuevo"]);
  assert.equal(await button.textContent(), "Siguiente nuevo · 3");
  await page.reload();
  await ready(page);
  assert.equal(await page.locator(".c.new").count(), 3, "the same visit");
  assert.equal(await page.locator("li:has(> .c.new)").first()
    .evaluate((item) => getComputedStyle(item, "::before").borderTopStyle), "solid", "below a rule");

  const led = new Set();
  await page.locator(".c.new").first().evaluate((article) => {
    article.closest("details")?.removeAttribute("open");
  });
  for (let i = 0; i < 3; i++) {
    await button.click();
    led.add(await focused(page));
    assert.ok(await page.locator(":focus").isVisible());
  }
  assert.equal(led.size, 3);
  assert.equal(await button.isVisible(), false, "all were seen");
  assert.match([...led][0], /^c\d+$/);

  const filter = page.getByRole("button", { name: /Nuevos 3/ });
  await filter.click();
  assert.equal(await filter.getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".c.new:visible").count(), 3);
  const shown = await page.locator("ol.threads > li:visible").count();
  assert.ok(shown <= 3);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("ol.threads > li:visible").count() > shown, "paper shows all");
  await page.emulateMedia({ media: "screen" });
  await filter.click();
  assert.ok(await page.locator("ol.threads > li:visible").count() > shown);
  assert.deepEqual(complaints, []);
  await context.close();
});

async function withClock() {
  const someone = await visitor(site);
  await openWithClock(site, someone.page);
  return someone;
}

test("new comments are announced and shown without moving the page", async () => {
  const { page, context, complaints } = await withClock();
  const button = page.locator(".live button");
  const asked = [];
  page.on("request", (request) => { if (request.url().endsWith("/latest")) asked.push(request); });
  await page.locator("#stance .pro").click(); // the reader has a cookie now
  await page.locator("#stance .pro[aria-pressed=true]").waitFor();
  // Turns off scroll anchoring, which not every browser has.
  await page.evaluate(() => { document.documentElement.style.overflowAnchor = "none"; });
  await page.locator("#body").fill("A medias");
  await page.locator("ol.threads > li > .c > .acts a", { hasText: "Responder" }).nth(2).click();
  const open = page.locator("ol.threads #reply");
  await open.waitFor();
  await page.locator("#body").fill("Respuesta a medias");
  await page.locator(".fold > summary").first().click();
  const [pro, contra] = await page.locator("#tally .end b").allTextContents();
  const total = await page.locator("#comments-title").textContent();

  const root = await write("pro", "Llega uno nuevo");
  const parent = await page.locator("ol.threads > li").nth(1).locator("> .c").getAttribute("data-id");
  const reply = await write("contra", "Llega una respuesta", { parent });
  assert.equal(asked.length, 0);
  const first = page.waitForResponse("**/latest");
  await page.clock.runFor(25000);
  await first;
  await hearNews(page);
  assert.equal(await button.textContent(), "Ver 2 comentarios nuevos");
  assert.equal(await page.locator(".live").getAttribute("role"), "status");
  assert.equal(await asked[0].headerValue("cookie"), null, "anybody's question, so the cache answers");
  assert.equal(await page.locator(root).count(), 0, "nothing changes before it is asked for");

  const anchor = page.locator("ol.threads > li").nth(3).locator("> .c");
  await anchor.evaluate((article) => article.scrollIntoView());
  const before = await top(anchor);
  await button.focus();
  await button.press("Enter");
  await page.locator(root).waitFor({ state: "attached" });
  assert.ok(Math.abs(await top(anchor) - before) < 1, `moved by ${await top(anchor) - before}`);
  assert.equal(await page.locator(`ol.replies ${reply}`).count(), 1);
  assert.deepEqual(await page.locator("#tally .end b").allTextContents(),
    [String(Number(pro) + 1), String(Number(contra) + 1)]);
  assert.notEqual(await page.locator("#comments-title").textContent(), total);
  assert.equal(await page.locator(`${root} .new-mark`).count(), 1);
  assert.equal(await button.textContent(), "Siguiente nuevo · 2");
  assert.equal(await button.evaluate((e) => e === document.activeElement), true, "the focus stays");
  assert.equal(await open.locator("#body").inputValue(), "Respuesta a medias");
  assert.equal(await page.locator(".fold").first().evaluate((e) => e.open), false);
  await page.locator("[data-cancel]").click();
  assert.equal(await page.locator("#body").inputValue(), "A medias");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("what has the focus is never below the button", async () => {
  const { page, context } = await visitor(site, { width: 390 });
  await page.goto(fresh(site.url + debate));
  await ready(page);
  await comeBack(page, 3);
  await page.locator(".live button").waitFor();
  await page.locator("#comments-title").evaluate((title) => { title.tabIndex = -1; title.focus(); });
  const under = () => page.evaluate(() => {
    const [a, b] = [document.activeElement, document.querySelector(".live button")]
      .map((element) => element.getBoundingClientRect());
    return a.bottom > b.top && a.top < b.bottom && a.right > b.left && a.left < b.right;
  });
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press("Tab");
    assert.equal(await under(), false, `tab ${i + 1}: ${await focused(page)}`);
  }
  await context.close();
});

test("what the author removes meanwhile becomes what the server shows", async () => {
  const gone = await write("pro", "Palabra que se va");
  const kept = await write("contra", "Palabra que queda");
  await write("contra", "Una respuesta", { parent: kept.slice(2) });
  const { page, context } = await withClock();
  const author = await signIn(site, { script: false });
  for (const id of [gone, kept]) await reject(author.page, id);
  await write("pro", "Otra cosa");
  await write("pro", "Otra cosa más");
  await write("pro", "Y otra cosa más");
  await (await hearNews(page)).click();
  await page.locator(`${kept}.removed`).waitFor({ state: "attached" });
  assert.equal(await page.locator(gone).count(), 0);
  assert.doesNotMatch(await page.content(), /Palabra que/);
  await author.context.close();
  await context.close();
});

async function reject(page, id) {
  await page.goto(`${site.url}/admin/comments?state=visible`);
  await page.locator(`.entry input[name=ids][value="${id.slice(2)}"]`).check();
  await leads(page.getByRole("button", { name: "Rechazar" }).first());
}

test("polling slows down while nothing moves, and rests while the page is hidden", async () => {
  const { page, context } = await withClock();
  let asked = 0;
  page.on("request", (request) => { if (request.url().endsWith("/latest")) asked++; });
  const run = async (ms) => {
    const before = asked;
    for (let left = ms; left > 0; left -= 5000) {
      await page.clock.runFor(5000);
      await page.evaluate(() => fetch("/healthz").then((r) => r.text())); // gives an answer time to arrive
    }
    return asked - before;
  };
  const soon = await run(300000);
  assert.ok(soon >= 3 && soon <= 7, `${soon} in five minutes`);
  await run(600000);
  assert.ok(await run(600000) <= 3, "at most every five minutes");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.equal(await run(600000), 0);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.ok(await run(30000) >= 1, "back again: at once");
  await context.close();
});

test("times are said in words and kept fresh", async () => {
  const id = await write("pro", "Para mirar el reloj");
  const { page, context } = await withClock();
  const time = page.locator(`${id} time`);
  const now = await time.textContent();
  assert.match(await time.getAttribute("title"), /\d{4}/);
  assert.doesNotMatch(now, /\d{4}/);
  await page.clock.runFor(3 * 60000);
  assert.match(await time.textContent(), /hace [34] minutos/);
  await context.close();
});

test("the keyboard is off until it is switched on, and stays so", async () => {
  const { page, context, complaints } = await open();
  const first = await page.locator("ol.threads > li > .c").first().getAttribute("id");
  await page.keyboard.press("j");
  assert.equal(await page.locator(".c:focus").count(), 0);

  const help = page.getByRole("button", { name: "Atajos de teclado" });
  await help.click();
  const dialog = page.getByRole("dialog", { name: "Atajos de teclado" });
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Cerrar" }).click();
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await help.evaluate((e) => e === document.activeElement), true);

  await comeBack(page, 2);
  await page.locator(".live button").waitFor();
  await page.keyboard.press("j");
  assert.equal(await focused(page), first);
  await page.keyboard.press("j");
  assert.notEqual(await focused(page), first);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("r");
  await page.locator("ol.threads #reply").waitFor();
  await page.locator("#body").press("j");
  await page.locator("#body").press("?");
  assert.equal(await page.locator("#body").inputValue(), "j?", "never while typing");
  await page.locator("[data-cancel]").click();
  await page.keyboard.press("n");
  assert.equal(await page.locator(".c.new:focus").count(), 1);
  await page.keyboard.press("c");
  assert.equal(await focused(page), "side");
  await page.keyboard.press("?");
  assert.equal(await dialog.isVisible(), true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await page.waitForURL(/side=contra/);
  await ready(page);
  await page.keyboard.press("1");
  await page.waitForURL(/side=pro/);
  await ready(page);
  await page.keyboard.press("0");
  await page.waitForURL((url) => !url.search.includes("side"));
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const script of [false, true])
  test(`a stance and a support are one press each, ${how(script)}`, async () => {
    const { page, context, complaints } = await open({ script });
    const address = page.url();
    // Found by its id: support moves it to another place.
    const id = await page.locator("ol.threads > li > .c").nth(4).getAttribute("id");
    const article = page.locator(`#${id}`);
    const support = article.locator("button[form=reaction]");
    await article.evaluate((element) => element.scrollIntoView());
    const before = await top(article);
    await support.focus();
    await page.keyboard.press("Enter");
    await article.locator("button[value=remove]").waitFor();
    assert.equal(await support.getAttribute("aria-pressed"), "true");
    if (script) {
      assert.equal(page.url(), address);
      assert.ok(Math.abs(await top(article) - before) < 1);
      await article.locator("button[form=reaction]:focus").waitFor(); // the focus stays
    }
    await support.click();
    await article.locator("button[value=add]").waitFor();

    await page.locator("#stance .contra").click();
    await page.locator("#stance .contra[aria-pressed=true]").waitFor();
    if (script) assert.equal(page.url(), address);
    await page.goto(fresh(site.url + debate));
    assert.equal(await page.locator("#stance [aria-pressed=true]").getAttribute("value"), "contra");
    assert.deepEqual(complaints, []);
    await context.close();
  });

test("a press that script cannot send is sent by the browser", async () => {
  const { page, context } = await open();
  let asked = 0;
  await page.route("**/stance", (route) => (asked++ ? route.continue() : route.abort()));
  await page.locator("#stance .pro").click();
  await page.locator("#stance .pro[aria-pressed=true]").waitFor();
  assert.equal(asked, 2);
  assert.match(page.url(), /#stance$/);
  await context.close();
});

for (const theme of ["light", "dark"])
  test(`what script adds fits from 320 px on, ${theme}`, async () => {
    for (const { name, act } of states)
      for (const width of [320, 390, 1280]) {
        const { page, context, complaints } = await visitor(site, { theme, width });
        await page.goto(fresh(site.url + debate));
        await ready(page);
        await act(site, page);
        const excess = await page.evaluate(() =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(excess, 0, `${name} at ${width} px is ${excess} px too wide`);
        await page.screenshot({ path: join(shots, `script-${name}-${width}-${theme}.png`) });
        assert.deepEqual(complaints, []);
        await context.close();
      }
  });

test("the scripts of a debate are two, and light", async () => {
  const { page, context } = await visitor(site);
  const sizes = [];
  page.on("response", async (response) => {
    if (response.request().resourceType() === "script")
      sizes.push(response.request().sizes().then((s) => s.responseBodySize));
  });
  await page.goto(site.url + debate, { waitUntil: "networkidle" });
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
  assert.equal(sizes.length, 2);
  assert.ok(bytes <= 8192, `${bytes} bytes`);
  await context.close();
});
