// debate.js - following a debate: what is new, live updates, relative times, keyboard

// The same copy that the page has.
const { $, $$, copy, page, part, rest, steady, store, swap } =
    await import(`./site.js${new URL(import.meta.url).search}`);

const path = /^\/p\/[^/]+/.exec(location.pathname)[0];

// Relative times in the first week; the date stays as the tooltip

const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function showTimes() {
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

// Going to a comment, which may be hidden

const visible = (element) => element.checkVisibility?.() ?? true;

function focus(element) {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
}

function go(article) {
    for (let fold = article.closest("details"); fold; fold = fold.parentNode.closest("details"))
        fold.open = true;
    if (!visible(article))
        showOnlyNew(false);
    article.scrollIntoView();
    focus(article);
    read.add(article.id);
    showNew();
}

function goToTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches(".threads .c") && !visible(target))
        go(target);
}

// New since the last visit: 30 minutes away end one

const VISIT_MS = 30 * 60 * 1000;
const read = new Set(); // seen
const known = new Set($$(".threads .c").map(({ id }) => id));
const live = part(".live");
const button = $("button", live);
const onlyNew = part(".only-new");

let base;

function visit() {
    const key = `seen:${path}`;
    const last = Math.max(0, ...$$("[data-id]").map(({ dataset }) => dataset.id));
    const seen = store.get(key) ?? { base: last, last };
    if (base === undefined && Date.now() - seen.at > VISIT_MS)
        seen.base = seen.last;
    base ??= seen.base;
    store.set(key, { base: seen.base, last: Math.max(seen.last, last), at: Date.now() });
}

function markNew() {
    for (const article of $$(".threads .c:not(.removed, .new)"))
        if ((article.dataset.id > base || !known.has(article.id)) && !$(".own", article)) {
            article.classList.add("new");
            $(".meta", article).append(part(".new-mark"));
        }
}

function showOnlyNew(on = onlyNew.getAttribute("aria-pressed") !== "true") {
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

function showNew() {
    const all = $$(".c.new");
    const left = all.filter(({ id }) => !read.has(id)).length;
    const { one, many, some, next } = button.dataset;
    const text = news > 0 ? (news === 1 ? one : many).replace("{n}", news)
        : news ? some : left ? `${next} · ${left}` : "";
    if (button.textContent !== text)
        button.textContent = text;
    button.hidden = !text;
    if (!text && document.activeElement === button)
        focus($("#comments-title"));
    if (!onlyNew.isConnected && all.length) {
        const item = document.createElement("li");
        item.append(onlyNew);
        $(".filters > ul")?.append(item);
    }
    $(".count", onlyNew).textContent = all.length;
}

// Live: /latest shows whether the page has changed

const EVERY_MS = 25000;
const MOST_MS = 300000;
let shown = { tallied: Number($("#comments")?.dataset.tallied) };
let latest;
let news = 0; // new comments; -1: some
let wait = EVERY_MS;
let asked = Date.now();
let timer;
let open = $("#comments") && $("#reply form");

function plan(ms) {
    clearTimeout(timer);
    if (open && !document.hidden && navigator.onLine)
        timer = setTimeout(poll, ms);
}

function consider({ last_id: last, comments, open: stillOpen }) {
    const tallied = (comments?.pro ?? 0) + (comments?.contra ?? 0);
    const moved = latest && (last !== latest.last || tallied !== latest.tallied);
    shown.last ??= last;
    latest = { last, tallied };
    // When the newest is removed, an older one is the last.
    news = tallied > shown.tallied ? tallied - shown.tallied
        : last !== shown.last && tallied === shown.tallied && !$(`#c${last}`) ? -1 : 0;
    open = stillOpen;
    $("span", live).hidden = open;
    wait = moved ? EVERY_MS : Math.min(wait * 1.5, MOST_MS);
    showNew();
}

async function poll() {
    asked = Date.now();
    try {
        const answer = await fetch(`${path}/latest`, { credentials: "omit" });
        consider(await answer.json());
    } catch {
        wait = Math.min(wait * 2, MOST_MS);
    }
    plan(wait);
}

function wake() {
    showTimes();
    wait = EVERY_MS;
    plan(Math.max(0, asked + wait - Date.now()));
}

// Same numbers, same address: the server makes one page for all.
async function showNews() {
    const now = latest;
    const url = new URL(location.pathname === path ? location : path, location.origin);
    url.searchParams.delete("reply");
    url.searchParams.delete("held");
    url.searchParams.set("live", `${now.last}-${now.tallied}`);
    const doc = await page(url).catch(() => null);
    if (!doc)
        return;
    shown = now;
    steady(() => merge(doc));
    news = 0;
    visit();
    dress();
}

// Merging a newer page into this one

const served = new WeakMap(); // markup, before script touched it
const REGIONS = "#tally, #comments-title, .filters, .leaders, .silence, .pager";

function dress() {
    for (const element of $$(`.threads .c, ${REGIONS}`))
        if (!served.has(element))
            served.set(element, element.outerHTML);
    if (!help.isConnected)
        $("#comments-title")?.after(help);
    showTimes();
    markNew();
    showNew();
}

const items = (from) => $$(".threads li:has(> .c)", from);
const articleOf = (item) => $(":scope > .c", item);
const same = (item, doc) => doc.getElementById(articleOf(item).id)?.closest("li");

function update(old, newer) {
    if (served.has(old) && served.get(old) !== newer.outerHTML)
        swap(old, newer);
}

function updateItem(old, newer) {
    update(articleOf(old), articleOf(newer));
    for (const words of ["summary", ".replies > li > .more a"]) {
        const [was, is] = [old, newer].map((item) => $(`:scope > .fold > ${words}`, item));
        if (was && is)
            was.textContent = is.textContent;
    }
}

// Items before it are on this page already.
function add(newer) {
    const { parentNode: theirs, previousElementSibling: before } = newer;
    const parent = theirs.closest("li");
    const list = parent ? $(":scope > .replies, :scope > .fold > .replies", same(parent, document))
        : $(".threads");
    if (!list)
        same(parent, document).append(copy(theirs.closest(".fold, .replies")));
    else if (before)
        same(before, document).after(copy(newer));
    else
        list.prepend(copy(newer));
}

function drop(item) {
    const focused = item.contains(document.activeElement);
    const list = item.parentNode;
    const near = item.previousElementSibling ?? list.closest("li") ?? $(".threads > li");
    item.remove();
    if (!list.children.length)
        list.closest(".fold, .replies")?.remove();
    if (focused)
        go(articleOf(near));
}

// From the end: the last ones may only have moved to the next page.
function dropGone(doc) {
    for (const item of items(document).reverse()) {
        const thread = same(item.closest(".threads > li"), doc);
        const more = item.matches(".threads > li") ? $("#comments :is([rel=next], .threads + .note)", doc)
            : thread && $(".more", thread);
        const next = item.nextElementSibling;
        if (!same(item, doc) && !$("#reply", item) && !(more && !(next && same(next, doc))))
            drop(item);
    }
}

function merge(doc) {
    if (!$(".threads") || !$(".threads", doc))
        return swap($("#comments"), $("#comments", doc));
    for (const newer of items(doc)) {
        const old = same(newer, document);
        old ? updateItem(old, newer) : add(newer);
    }
    dropGone(doc);
    for (const old of $$(REGIONS)) {
        const newer = $(old.id ? `#${old.id}` : `.${old.classList[0]}`, doc);
        newer ? update(old, newer) : old.remove();
    }
}

// Keyboard: off until switched on in the panel (WCAG 2.1.4)

const dialog = part(".shortcuts");
const choice = $("input", dialog);
const help = part(".keys");

function step(by) {
    const all = $$(".threads .c").filter(visible);
    const at = all.indexOf(document.activeElement.closest(".c"));
    const inView = all.findIndex((article) => article.getBoundingClientRect().bottom > 0);
    const next = at < 0 ? Math.max(inView, 0) : at + by;
    if (all[next])
        go(all[next]);
}

function write() {
    rest();
    $("#reply")?.scrollIntoView();
    $("#reply :is([name=side], [name=body])")?.focus({ preventScroll: true });
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
    if (!choice.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey
        || event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])")
        || !Object.hasOwn(KEYS, event.key))
        return;
    event.preventDefault();
    KEYS[event.key]();
}

function offerKeys() {
    $("[data-search]", dialog).hidden = !$("input[type=search]");
    choice.checked = store.get("keys");
    choice.addEventListener("change", () => store.set("keys", choice.checked));
    help.addEventListener("click", KEYS["?"]);
    document.body.append(dialog);
    document.addEventListener("keydown", pressed);
}

$("#comments")?.after(live);
button.addEventListener("click", () => news ? showNews() : nextNew());
onlyNew.addEventListener("click", () => showOnlyNew());
offerKeys();
visit();
dress();
goToTarget();
setInterval(() => document.hidden || showTimes(), 60000);
document.addEventListener("swap", dress);
document.addEventListener("visibilitychange", wake);
addEventListener("online", wake);
addEventListener("hashchange", goToTarget);
plan(wait);
