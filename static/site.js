// site.js - forms that lose nothing; without script everything works, too

export const $ = (selector, from = document) => from.querySelector(selector);
export const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
export const copy = (node) => document.importNode(node, true);

// Where storage is blocked or full, the page remembers.
function keeper(storage) {
    const memory = new Map();
    return {
        get(key) {
            try {
                return memory.get(key) ?? JSON.parse(storage().getItem(key));
            } catch {
                return null;
            }
        },
        // True if kept after the page.
        set(key, value) {
            try {
                value === null ? storage().removeItem(key)
                    : storage().setItem(key, JSON.stringify(value));
                memory.delete(key);
                return true;
            } catch {
                memory.set(key, value);
                return false;
            }
        },
    };
}
export const store = keeper(() => localStorage);
const session = keeper(() => sessionStorage);

// Elements from the server for scripts, in the page's language.
export function part(selector) {
    return copy($(selector, $("#comfort").content));
}

export async function page(url, options) {
    const answer = await fetch(url, options);
    if (!answer.ok)
        throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Changes the page; what the reader sees stays put.
export function steady(change) {
    const seen = $$("h1, #tally, .c[id], #reply")
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.bottom > 0);
    change();
    for (const [element, box] of seen) {
        const now = element.isConnected ? element : document.getElementById(element.id);
        if (now)
            return scrollBy(0, now.getBoundingClientRect().top - box.top);
    }
}

// A newer version of an element; folds and focus stay.
export function swap(old, newer) {
    const controls = (element) => $$("a, button, summary", element);
    const fresh = copy(newer);
    const focused = old.contains(document.activeElement);
    const at = controls(old).indexOf(document.activeElement);
    const open = $$("details", old).map((fold) => fold.open);
    old.replaceWith(fresh);
    $$("details", fresh).forEach((fold, i) => { fold.open = open[i] ?? fold.open; });
    fresh.dispatchEvent(new Event("swap", { bubbles: true }));
    if (focused) {
        fresh.tabIndex = -1;
        (controls(fresh)[at] ?? fresh).focus({ preventScroll: true });
    }
}

// Sending

const COMMENT = "#reply form[action$='/comments']";
const plain = new WeakSet(); // sent by the browser after all
const asking = new WeakSet();
let sent = new WeakSet();

function body(form, button) {
    const fields = new FormData(form);
    fields.set(button.name, button.value);
    return { method: "POST", body: new URLSearchParams(fields) };
}

// One at a time; without an answer the browser asks, as without script.
async function ask(event, question) {
    const { target: form, submitter: button } = event;
    event.preventDefault();
    if (asking.has(form))
        return;
    asking.add(form);
    try {
        await question(form, button);
    } catch {
        plain.add(form);
        form.requestSubmit(button);
    }
    asking.delete(form);
}

// A good preview removes the problems of an earlier one.
async function preview(form, button) {
    const url = form.getAttribute("action"); // not form.action: a button has that name
    const doc = await page(url, body(form, button));
    const shown = copy($("#reply .preview", doc));
    for (const old of $$(".preview, .problems, .problem", form.parentNode))
        old.remove();
    for (const field of $$("[aria-invalid]", form))
        field.removeAttribute("aria-invalid");
    document.title = doc.title;
    form.before(shown);
    shown.focus();
}

// Replaces the element of the button, and the tally.
async function react(form, button) {
    const { id } = button.closest("[id]");
    const doc = await page(button.formAction, body(form, button));
    if (!doc.getElementById(id))
        return location.reload();
    steady(() => {
        for (const changed of new Set([id, "tally", "comments-title"])) {
            const old = $(`#${changed}`);
            const newer = $(`#${changed}`, doc);
            if (old && newer)
                swap(old, newer);
        }
    });
}

document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    const byBrowser = plain.delete(form);
    if (!byBrowser && button && form.matches("#reaction"))
        ask(event, react);
    else if (!byBrowser && button?.value === "preview" && form.matches(COMMENT))
        ask(event, preview);
    else if (sent.has(form)) // a double click
        event.preventDefault();
    else if (form.matches("[method=post]"))
        sent.add(form);
    if (!event.defaultPrevented && form.matches(COMMENT))
        leave(form, button);
});
addEventListener("pageshow", () => { sent = new WeakSet(); });

// Room left, as the server counts: bytes of UTF-8 of the text that it keeps

const encoder = new TextEncoder();
const numbers = new Intl.NumberFormat(document.documentElement.lang);
const DROPPED = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function count(area) {
    const text = area.value.normalize("NFC").replace(DROPPED, "").trimEnd();
    const note = $(".count", area.form);
    const { over, left } = note.dataset;
    const max = Number(area.dataset.max);
    let room = max;
    let n = 0; // characters too many
    for (const c of text)
        n += (room -= encoder.encode(c).length) < 0;
    note.dataset.whole ??= note.textContent;
    note.classList.toggle("over", n > 0);
    note.textContent = room === max ? note.dataset.whole
        : n ? `${over} ${numbers.format(n)}` : `${left} ${numbers.format(room)}`;
}

// Drafts: one for each post and comment answered, until the server has the text

const draftKey = (form) => `${form.id}:${form.elements.parent?.value ?? ""}`;
const typed = new Set(); // forms
const unkept = new Set();

function keepDraft(form) {
    const { body: area, side } = form.elements;
    const text = area.value.trim() && area.value;
    const kept = store.set(draftKey(form), text ? { body: text, side: side?.value } : null);
    kept || !text ? unkept.delete(form) : unkept.add(form);
}

function discard(form) {
    const area = form.elements.body;
    $(".draft", form).remove();
    form.reset();
    count(area);
    keepDraft(form);
    area.focus();
}

// Text from the server or restored by the browser is newer than any draft.
function restoreDraft(form) {
    const { body: area, side } = form.elements;
    const draft = store.get(draftKey(form));
    if (area.value || !draft)
        return;
    const note = part(".draft");
    area.value = draft.body;
    if (side)
        side.value = draft.side;
    form.prepend(note);
    $("button", note).addEventListener("click", () => discard(form));
    setTimeout(() => { note.firstElementChild.hidden = false; }); // a change gets announced
}

function leave(form, button) {
    const { name, website, body: area } = form.elements;
    typed.delete(form);
    unkept.delete(form);
    if (button?.value === "preview")
        return;
    session.set("sent", {
        key: draftKey(form),
        body: area.value,
        identity: { name: name.value, website: website?.value },
        newest: Math.max(0, ...$$("[data-id]").map(({ dataset }) => dataset.id)),
    });
}

// Accepted: the writer arrives at a comment of theirs that is new.
function accepted() {
    const was = session.get("sent");
    const id = location.hash === "#held"
        ? new URLSearchParams(location.search).get("held") : location.hash.slice(2);
    session.set("sent", null);
    if (!was || !(id > was.newest) || !$(`#held, #c${id} .own`))
        return;
    store.set("identity", was.identity);
    if (store.get(was.key)?.body === was.body)
        store.set(was.key, null);
}

function prepare(form) {
    const known = store.get("identity");
    for (const name in known)
        if (form.elements[name])
            form.elements[name].value ||= known[name] ?? "";
    restoreDraft(form);
}

document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea[data-max]"))
        count(target);
    if (target.form?.matches(COMMENT)) {
        typed.add(target.form);
        keepDraft(target.form);
    }
});
addEventListener("pagehide", () => typed.forEach(keepDraft)); // another tab may have written over it
addEventListener("beforeunload", (event) => {
    if (unkept.size)
        event.preventDefault();
});

// Replies in place: the former form keeps its text

const fetched = new Map(); // promises of sections, by comment
let resting = null;

export function rest() {
    if (!resting)
        return;
    $("#reply").remove();
    resting.place.replaceWith(resting.section);
    resting = null;
}

function stand(section, article) {
    const old = $("#reply");
    if (resting || !old) {
        old?.remove();
    } else {
        resting = { section: old, place: new Comment() };
        old.replaceWith(resting.place);
    }
    article.after(section);
}

async function fetchForm(link, id) {
    const section = copy($("#reply", await page(link.href)));
    const form = $("form", section);
    if (form.elements.parent.value !== id)
        throw new Error(id);
    prepare(form);
    count(form.elements.body);
    return section;
}

async function reply(link) {
    const article = link.closest(".c");
    const { id } = article.dataset;
    try {
        if ($("#reply [name=parent]")?.value !== id) {
            if (!fetched.has(id))
                fetched.set(id, fetchForm(link, id));
            stand(await fetched.get(id), article);
        }
        $("#reply :is([name=side], [name=body])").focus();
    } catch {
        location.assign(link.href);
    }
}

document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey)
        return;
    if (link.matches(".acts a[href*='reply=']")) {
        event.preventDefault();
        reply(link);
    } else if (link.matches("[data-cancel]") && resting) {
        event.preventDefault();
        rest();
        $(`${link.hash} a[href*='reply=']`)?.focus();
    } else if (link.matches("[href^='#side'], [href='#reply']")) {
        rest();
        if (link.matches(".argue :is(.pro, .contra)")) // chooses the side as well
            $(link.hash).click();
    }
});

accepted();
$$(COMMENT).forEach(prepare);
$$("textarea[data-max]").forEach(count);
