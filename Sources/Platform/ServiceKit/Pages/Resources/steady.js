// A page that changes by itself is as safe to use as one that stands still: the focus stays where it
// is, and no press counts on a button that has only just come to stand where it stands. On a page
// that has just come, that is every button.
"use strict";

const main = document.querySelector("main");
/** The list that is kept up to date, or what stands for one; none on a page that stands still. */
const root = document.querySelector("[data-kept]");
const heading = document.querySelector("h1");
const settleMilliseconds = 700;

/** Changes the page and gives the focus back to the control that had it, or to what is in its
 *  place: the same control, its row, a row nearby, the heading. */
function keepingFocus(change) {
  const focused = document.activeElement;
  if (!main.contains(focused)) return settling(change);
  const ids = idsFrom(focused);
  settling(change);
  if (main.contains(document.activeElement)) return;
  const place = ids.map((id) => document.getElementById(id)).find(Boolean);
  // No other row's: who presses twice shall not do to it what was meant for this one.
  const around = ids.length ? place?.id === ids[0] && place : main;
  const same = main.contains(focused) ? focused : around && sameControl(around, focused);
  (same || place || heading).focus({ preventScroll: true });
}

/** What does the same, or holds the same. */
function sameControl(around, control) {
  return [...around.querySelectorAll(control.localName)]
    .find((each) => called(each) === called(control));
}

/** What has no name, such as what opens more, is called by what it is in. */
function called(control) {
  const { name, value, href } = control;
  const id = control.closest("[id]")?.id;
  return JSON.stringify([id, name, control.matches("button") ? act(control) : href ?? value]);
}

/** What a button does. */
function act(button) {
  return `${button.getAttribute("formaction") ?? button.form?.getAttribute("action")} ${button.value}`;
}

/** The ids of the row that an element is in, of what comes after it, and of what comes before it. */
function idsFrom(element) {
  const places = [...root.querySelectorAll("[data-order], #later")];
  const index = places.findIndex((place) => place.contains(element));
  if (index < 0) return [];
  const around = [...places.slice(index), ...places.slice(0, index).reverse()];
  return around.map((place) => place.id);
}

// Who presses twice, or just when the page moves, means what stood there before.

const timers = new WeakMap();

/** Changes the page; buttons that then stand where their act did not stand before are fresh. */
function settling(change) {
  const before = places();
  change();
  for (const button of main.querySelectorAll("button")) {
    if (before.get(act(button)) !== placeOf(button)) freshen(button);
  }
}

/** Where in the window each act of the page can be done. */
function places() {
  return new Map([...main.querySelectorAll("button:not([data-fresh])")]
    .map((button) => [act(button), placeOf(button)]));
}

function placeOf(button) {
  const { left, top } = button.getBoundingClientRect();
  return `${Math.round(left)} ${Math.round(top)}`;
}

function freshen(button) {
  clearTimeout(timers.get(button));
  button.dataset.fresh = "";
  timers.set(button, setTimeout(() => delete button.dataset.fresh, settleMilliseconds));
}

main.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fresh]");
  // A form that is sent from one of its fields says so by a click on its button that nobody made.
  const field = document.activeElement;
  const isFromField = event.detail === 0 && field?.matches("input, select")
    && field.form === button?.form;
  if (button && !isFromField) event.preventDefault();
});

// Where the focus goes when what had it is gone.
heading.tabIndex = -1;
for (const button of main.querySelectorAll("button")) freshen(button);
