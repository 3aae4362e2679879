// Sends forms without leaving the page ([data-in-place]), and says what was refused where it is seen.
"use strict";

const refusal = document.getElementById("refusal");

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("inPlace" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter;
  // Not `disabled`, which would take the focus away.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  settling(() => { refusal.hidden = true; });
  try {
    const address = button.hasAttribute("formaction") ? button.formAction : form.action;
    const asking = await ask(address, {
      method: "POST", body: new URLSearchParams(new FormData(form, button)),
    });
    const { answer, page } = asking;
    if (answer.ok) delete form.dataset.touched;
    if (!answer.ok || !take(asking)) return refuse(...reasons(page));
    news.textContent = page.querySelector(".notice[role='status']")?.textContent ?? "";
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
