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
  const times = document.getElementById("field-scheduled_at");
  const chosen = times.selectedOptions[0]?.text;
  for (const id of ["field-scheduled_at", "price", "request"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  const same = [...times.options].find((each) => each.text === chosen);
  if (same) same.selected = true;
  const limit = "[name='max_charge']";
  document.querySelector(limit).value = page.querySelector(limit).value;
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
  for (const each of button.form.querySelectorAll(followed)) each.addEventListener("change", follow);
}
