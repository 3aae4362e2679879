// Keeps the list of packages as it is on the server. Without this script the page works as well:
// its buttons are forms, and reloading shows what is new.
"use strict";

const list = document.getElementById("packages");
const connection = document.getElementById("connection");
const news = document.getElementById("news");
const refusal = document.getElementById("refusal");
const retryMilliseconds = 3000;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/** Does something to the list and gives the focus back to the control that had it. */
function keepingFocus(change) {
  const focused = document.activeElement;
  const card = focused && list.contains(focused) && focused.closest("[data-order]");
  const action = card && focused.form && focused.form.getAttribute("action");
  change();
  if (!card || document.contains(focused)) return;
  const present = document.getElementById(card.id);
  if (!present) return;
  const same = action && present.querySelector(`form[action="${action}"] button`);
  (same || present.querySelector("button") || present).focus();
}

/** The list's section for a day, made from the one that came if there is none yet. */
function section(day) {
  const sections = [...list.querySelectorAll("[data-day]")];
  const present = sections.find((other) => other.dataset.day === day.dataset.day);
  if (present) return present;
  const made = day.cloneNode(true);
  made.querySelector("ol").replaceChildren();
  list.insertBefore(made, sections.find((other) => other.dataset.day > day.dataset.day) ?? null);
  return made;
}

function remove(id) {
  const card = document.getElementById(id);
  if (!card) return;
  const cards = card.parentElement;
  card.remove();
  if (!cards.children.length) cards.closest("[data-day]").remove();
}

function place(card, day) {
  const present = document.getElementById(card.id);
  if (present && Number(present.dataset.version) > Number(card.dataset.version)) return;
  if (list.dataset.until && card.dataset.order > list.dataset.until) return;
  remove(card.id);
  const cards = section(day).querySelector("ol");
  const later = [...cards.children].find((other) => other.dataset.order > card.dataset.order);
  cards.insertBefore(document.adoptNode(card), later ?? null);
  news.textContent = card.dataset.summary;
}

function tidy() {
  document.getElementById("empty").hidden = Boolean(list.querySelector("[data-order]"));
}

/** Packages, in sections of days as the page itself has them. */
function show(html) {
  keepingFocus(() => {
    for (const day of parsed(html).querySelectorAll("[data-day]")) {
      for (const card of [...day.querySelectorAll("[data-order]")]) place(card, day);
    }
    tidy();
  });
}

/** Takes the list over from a whole page. */
function replace(page) {
  const fresh = page.getElementById("packages");
  if (!fresh) return false;
  keepingFocus(() => list.replaceChildren(...fresh.childNodes));
  list.dataset.stream = fresh.dataset.stream;
  return true;
}

// Live.

function say(state) {
  connection.hidden = false;
  connection.dataset.state = state;
  connection.textContent = connection.dataset[state];
}

/** A browser reconnects by itself, and says what it saw last, unless the server refused. */
function follow() {
  const source = new EventSource(list.dataset.stream);
  source.onopen = () => say("live");
  source.onerror = () => {
    say("lost");
    if (source.readyState === EventSource.CLOSED) setTimeout(reload, retryMilliseconds);
  };
  source.addEventListener("package", (event) => show(event.data));
  source.addEventListener("gone", (event) =>
    keepingFocus(() => {
      remove(event.data);
      tidy();
    }));
}

async function reload() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && replace(parsed(await answer.text()))) return follow();
  } catch {
    // Still away.
  }
  setTimeout(reload, retryMilliseconds);
}

// Buttons, without leaving the page.

list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button");
  button.disabled = true;
  refusal.hidden = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/html" },
    });
    const page = parsed(await answer.text());
    if (!answer.ok || !replace(page)) return refuse(page);
    news.textContent = page.querySelector(".notice")?.textContent ?? "";
  } catch {
    say("lost");
  } finally {
    button.disabled = false;
  }
});

/** Shows what a problem's page says. */
function refuse(page) {
  const texts = [...page.querySelectorAll("main h1, main h1 + p")];
  refusal.textContent = texts.map((text) => text.textContent.trim()).join(". ");
  refusal.hidden = false;
}

if (list.dataset.stream) follow();
