// site.js - comfort for those who have script: everything works without it

// A double click sends once. The page that comes back from the history may send again.
function sendOnce(form) {
    let sent = false;
    form.addEventListener("submit", (event) => {
        if (sent)
            event.preventDefault();
        sent = true;
    });
    addEventListener("pageshow", () => {
        sent = false;
    });
}

// How much room is left: the limit is in bytes of UTF-8, as the server counts.
function countDown(area) {
    const max = Number(area.dataset.max);
    const note = document.getElementById("body-count");
    const encoder = new TextEncoder();
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const whole = note.textContent;
    const update = () => {
        const left = max - encoder.encode(area.value).length;
        note.classList.toggle("over", left < 0);
        if (left >= max)
            note.textContent = whole;
        else
            note.textContent =
                `${left < 0 ? note.dataset.over : note.dataset.text} ${numbers.format(Math.abs(left))}`;
    };
    area.addEventListener("input", update);
    update();
}

// "Argue for" chooses the side as well; without script it only leads to the choice.
function chooseSide(link) {
    const choice = document.querySelector(link.hash);
    link.addEventListener("click", () => {
        choice.checked = true;
    });
}

// "hace 2 horas" in place of a date of the last week; the date stays as the tooltip.
function relativeTimes() {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
    const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
    for (const time of document.querySelectorAll(".c time")) {
        const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
        if (!(age >= 0 && age < 7 * 86400))
            continue;
        const [unit, seconds] = units.find(([, s]) => age >= s) ?? ["second", Infinity];
        time.title = time.textContent;
        time.textContent = words.format(-Math.floor(age / seconds), unit);
    }
}

document.querySelectorAll("form[method=post]").forEach(sendOnce);
document.querySelectorAll(".argue a.pro, .argue a.contra").forEach(chooseSide);
document.querySelectorAll("textarea[data-max]").forEach(countDown);
relativeTimes();
