// admin.js - comfort on the admin pages: mark all, keyboard in the queue, a warning before text is lost
//
// Everything here works without it.

// The page's own copy of it: storage may be blocked.
const { store } = await import(`./site.js${new URL(import.meta.url).search}`);

const KEYS_STORE = "admin-keys";

/* The queue's checkboxes, in the order of the page. */
function boxes(form) {
    return [...form.querySelectorAll("input[name='ids']")];
}

function markAll(form) {
    const all = form.querySelector("[data-mark-all]");

    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
        for (const box of boxes(form))
            box.checked = all.checked;
    });
    form.addEventListener("change", () => {
        const marked = boxes(form).filter((box) => box.checked).length;

        all.checked = marked === boxes(form).length;
        all.indeterminate = marked > 0 && !all.checked;
    });
}

/* The entry that has the focus, or -1. */
function current(form) {
    const entry = document.activeElement?.closest(".entry");

    return boxes(form).findIndex((box) => entry?.contains(box));
}

function move(form, step) {
    const list = boxes(form);
    const at = current(form);
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1);

    list[next].focus();
    list[next].closest(".entry").scrollIntoView({ block: "nearest" });
}

function toggle(form) {
    boxes(form)[current(form)]?.click();
}

/* Clicks a button of the form, for the marked comments or, without any, for the current one. */
function press(form, action) {
    const button = form.querySelector(`button[name="do"][value="${action}"]`);
    const list = boxes(form);

    if (!button)
        return;
    if (!list.some((box) => box.checked))
        list[current(form)]?.click();
    if (list.some((box) => box.checked))
        button.click();
}

function undo() {
    document.querySelector("form[data-undo] button")?.click();
}

const ACTIONS = {
    a: "approve", s: "spam", r: "reject", d: "delete", p: "pro", c: "contra",
};

function key(form, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat)
        return;
    if (event.target.matches("textarea, select, input:not([type='checkbox'])"))
        return;
    if (event.key === "j" || event.key === "k")
        move(form, event.key === "j" ? 1 : -1);
    else if (event.key === "x")
        toggle(form);
    else if (event.key === "z")
        undo();
    else if (Object.hasOwn(ACTIONS, event.key))
        press(form, ACTIONS[event.key]);
    else
        return;
    event.preventDefault();
}

/* Off until switched on (WCAG 2.1.4); the choice stays in this browser. */
function keyboard(form) {
    const panel = document.querySelector("[data-keys]");
    const button = panel.querySelector("[data-keys-switch]");
    const show = (on) => {
        button.setAttribute("aria-pressed", String(on));
        panel.classList.toggle("keys-on", on);
    };

    panel.hidden = false;
    show(store.get(KEYS_STORE) === true);
    button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";

        store.set(KEYS_STORE, on);
        show(on);
    });
    document.addEventListener("keydown", (event) => {
        if (button.getAttribute("aria-pressed") === "true")
            key(form, event);
    });
}

/* Asks before leaving with text that was changed or that the server has not saved. */
function warnUnsaved(form) {
    let unsaved = document.querySelector("#problems, .notice-bad") !== null;

    form.addEventListener("input", () => {
        unsaved = true;
    });
    form.addEventListener("submit", () => {
        unsaved = false;
    });
    window.addEventListener("beforeunload", (event) => {
        if (unsaved)
            event.preventDefault();
    });
}

const queue = document.getElementById("queue");
if (queue) {
    markAll(queue);
    keyboard(queue);
}
for (const form of document.querySelectorAll("form[data-unsaved]"))
    warnUnsaved(form);
