// weight.test.mjs - bytes and requests of the first view of a debate with a hundred comments, through nginx

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { none, openDebate, root, signIn, speaker, startSite, visitor } from "./site.mjs";

const allowed = { document: 30_000, stylesheet: 9_000, script: 8_000 }; // bytes, compressed
const requests = 6;

let site, path;
before(async () => {
  site = await startSite();
  path = await openDebate(await signIn(site), { question: "¿Cabe un debate en treinta mil bytes?" });
  const say = await speaker(site, path);
  const text = prose();
  for (let i = 0, parent; i < 100; i++) {
    const id = await say({
      side: i % 2 ? "pro" : "contra", name: `Lector ${i}`, body: text(20 + (i * 37) % 60),
      ...(i % 5 < 2 ? {} : { parent }),
    });
    if (i % 5 < 2) parent = id;
  }
});
after(async () => { await site?.stop(); });

// Returns random words of the sample, the same in every run: they compress worse than sentences do.
function prose() {
  const file = join(root, "cgi/commands/sample/debate.es.txt");
  const words = readFileSync(file, "utf8").replace(/^==.*$/gm, "").match(/\p{L}+[,.]?/gu);
  let seed = 1;
  const pick = () => words[(seed = (seed * 48271) % 2147483647) % words.length];
  return (n) => Array.from({ length: n }, pick).join(" ");
}

async function load(address) {
  const { page, context, complaints } = await visitor(site);
  const seen = [];
  page.on("requestfinished", (request) => seen.push(request));
  await page.goto(site.url + address, { waitUntil: "networkidle" });
  const weighed = await Promise.all(seen.map(async (request) =>
    ({ kind: request.resourceType(), bytes: (await request.sizes()).responseBodySize })));
  const shown = await page.locator("article.c").count();
  await context.close();
  none(complaints);
  return { weighed, shown };
}

// Long comments leave room for fewer: the page stays light uncompressed, too.
test("a hundred comments come in few bytes and few requests, from this site alone", async (t) => {
  const { weighed, shown } = await load(path);
  t.diagnostic(`= weight comments   ${String(shown).padStart(6)} of 100 shown at once`);
  assert.ok(shown > 80 && shown <= 100, `${shown} comments`);
  const sum = (kind) => weighed.filter((w) => w.kind === kind).reduce((n, w) => n + w.bytes, 0);
  for (const [kind, most] of Object.entries(allowed))
    t.diagnostic(`= weight ${kind.padEnd(10)} ${String(sum(kind)).padStart(6)} of ${most} bytes`);
  t.diagnostic(`= weight requests   ${String(weighed.length).padStart(6)} of ${requests}`);
  for (const [kind, most] of Object.entries(allowed)) {
    assert.ok(sum(kind) > 0, `${kind} was weighed`);
    assert.ok(sum(kind) <= most, `${kind}: ${sum(kind)} bytes, not ${most}`);
  }
  assert.ok(weighed.length <= requests, `${weighed.length} requests`);
});
