// A page that changes by itself is as safe to use as one that stands still: the focus stays where it
// is, and no press counts on a button that has only just come to stand where it stands.
"use strict";

const root = document.querySelector("[data-kept]");
const heading = document.querySelector("h1");
const settleMilliseconds = 700;

/** Does something to the list and gives the focus back to the control that had it, or to what is
 *  in its place: the same act's button, the row, a row nearby, the heading. */
function keepingFocus(change) {
  const focused = document.activeElement;
  if (!root.contains(focused)) return settling(change);
  const ids = idsFrom(focused);
  settling(change);
  if (document.activeElement === focused) return;
  const present = ids.map((id) => document.getElementById(id)).find(Boolean) ?? heading;
  const same = document.contains(focused) ? focused
    : present.id === ids[0] && sameControl(present, focused);
  (same || present).focus({ preventScroll: true });
}

/** No other button: who presses twice shall not do what comes next, or do it to another row. */
function sameControl(row, control) {
  if (control.matches("summary")) return row.querySelector("summary");
  return [...row.querySelectorAll("button")].find((button) => act(button) === act(control));
}

/** What a button does. */
function act(button) {
  return `${button.getAttribute("formaction") ?? button.form?.getAttribute("action")} ${button.value}`;
}

/** The ids of what holds an element, of what comes after it, and of what comes before it. */
function idsFrom(element) {
  const places = [...root.querySelectorAll("[data-order], #later")];
  const index = places.findIndex((place) => place.contains(element));
  const around = [...places.slice(index), ...places.slice(0, index).reverse()];
  return around.map((place) => place.id);
}

// Who presses twice, or just when the list moves, means what stood there before.

const timers = new WeakMap();

/** Changes the page; buttons that then stand where their act did not stand before are fresh. */
function settling(change) {
  const before = places();
  change();
  for (const button of root.querySelectorAll("button")) {
    if (before.get(act(button)) !== placeOf(button)) freshen(button);
  }
}

/** Where in the window each act of the list can be done. */
function places() {
  return new Map([...root.querySelectorAll("button:not([data-fresh])")]
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

root.addEventListener("click", (event) => {
  if (event.target.closest("[data-fresh]")) event.preventDefault();
});

// Where the focus goes when the list is empty.
heading.tabIndex = -1;
for (const button of root.querySelectorAll("button")) freshen(button);
