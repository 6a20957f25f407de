// pages.mjs - every page of the site, for the suites that judge each of them: a new page is a new line
//
//   name    names its pictures, its files and its findings
//   path    as the visitor types it, or a function of the result of furnish()
//   who     "reader" (no cookie), "writer" (has commented), "author" (signed in); default: reader
//   lang    the language that the page must declare; default: es
//   status  the status of the answer; default: 200
//   act     leads from this page to the one that is meant; works without script
//
// furnish() adds what the sample lacks; visitors() returns one visitor of each kind.

import { argue, debate, fillIn, leads, openDebate, signIn, speaker, visitor } from "./site.mjs";

const long = "/p/hilo-largo";
const quiet = "/p/nadie-todavia";
const closed = "/p/ya-cerrado";
const held = "/p/todo-espera";

const press = (selector) => (page) => leads(page.locator(selector).first());
// Script shows the preview in place; without script it is its own page.
const preview = async (page) => {
  await fillIn(page, { side: "contra", body: "> No\n\n- `tal` vez\n\n# Título", name: "Iris",
    website: "" }, "#reply");
  await page.locator("[name=action][value=preview]").first().click();
  await page.locator(".preview").waitFor();
};
// Reacts with a token that is no longer valid.
const pressLate = async (page) => {
  await page.locator("#reaction input").evaluate((token) => { token.value = ""; });
  await press("#stance .pro")(page);
};
const wrongAddress = (page) =>
  argue(page, { side: "pro", body: "Sí.", name: "Iris", website: "nada de esto" });
const wrongPassword = async (page) => {
  await fillIn(page, { name: "Elena", password: "no es esta" });
  await press("main form button")(page);
};
const noQuestion = async (page) => {
  await fillIn(page, { title: "Sin pregunta" });
  await press("main button.main:visible")(page);
};

export const pages = [
  { name: "home", path: "/" },
  { name: "home-english", path: "/?lang=en", lang: "en" },
  { name: "home-second", path: "/?page=2" },
  { name: "debate", path: debate },
  { name: "debate-english", path: "/p/social-media-in-house-or-out", lang: "en" },
  { name: "debate-side", path: `${debate}?side=contra` },
  { name: "debate-columns", path: `${debate}?view=columns&order=newest` },
  { name: "debate-unanswered", path: `${debate}?show=unanswered&order=supported` },
  { name: "debate-reply", path: `${debate}?reply=1` },
  { name: "debate-no-reply", path: `${debate}?reply=99999#reply` },
  { name: "debate-sheet", path: `${debate}/sheet` },
  { name: "debate-concluded", path: "/p/contestar-resenas-falsas" },
  { name: "concluded-sheet", path: "/p/contestar-resenas-falsas/sheet" },
  { name: "debate-quiet", path: quiet },
  { name: "debate-closed", path: closed },
  { name: "debate-long", path: long },
  { name: "debate-long-second", path: `${long}?page=2` },
  { name: "debate-known", path: debate, who: "writer" },
  { name: "debate-author", path: debate, who: "author" },
  { name: "form-empty", path: debate, status: 422, act: press("[name=action][value=post]") },
  { name: "form-wrong", path: debate, status: 422, act: wrongAddress },
  { name: "form-preview", path: debate, act: preview },
  { name: "form-mind", path: `${debate}?reply=1&changed=1` },
  { name: "press-refused", path: debate, status: 422, act: pressLate },
  { name: "edit", path: `${held}#held`, who: "writer", act: press("#held a[href$='/edit']") },
  { name: "delete", path: `${held}#held`, who: "writer", act: press("#held a[href$='/delete']") },
  { name: "held", path: `${held}?held=1#held`, who: "writer" },
  { name: "plain", path: "/p/contestar-una-queja-en-publico" },
  { name: "comment", path: `${debate}/comments/1` },
  { name: "comment-deep", path: ({ deepest }) => `${long}/comments/${deepest}` },
  { name: "counting", path: "/counting" },
  { name: "counting-english", path: "/counting?lang=en", lang: "en" },
  { name: "continue", path: "/continue" },
  { name: "mail-confirm", path: ({ confirm }) => confirm },
  { name: "mail-asked-again", path: "/mail/asked?wait=40" },
  { name: "mail-asked", path: "/mail/asked?lang=en", lang: "en" },
  { name: "missing", path: "/nothing-here", status: 404 },

  { name: "sign-in", path: "/admin/login" },
  { name: "sign-in-wrong", path: "/admin/login", status: 422, act: wrongPassword },
  { name: "welcome", path: ({ welcome }) => welcome },
  { name: "welcome-spent", path: "/admin/welcome?key=spent", status: 404 },
  { name: "dashboard", path: "/admin/", who: "author" },
  { name: "queue", path: "/admin/comments?state=pending", who: "author" },
  { name: "queue-visible", path: "/admin/comments?state=visible", who: "author" },
  { name: "queue-visible-second", path: "/admin/comments?state=visible&page=2", who: "author" },
  { name: "queue-empty", path: "/admin/comments?state=rejected", who: "author" },
  { name: "posts", path: "/admin/posts", who: "author" },
  { name: "post-new", path: "/admin/posts/new", who: "author" },
  { name: "post-edit", path: "/admin/posts/1/edit", who: "author" },
  { name: "post-wrong", path: "/admin/posts/new", who: "author", status: 422, act: noQuestion },
  { name: "settings", path: "/admin/settings", who: "author" },
  { name: "account", path: "/admin/account", who: "author" },
];

const words = ["Sí.", "Depende de quién lo lleve, y de con qué cuidado.", "x".repeat(400),
  "https://example.org/" + "camino/".repeat(20), "`" + "codigo_sin_espacios_".repeat(12) + "`",
  "> Cita\n\nY respuesta:\n\n1. uno\n2. dos", "    " + "preformateado ".repeat(20)];
const names = ["Ana", "Maximiliana Fernández de la Torre y Oñate", "W".repeat(40), "محمد", "李小龍"];

// Adds one deep thread, and more threads than a page holds.
async function fillLong(site) {
  const say = await speaker(site, long);
  const said = (i, fields) => say({
    side: i % 3 ? "pro" : "contra", name: names[i % names.length],
    body: `${words[i % words.length]}\n\n${i + 1}.`, ...fields,
  });
  let deepest = await said(0);
  for (let depth = 1; depth < 14; depth++) deepest = await said(depth, { parent: deepest });
  for (let i = 14; i < 70; i++) await said(i);
  return deepest;
}

// Two people give the same address; returns the link of the mail that asks its owner.
async function askWhoseAddress(site) {
  const say = await speaker(site, "/p/relleno-una");
  for (const notify of ["answers", "debate"])
    await say({ email: "olga@example.org", notify });
  return site.mails.link("olga@example.org", "/mail/confirm");
}

// Adds the debates above that the sample lacks, and enough posts for a second page.
export async function furnish(site) {
  const author = await signIn(site);
  const debates = [
    { slug: quiet, question: "¿Nadie tiene nada que decir?" },
    { slug: closed, question: "¿Ya está todo dicho?" },
    { slug: held, question: "¿Hay que leerlo todo antes?", policy: "all" },
    { slug: long, question: `¿Cabe la palabra ${"larguísima".repeat(12)} en un teléfono?`,
      label_pro: "Por supuesto que sí, y además siempre", label_contra: "No" },
    ...["una", "dos", "tres"].map((n) => ({ slug: `/p/relleno-${n}`, question: `¿Y ${n}?` })),
  ];
  for (const { slug, ...fields } of debates)
    await openDebate(author, { slug: slug.slice("/p/".length), ...fields });
  const deepest = await fillLong(site);
  const say = await speaker(site, closed);
  for (const side of ["pro", "contra"]) await say({ side });
  await author.page.goto(`${site.url}/admin/posts`);
  await leads(author.page.getByRole("link", { name: "¿Ya está todo dicho?", exact: true }));
  await fillIn(author.page, { open: "0" });
  await leads(author.page.locator("main form button.main:visible").first());
  await author.context.close();
  const confirm = await askWhoseAddress(site);
  const welcome = new URL(site.tertulia("user", "add", "Rosalía"));
  return { deepest, confirm, welcome: welcome.pathname + welcome.search };
}

// Returns a visitor of each kind, by `who`.
export async function visitors(site, options) {
  const writer = await visitor(site, options);
  await writer.page.goto(site.url + held);
  await argue(writer.page, { side: "pro", body: `Espera ${Math.random()}.`, name: "Olga" });
  return { reader: await visitor(site, options), writer, author: await signIn(site, options) };
}

// Brings the visitor's browser to a page; returns the last page that the server sent. With script an act
// may end at the address where it began.
export async function show(page, site, made, { name, path, act, status = 200 }) {
  let answer = await page.goto(site.url + (typeof path === "function" ? path(made) : path));
  if (act) {
    const keep = (response) => { if (response.request().isNavigationRequest()) answer = response; };
    page.on("response", keep);
    await act(page);
    await page.waitForLoadState("networkidle");
    page.off("response", keep);
  }
  if (answer.status() !== status) throw new Error(`${name}: ${answer.status()}, not ${status}`);
  return answer;
}
