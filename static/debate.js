// debate.js - following a debate: what is new, live updates, relative times, keyboard

// The same copy that the page has.
const { page, part, rest, steady, store, swap } =
    await import(`./site.js${new URL(import.meta.url).search}`);

const path = /^\/p\/[^/]+/.exec(location.pathname)[0];
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

// Relative times in the first week; the date stays as the tooltip

const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function tellTimes() {
    for (const time of $$(".c time")) {
        const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
        const [unit, seconds] = UNITS.find(([, s]) => age >= s) ?? ["second", Infinity];
        time.title ||= time.textContent;
        const text = age >= 0 && age < 7 * 86400
            ? words.format(-Math.floor(age / seconds), unit) : time.title;
        if (time.textContent !== text)
            time.textContent = text;
    }
}

// Going to a comment, out of whatever hides it

function reveal(article) {
    for (let fold = article.closest("details"); fold; fold = fold.parentNode.closest("details"))
        fold.open = true;
    if (!article.matches(".new"))
        showOnlyNew(false);
}

function go(article) {
    reveal(article);
    article.tabIndex = -1;
    article.scrollIntoView();
    article.focus({ preventScroll: true });
    read.add(article.id);
    tellNew();
}

function revealTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches(".threads .c") && !target.checkVisibility?.()) {
        reveal(target);
        target.scrollIntoView();
    }
}

// New since the last visit, which ended with half an hour away

const VISIT_MS = 30 * 60 * 1000;
const read = new Set(); // led to
const arrived = new Set(); // while the page was open
const live = part(".live");
const button = $("button", live);
const onlyNew = part(".only-new");

let base;

function visit() {
    const key = `seen:${path}`;
    const newest = Math.max(0, ...$$(".threads .c").map((article) => article.dataset.id));
    const seen = store.get(key) ?? { base: newest, last: newest };
    if (base === undefined && Date.now() - seen.at > VISIT_MS)
        seen.base = seen.last;
    base ??= seen.base;
    store.set(key, { base: seen.base, last: Math.max(seen.last, newest), at: Date.now() });
}

function markNew() {
    for (const article of $$(".threads .c:not(.removed, .new)"))
        if ((article.dataset.id > base || arrived.has(article.id)) && !$(".own", article)) {
            article.classList.add("new");
            $(".meta", article).append(part(".new-mark"));
        }
}

function showOnlyNew(on) {
    onlyNew.setAttribute("aria-pressed", on);
    $("#content").classList.toggle("showing-new", on);
}

function nextNew() {
    const articles = $$(".c.new");
    const at = articles.indexOf(document.activeElement.closest(".c"));
    const next = [...articles.slice(at + 1), ...articles];
    const article = next.find(({ id }) => !read.has(id)) ?? next[0];
    if (article)
        go(article);
}

function tellNew() {
    const all = $$(".c.new");
    const left = all.filter(({ id }) => !read.has(id)).length;
    const { one, many, some, next } = button.dataset;
    const text = news > 0 ? (news === 1 ? one : many).replace("{n}", news)
        : news ? some : left ? `${next} · ${left}` : "";
    if (button.textContent !== text)
        button.textContent = text;
    button.hidden = !text;
    if (!onlyNew.isConnected && all.length) {
        const item = document.createElement("li");
        item.append(onlyNew);
        $(".filters ul")?.append(item);
    }
    $(".count", onlyNew).textContent = all.length;
}

// Live: /latest tells whether the page is worth asking for again

const EVERY_MS = 25000;
const MOST_MS = 300000;
let shown = { tallied: Number($("#comments")?.dataset.tallied) };
let latest;
let news = 0; // comments to show; below zero: some
let wait = EVERY_MS;
let asked = Date.now();
let timer = 0;
let open = Boolean($("#comments") && $("#reply form"));

function plan() {
    clearTimeout(timer);
    if (open && !document.hidden && navigator.onLine)
        timer = setTimeout(poll, wait);
}

// True when something moved.
function consider(now) {
    const tallied = (now.comments?.pro ?? 0) + (now.comments?.contra ?? 0);
    const before = latest;
    shown.last ??= now.last_id;
    latest = { last: now.last_id, tallied };
    news = tallied > shown.tallied ? tallied - shown.tallied : latest.last > shown.last ? -1 : 0;
    open = now.open;
    $("span", live).hidden = open;
    tellNew();
    return before && (latest.last !== before.last || tallied !== before.tallied);
}

async function poll() {
    asked = Date.now();
    try {
        const answer = await fetch(`${path}/latest`, { credentials: "omit" });
        wait = consider(await answer.json()) ? EVERY_MS : Math.min(wait * 1.5, MOST_MS);
    } catch {
        wait = Math.min(wait * 2, MOST_MS);
    }
    plan();
}

function wake() {
    tellTimes();
    wait = EVERY_MS;
    if (open && !document.hidden && navigator.onLine && Date.now() - asked > EVERY_MS)
        poll();
    else
        plan();
}

// Who saw the same numbers asks for the same address, so the server makes one page.
async function showNews() {
    const url = new URL(location.pathname === path ? location.href : path, location.origin);
    for (const name of ["reply", "held"])
        url.searchParams.delete(name);
    url.searchParams.set("live", `${latest.last}-${latest.tallied}`);
    url.hash = "";
    const now = latest;
    const doc = await page(url);
    shown = now;
    news = 0;
    steady(() => merge(doc));
    visit();
    dress();
}

// Merging a newer page into this one

const served = new WeakMap(); // markup, before script touched it
const REGIONS = "#tally, #comments-title, .filters, .silence, .pager";

function dress() {
    for (const element of $$(`.threads .c, ${REGIONS}`))
        if (!served.has(element))
            served.set(element, element.outerHTML);
    if (!help.isConnected)
        $("#comments-title")?.after(help);
    tellTimes();
    markNew();
    tellNew();
}

function add(item) {
    const added = document.importNode(item, true);
    for (const article of $$(".c", added))
        arrived.add(article.id);
    return added;
}

function update(old, newer) {
    if (served.get(old) !== newer.outerHTML)
        swap(old, newer);
}

const articleOf = (item) => $(":scope > .c", item);
const repliesOf = (item) => $(":scope > .replies, :scope > .fold > .replies", item);
const holderOf = (list) => list.closest(".fold, .replies");

// The last ones may only have moved to the next page.
function dropGone(list, doc, more) {
    let kept = !more;
    for (const item of [...list.children].reverse()) {
        if (doc.getElementById(articleOf(item)?.id))
            kept = true;
        else if (kept && !$("#reply", item))
            drop(item);
    }
}

function drop(item) {
    const focused = item.contains(document.activeElement);
    const near = item.previousElementSibling ?? item.parentNode.closest("li");
    item.remove();
    if (focused)
        go(near ? articleOf(near) : $(".threads .c"));
}

function mergeItem(item, newer, doc) {
    const list = repliesOf(item);
    const newerList = repliesOf(newer);
    update(articleOf(item), articleOf(newer));
    if (newerList && !list)
        item.append(add(holderOf(newerList)));
    else if (newerList)
        mergeList(list, newerList, doc, $(".more", newer));
    else if (list)
        dropGone(list, doc, false);
    const summary = $(":scope > .fold > summary", item);
    const text = $(":scope > .fold > summary", newer)?.textContent;
    if (summary && text && summary.textContent !== text)
        summary.textContent = text;
}

function mergeList(list, newer, doc, more) {
    let before = null;
    for (const item of newer.children) {
        const old = document.getElementById(articleOf(item)?.id)?.closest("li");
        if (old) {
            mergeItem(old, item, doc);
        } else if (articleOf(item)) {
            const added = add(item);
            before ? before.after(added) : list.prepend(added);
            before = added;
        }
        if (old?.parentNode === list)
            before = old;
    }
    dropGone(list, doc, more);
}

function merge(doc) {
    const list = $("#comments .threads");
    const newer = $("#comments .threads", doc);
    if (!list || !newer) {
        swap($("#comments"), $("#comments", doc));
        $$("#comments .c").forEach(({ id }) => arrived.add(id));
        return;
    }
    mergeList(list, newer, doc, $("#comments [rel=next]", doc));
    for (const old of $$(REGIONS)) {
        const same = $(old.id ? `#${old.id}` : `.${old.classList[0]}`, doc);
        same ? update(old, same) : old.remove();
    }
}

// Keyboard: off until switched on in the panel (WCAG 2.1.4)

const dialog = part(".shortcuts");
const help = part(".keys");

function step(by) {
    const all = $$(".threads .c").filter((article) => article.checkVisibility?.() ?? true);
    const at = all.indexOf(document.activeElement.closest(".c"));
    const inView = all.findIndex((article) => article.getBoundingClientRect().bottom > 0);
    const next = at < 0 ? Math.max(inView, 0) : at + by;
    if (all[next])
        go(all[next]);
}

function write() {
    rest();
    const field = $("#reply :is([name=side], [name=body])");
    field?.closest("section").scrollIntoView();
    field?.focus({ preventScroll: true });
}

const side = (which) => $(`.filters a${which}`)?.click();
const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    n: nextNew,
    r: () => document.activeElement.closest(".c")?.querySelector("a[href*='reply=']")?.click(),
    c: write,
    1: () => side("[href*='side=pro']"),
    2: () => side("[href*='side=contra']"),
    0: () => side(":not([href*='side='])"),
    "/": () => $("input[type=search]")?.focus(),
    "?": () => dialog.showModal(),
};

function pressed(event) {
    if (!$("input", dialog).checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey
        || event.target.matches("textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]")
        || !Object.hasOwn(KEYS, event.key))
        return;
    event.preventDefault();
    KEYS[event.key]();
}

function offerKeys() {
    const choice = $("input", dialog);
    $("[data-search]", dialog).hidden = !$("input[type=search]");
    choice.checked = store.get("keys") === true;
    choice.addEventListener("change", () => store.set("keys", choice.checked));
    help.addEventListener("click", () => dialog.showModal());
    $("button", dialog).addEventListener("click", () => dialog.close());
    document.body.append(dialog);
    document.addEventListener("keydown", pressed);
}

$("#comments")?.after(live);
button.addEventListener("click", () => news ? showNews().catch(() => {}) : nextNew());
onlyNew.addEventListener("click", () =>
    showOnlyNew(onlyNew.getAttribute("aria-pressed") !== "true"));
offerKeys();
visit();
dress();
revealTarget();
setInterval(() => document.hidden || tellTimes(), 60000);
document.addEventListener("swap", dress);
addEventListener("hashchange", revealTarget);
for (const name of ["online", "offline", "visibilitychange"])
    (name === "visibilitychange" ? document : window).addEventListener(name, wake);
plan();
