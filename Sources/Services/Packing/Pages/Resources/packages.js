// Keeps the list of packages as it is on the server. Without this script the page works as well:
// its buttons are forms, and reloading shows what is new.
"use strict";

const list = document.getElementById("packages");
const connection = document.getElementById("connection");
const news = document.getElementById("news");
const refusal = document.getElementById("refusal");
const heading = document.querySelector("h1");
const retryMilliseconds = 3000;
const refillMilliseconds = 200;
const settleMilliseconds = 700;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/** Does something to the list and gives the focus back to the control that had it, or to what is
 *  in its place: the same act's button, the card, a card nearby, the heading. */
function keepingFocus(change) {
  const focused = document.activeElement;
  if (!list.contains(focused)) return settling(change);
  const ids = idsFrom(focused);
  const action = focused.form?.getAttribute("action");
  settling(change);
  if (document.activeElement === focused) return;
  const present = ids.map((id) => document.getElementById(id)).find(Boolean) ?? heading;
  // No other button: who presses twice shall not do what comes next, or do it to another package.
  const button = document.contains(focused) ? focused
    : present.id === ids[0] && action && present.querySelector(`form[action="${action}"] button`);
  (button || present).focus({ preventScroll: true });
}

// A press counts only where a button has stood for a while: who presses twice, or just when the list
// moves, means what stood there before.

const timers = new WeakMap();

/** Changes the page; buttons that then stand where they did not stand before are fresh. */
function settling(change) {
  const before = places();
  change();
  for (const [button, place] of places()) if (before.get(button) !== place) freshen(button);
}

/** Where each button of the list is in the window. */
function places() {
  return new Map([...list.querySelectorAll("button")].map((button) => {
    const { left, top } = button.getBoundingClientRect();
    return [button, `${Math.round(left)} ${Math.round(top)}`];
  }));
}

function freshen(button) {
  clearTimeout(timers.get(button));
  button.dataset.fresh = "";
  timers.set(button, setTimeout(() => delete button.dataset.fresh, settleMilliseconds));
}

list.addEventListener("click", (event) => {
  if (event.target.closest("[data-fresh]")) event.preventDefault();
});

/** The ids of what holds an element, of what comes after it, and of what comes before it. */
function idsFrom(element) {
  const places = [...list.querySelectorAll("[data-order], #later")];
  const index = places.findIndex((place) => place.contains(element));
  const around = [...places.slice(index), ...places.slice(0, index).reverse()];
  return around.map((place) => place.id);
}

/** The list's section for a day, made from the one that came if there is none yet. */
function section(day) {
  const sections = [...list.querySelectorAll("[data-day]")];
  const present = sections.find((other) => other.dataset.day === day.dataset.day);
  if (present) return present;
  const made = day.cloneNode(true);
  made.querySelector("ol").replaceChildren();
  const next = sections.find((other) => other.dataset.day > day.dataset.day);
  list.insertBefore(made, next ?? document.getElementById("later"));
  return made;
}

function remove(id) {
  const card = document.getElementById(id);
  if (!card) return false;
  const cards = card.parentElement;
  card.remove();
  if (!cards.children.length) cards.closest("[data-day]").remove();
  return true;
}

function place(card, day) {
  const present = document.getElementById(card.id);
  if (present && Number(present.dataset.version) >= Number(card.dataset.version)) return;
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

/** A package has left the page; if there are more than fit, the next one moves up. */
function drop(id) {
  keepingFocus(() => {
    if (remove(id) && list.dataset.until) reloadIn(refillMilliseconds);
    tidy();
  });
}

/** Takes the list over from a whole page, and follows what has changed since that was made. */
function replace(page) {
  const fresh = page.getElementById("packages");
  if (!fresh) return false;
  keepingFocus(() => {
    // What is the same stays, with how long its buttons have stood there.
    for (const card of fresh.querySelectorAll("[data-order]")) {
      const present = document.getElementById(card.id);
      if (present?.isEqualNode(card)) card.replaceWith(present);
    }
    list.replaceChildren(...fresh.childNodes);
  });
  for (const name of ["stream", "until"]) {
    if (name in fresh.dataset) list.dataset[name] = fresh.dataset[name];
    else delete list.dataset[name];
  }
  follow();
  return true;
}

// Live.

let source;
let reloading;

function say(state) {
  if (connection.dataset.state === state) return;
  settling(() => {
    connection.dataset.state = state;
    connection.textContent = connection.dataset[state];
  });
}

/** A browser reconnects by itself, and says what it saw last, unless the server refused. */
function follow() {
  source?.close();
  if (!list.dataset.stream) return;
  source = new EventSource(list.dataset.stream);
  source.onopen = () => say("live");
  source.onerror = (event) => {
    say("lost");
    if (event.target.readyState === EventSource.CLOSED) reloadIn(retryMilliseconds);
  };
  source.addEventListener("package", (event) => show(event.data));
  source.addEventListener("gone", (event) => drop(event.data));
}

function reloadIn(milliseconds) {
  reloading ??= setTimeout(reload, milliseconds);
}

async function reload() {
  reloading = undefined;
  try {
    const answer = await fetch(location.href, {
      headers: { Accept: "text/html" }, redirect: "manual",
    });
    // Sent to the sign-in page, where only the browser itself can go.
    if (answer.type === "opaqueredirect" || answer.status === 401) return location.reload();
    if (answer.ok && replace(parsed(await answer.text()))) return;
  } catch {
    // Still away.
  }
  reloadIn(retryMilliseconds);
}

// Buttons, without leaving the page.

list.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button");
  // Not `disabled`, which would take the focus away.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  settling(() => { refusal.hidden = true; });
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/html" },
    });
    const page = parsed(await answer.text());
    if (!answer.ok || !replace(page)) return refuse(...reasons(page));
    news.textContent = page.querySelector(".notice")?.textContent ?? "";
  } catch {
    refuse(refusal.dataset.unanswered);
  } finally {
    button.ariaDisabled = null;
  }
});

/** What a problem's page says, and its link to the sign-in page. */
function reasons(page) {
  const texts = [...page.querySelectorAll("main h1, main .page-head + p")];
  const text = texts.map((each) => each.textContent.trim()).join(". ");
  return [text, " ", ...page.querySelectorAll("main a.button")];
}

function refuse(...reasons) {
  settling(() => {
    refusal.replaceChildren(...reasons);
    refusal.hidden = false;
  });
}

// Where the focus goes when the list is empty.
heading.tabIndex = -1;
for (const button of list.querySelectorAll("button")) freshen(button);
follow();
