// Keeps a page as it is on the server. Without this script the page works as well: its buttons are
// forms, and reloading shows what is new.
//
// What is kept: the rows ([data-order]) of the list ([data-kept]), in its groups ([data-group]), and
// regions ([data-region]), each known by its id.
"use strict";

const connection = document.getElementById("connection");
const state = document.getElementById("live-state");
const news = document.getElementById("news");
const arrivals = document.getElementById("new-ones");
const minute = 60_000;
const refillMilliseconds = 200;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const present = (element) => document.getElementById(element.id);
const rows = (within) => [...within.querySelectorAll("[data-order]")];

// What came and would move what one is looking at waits until it is asked for.

const held = new Set();

function announce() {
  const link = arrivals.firstElementChild;
  // Also while it is not seen, so that it is as tall as it will be.
  link.textContent = counted(link.dataset.text, held.size);
  arrivals.classList.toggle("waiting", !held.size);
}

/** A text about a number, its words in the forms that the page's language has for numbers. */
function counted(text, count) {
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const has = rules.resolvedOptions().pluralCategories;
  const form = ["one", "few", "many", "other"].filter((each) => has.includes(each))
    .indexOf(rules.select(count));
  return text.replace(/\{count(?:\|([^}]*))?\}/g, (_, forms) => forms?.split("|")[form] ?? count);
}

// Changes, each put in place of what it changes.

/** Puts a new state where the old one is; a form that somebody is filling in is left alone. */
function put(fresh) {
  const old = present(fresh);
  if (!old || old.querySelector("[data-touched]")) return;
  keepOpen(old, fresh);
  if (old.isEqualNode(fresh)) return;
  old.replaceWith(document.adoptNode(fresh));
}

/** What somebody has opened stays open. */
function keepOpen(old, fresh) {
  const details = [...fresh.querySelectorAll("details")];
  [...old.querySelectorAll("details")].forEach((each, index) => {
    if (each.open && details[index]) details[index].open = true;
  });
}

/** A row that is here changes in place; one that is not goes to the end of the list, or waits. */
function place(row) {
  const old = present(row);
  gone.delete(row.id);
  if (old && Number(old.dataset.version) >= Number(row.dataset.version)) return;
  if (old) put(row);
  else if (root.dataset.until && row.dataset.order > root.dataset.until) return;
  else if (row.dataset.order < (rows(root).at(-1)?.dataset.order ?? "")) held.add(row.id);
  else append(row);
  news.textContent = row.dataset.summary;
}

function append(row) {
  const group = row.closest("[data-group]");
  const last = [...root.querySelectorAll("[data-group]")].at(-1);
  if (last?.dataset.group === group.dataset.group) return last.append(document.adoptNode(row));
  for (const other of rows(group)) if (other !== row) other.remove();
  root.querySelector(".list").append(document.adoptNode(group.cloneNode(true)));
}

/** What a stream sends: rows in their groups, or regions. */
function show(html) {
  const page = parsed(html);
  keepingFocus(() => {
    for (const row of rows(page)) place(row);
    for (const region of page.querySelectorAll("[data-region]")) put(region);
    announce();
  });
}

/** A row has left the page; if there are more than fit, the next one moves up. */
function drop(id) {
  held.delete(id);
  gone.set(id, asked);
  keepingFocus(() => {
    const group = document.getElementById(id)?.closest("[data-group]");
    document.getElementById(id)?.remove();
    if (group) removeIfEmpty(group);
    if (group && root.dataset.until) reloadIn(refillMilliseconds);
    announce();
  });
}

// Whole pages; the stream says meanwhile what an answer that was made before it does not know.

let asked = 0;
let taken = 0;
/** By the rows that have left: how many pages were asked for by then. */
const gone = new Map();

/** Asks for a whole page; the answers may come in another order. */
async function ask(address, options) {
  const number = ++asked;
  const answer = await fetch(address, { headers: { Accept: "text/html" }, ...options });
  return { answer, number, page: parsed(await answer.text()) };
}

/** Takes the list over from a whole page, all of it or without what would move the rest. */
function take({ page, number }, all = false) {
  const fresh = page.querySelector("[data-kept]");
  if (!fresh) return false;
  if (number < taken) return true;
  taken = number;
  keepingFocus(() => {
    held.clear();
    for (const row of rows(fresh)) if (gone.get(row.id) >= number) row.remove();
    if (!all) hold(fresh);
    for (const group of fresh.querySelectorAll("[data-group]")) removeIfEmpty(group);
    if (!holdsSame(root, fresh)) {
      keepRows(fresh);
      root.replaceChildren(...fresh.childNodes);
    }
    for (const region of page.querySelectorAll("[data-region]")) put(region);
    announce();
  });
  for (const name of ["stream", "until"]) {
    if (name in fresh.dataset) root.dataset[name] = fresh.dataset[name];
    else delete root.dataset[name];
  }
  return true;
}

/** Whether nothing in it is another; what stands still keeps focus, selection and open lists. */
function holdsSame(old, fresh) {
  const [present, coming] = [[...old.childNodes], [...fresh.childNodes]];
  return present.length === coming.length
    && present.every((each, index) => each.isEqualNode(coming[index]));
}

/** What is the same stays, and so does what somebody is filling in, or is newer. */
function keepRows(fresh) {
  for (const row of rows(fresh)) {
    const old = present(row);
    if (!old) continue;
    keepOpen(old, row);
    if (old.isEqualNode(row) || old.querySelector("[data-touched]")
        || Number(old.dataset.version) > Number(row.dataset.version)) row.replaceWith(old);
  }
}

function hold(fresh) {
  const last = rows(fresh).findLastIndex(present);
  for (const row of rows(fresh).slice(0, Math.max(last, 0))) {
    if (present(row)) continue;
    held.add(row.id);
    row.remove();
  }
}

function removeIfEmpty(group) {
  if (!rows(group).length) group.remove();
}

document.addEventListener("input", ({ target }) => {
  if (target.form) target.form.dataset.touched = "";
});

arrivals.addEventListener("click", async (event) => {
  event.preventDefault();
  const [first] = held;
  await reload({ all: true });
  document.getElementById(first)?.focus();
});

// Live while it is looked at: browsers allow six connections a host, and a day has many tabs.

let source;
let reloading;
let pause = 3_000;

function say(word) {
  if (connection.dataset.state === word) return;
  settling(() => {
    connection.dataset.state = word;
    state.textContent = state.dataset[word];
  });
}

/** A browser reconnects by itself, and says what it saw last, unless the server refused. */
function follow() {
  source?.close();
  if (document.hidden || !root.dataset.stream) return;
  source = new EventSource(root.dataset.stream);
  source.onopen = () => {
    pause = 3_000;
    say("live");
  };
  source.onerror = (event) => {
    say("lost");
    if (event.target.readyState === EventSource.CLOSED) retry();
  };
  source.addEventListener("region", (event) => show(event.data));
  source.addEventListener("gone", (event) => drop(event.data));
}

/** Each time later: where there are too many, all come back. */
function retry() {
  reloadIn(pause);
  pause = Math.min(2 * pause, minute);
}

function reloadIn(milliseconds) {
  reloading ??= setTimeout(reload, milliseconds);
}

async function reload({ all = false } = {}) {
  clearTimeout(reloading);
  reloading = undefined;
  try {
    const asking = await ask(location.href, { redirect: "manual" });
    const { type, status, ok } = asking.answer;
    // Sent to the sign-in page, where only the browser itself can go; or nothing is shown to them any
    // more, and the page says why.
    if (type === "opaqueredirect" || status === 401 || status === 403) return location.reload();
    if (ok) {
      // What nothing happens to any more is shown for good.
      if (!take(asking, all)) return location.reload();
      if (source?.readyState !== EventSource.OPEN) follow();
      return;
    }
  } catch {
    // Still away.
  }
  retry();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) source?.close();
  else reload();
});

// In how long something is due changes without anything happening.
setInterval(() => { if (!document.hidden) reloadIn(0); }, minute);

announce();
follow();
