// valid.test.mjs - the Nu Html Checker and html-validate accept pages as sent and as changed by script

import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { furnish, pages, show, visitors } from "./pages.mjs";
import { none, root, startSite } from "./site.mjs";
import { check } from "./vnu.mjs";

let site;
const files = [];
before(async () => {
  site = await startSite();
  const made = await furnish(site);
  const folder = join(site.dir, "pages");
  mkdirSync(folder);
  const keep = (name, html) => {
    files.push(join(folder, name));
    writeFileSync(files.at(-1), html);
  };
  for (const script of [false, true]) {
    const known = await visitors(site, { script });
    for (const entry of pages) {
      const { page } = known[entry.who ?? "reader"];
      const answer = await show(page, site, made, entry);
      if (script) keep(`${entry.name}.script.html`, await page.content());
      else keep(`${entry.name}.html`, await answer.text());
    }
  }
});
after(async () => { await site?.stop(); });

test("the Nu Html Checker finds no error in any page", async (t) => {
  none(await check("--html", ...files));
  t.diagnostic(`= valid: ${files.length} documents of ${pages.length} pages`);
});

// Exceptions from the recommended rules.
const rules = {
  "doctype-style": ["error", { style: "lowercase" }],
  "form-dup-name": "off", // of several buttons or boxes of one name, only the chosen ones are sent
  "long-title": "off", // a title is as long as its author makes it
  "no-implicit-button-type": "off", // HTML's default is meant, and costs no bytes
  "no-implicit-input-type": "off",
  "no-trailing-whitespace": "off", // the text of a reader may have it
};

test("html-validate finds no error in any page", async () => {
  const loader = new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules,
  });
  const judge = new HtmlValidate(loader);
  const { results } = await judge.validateMultipleFiles(files.filter((f) => !f.endsWith(".script.html")));
  none(results.flatMap(({ filePath, messages }) => messages.map((m) =>
    `${basename(filePath)}:${m.line}: ${m.ruleId}: ${m.message}`)));
});

// Properties of CSS Basic User Interface 4 and SVG 2 that the checker does not know yet.
const newer = ["field-sizing", "vector-effect", "paint-order"]
  .map((name) => `“${name}”: Property “${name}” doesn't exist`);

test("the Nu Html Checker finds no error in the style sheets", async () => {
  const sheets = ["site.css", "admin.css"].map((name) => join(root, "static", name));
  const found = await check("--css", ...sheets);
  none(found.filter((line) => !newer.some((known) => line.includes(known))));
});
