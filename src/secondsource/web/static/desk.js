"use strict";
// Keys, filters and toggles. Everything reads without this file.

function stops() {
  const marks = [...document.querySelectorAll(".collation tbody mark")];
  return (marks.length ? marks : [...document.querySelectorAll("[data-walk]")]).filter(
    (stop) => stop.offsetParent !== null
  );
}

function walk(step) {
  const found = stops();
  if (!found.length) return;
  const before = found.findIndex((stop) => stop.classList.contains("here"));
  const next = before < 0 ? 0 : Math.min(Math.max(before + step, 0), found.length - 1);
  found.forEach((stop) => stop.classList.remove("here"));
  const stop = found[next];
  stop.classList.add("here");
  if (!stop.hasAttribute("tabindex")) stop.setAttribute("tabindex", "-1");
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function open() {
  const stop = document.querySelector("[data-walk].here");
  const link = stop && stop.querySelector("a[href]");
  if (link) link.click();
}

function follow(rel) {
  const link = document.querySelector(`main a[rel="${rel}"]`);
  if (link) link.click();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  n: () => follow("next"),
  p: () => follow("prev"),
  "/": () => {
    const field = document.querySelector('main input[type="search"]');
    if (field) field.focus();
    else location.assign("/search");
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[data-walk]")) {
    open();
    return;
  }
  if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

// Filters what is on the page while somebody types; the button asks for all pages.
for (const field of document.querySelectorAll("[data-filter]")) {
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const row of document.querySelectorAll(field.dataset.filter)) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    }
  });
}

for (const group of document.querySelectorAll("[data-toggles]")) {
  group.classList.add("live");
  for (const box of group.querySelectorAll("[data-toggle]")) {
    const set = () => document.body.classList.toggle(box.dataset.toggle, !box.checked);
    box.addEventListener("change", set);
    set();
  }
}

for (const form of document.querySelectorAll("[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  const state = form.querySelector("[data-drop-state]");
  const stop = (event) => event.preventDefault();
  document.addEventListener("dragover", stop);
  document.addEventListener("drop", stop);
  form.addEventListener("dragover", () => form.classList.add("over-it"));
  form.addEventListener("dragleave", () => form.classList.remove("over-it"));
  form.addEventListener("drop", (event) => {
    form.classList.remove("over-it");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    state.textContent = `${field.files.length} dropped: being sent`;
    form.requestSubmit();
  });
}

async function asked(address) {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

// A job that runs and a brief that is being made are asked after, until they are done.
const job = document.querySelector('[data-job][data-done="no"]');
if (job) setTimeout(() => location.reload(), 700);

// What somebody typed would be lost if the page were loaded again.
let typed = false;
document.addEventListener("input", () => { typed = true; });

const line = document.getElementById("state");
if (line && line.querySelector(".pulse")) {
  const empty = line.hasAttribute("data-empty");
  const timer = setInterval(async () => {
    const state = await asked("/state.json").catch(() => null);
    if (!state || state.working) return;
    clearInterval(timer);
    const same = String(state.shown) === line.dataset.shown && !state.failed && !empty;
    if (line.hasAttribute("data-still") || same) line.textContent = "";
    else if (typed || document.querySelector("form :focus")) line.textContent = "A newer brief is made: load the page again.";
    else location.reload();
  }, 500);
}
