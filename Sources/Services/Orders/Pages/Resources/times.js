// The times and the price follow the day and the service, without the button that shows them.
"use strict";

const button = document.querySelector("[data-times]");
const followed = "[name='day'], [name='service_type_id']";
let asked = 0;

/** The form once more, as the button would show it; nothing is done by that. */
async function shown(form) {
  const answer = await fetch(form.action, {
    method: "POST", headers: { Accept: "text/html" },
    body: new URLSearchParams(new FormData(form, button)),
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** What is chosen stays chosen where it is still there. */
function take(page) {
  const both = (...selectors) => selectors
    .map((each) => [document.querySelector(each), page.querySelector(each)])
    .filter(([old, fresh]) => old && fresh);
  const times = document.getElementById("field-scheduled_at");
  const chosen = times.selectedOptions[0]?.text;
  for (const [old, fresh] of both("#field-scheduled_at", "#price", "#request")) {
    old.replaceChildren(...fresh.childNodes);
  }
  const same = [...times.options].find((each) => each.text === chosen);
  if (same) same.selected = true;
  for (const [old, fresh] of both("#request", "[name='max_charge']")) old.value = fresh.value;
}

async function follow() {
  const number = ++asked;
  try {
    const page = await shown(button.form);
    if (number === asked) take(page);
  } catch {
    button.hidden = false;
  }
}

if (button) {
  button.hidden = true;
  // Enter in a field presses the form's first button, this one: an order takes a press of its own.
  button.form.addEventListener("submit", (event) => {
    if (event.submitter !== button || !button.hidden) return;
    event.preventDefault();
    follow();
  });
  for (const each of button.form.querySelectorAll(followed)) each.addEventListener("change", follow);
}
