// A test while it runs: what is left by the server's clock, and answers saved as they are given.
// Without this the same is done by buttons, and the end stands on the page.
"use strict";

const clock = document.getElementById("clock");
const form = document.getElementById("answer");
const { now, deadline, zone, attempt } = clock.dataset;

// The clock: the server's instant, and what the machine has counted since, wherever its own clock
// stands.

let end = Date.parse(deadline);
let known = startOfPage();
let isOver = false;

function startOfPage() {
  const page = performance.getEntriesByType("navigation")[0];
  return { instant: Date.parse(now), at: (page.requestStart + page.responseStart) / 2 };
}

/** An answer of the server says what time it is: half way between asking and hearing. */
function setClock(answer, askedAt) {
  known = { instant: Date.parse(answer.now), at: (askedAt + performance.now()) / 2 };
  const told = Date.parse(answer.deadline);
  if (told === end) return;
  end = told;
  isOver = false;
  spoken = spoken.filter((minutes) => minutes * 60_000 >= left());
  const ends = timeOfDay(end, { second: "2-digit" });
  document.getElementById("ends").textContent = ends;
  const moved = clock.dataset.moved.replace("{time}", ends);
  say(moved);
  warn(moved, "info");
}

function left() {
  return end - known.instant - (performance.now() - known.at);
}

/** As the clocks of business time show it. */
function timeOfDay(instant, more = {}) {
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone, ...more };
  return new Intl.DateTimeFormat(document.documentElement.lang, form).format(instant);
}

function say(text) {
  document.getElementById("said").textContent = text;
}

/** Shows it by the clock, in a look of notices. */
function warn(text, look = "warn") {
  const warning = document.getElementById("warning");
  if (warning.textContent === text) return;
  warning.className = `notice ${look}`;
  warning.textContent = text;
  warning.hidden = text === "";
}

const announcements = { 10: clock.dataset.ten, 5: clock.dataset.five, 1: clock.dataset.one };
// What is past when the page comes is not said; that time is nearly over is shown on each page.
let spoken = Object.keys(announcements).map(Number).filter((each) => each * 60_000 >= left());

function tick() {
  const seconds = Math.max(0, Math.ceil(left() / 1000));
  const minutes = Math.floor(seconds / 60);
  document.getElementById("left").textContent =
    `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  for (const [each, text] of Object.entries(announcements)) {
    if (left() > each * 60_000 || spoken.includes(Number(each)) || seconds === 0) continue;
    spoken.push(Number(each));
    say(text);
  }
  // On each page of the last minute, whichever it began on.
  if (seconds === 0 && !isOver) endIt();
  else if (seconds > 0 && left() <= 60_000) warn(clock.dataset.one);
}

/** What is saved is handed in, if the server says that it is time: perhaps there is more by now. */
async function endIt() {
  isOver = true;
  say(clock.dataset.over);
  warn(clock.dataset.over);
  await save();
  // Nobody's clock is so exact that the server could not see a moment left.
  await pause(1000);
  while (isOver) {
    if (await askTime() || left() > 0) break;
    await pause(2000);
  }
  if (isOver) document.getElementById("time-up").submit();
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}

/** Whether the server has answered, be it that nothing runs any more or the link is dead. */
async function askTime() {
  const askedAt = performance.now();
  try {
    const answer = await fetch(clock.dataset.time, { headers: { Accept: "application/json" } });
    if (answer.ok) setClock(await answer.json(), askedAt);
    if (answer.ok && unsent.size === 0) connected(true);
    return answer.ok || answer.status === 409 || answer.status === 404;
  } catch {
    connected(false);
    return false;
  }
}

setInterval(askTime, 30_000);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) save({ keepalive: true });
  else askTime();
});
addEventListener("pageshow", (event) => event.persisted && askTime());

// Answers: what is not with the server is in this browser, by attempt and question. One is sent at
// a time, and always the newest.

const prefix = `mcf ${attempt} `;
const unsent = new Map();
let sending = null;
let retryAfter = 1000;
let retrying = 0;

function connected(isSo) {
  const banner = document.getElementById("unconnected");
  if (banner.hidden !== isSo) banner.hidden = isSo;
}

function keep(question, answer) {
  unsent.set(question, answer);
  try {
    localStorage.setItem(prefix + question, JSON.stringify(answer));
  } catch { /* It is kept as long as the page is. */ }
}

function release(question) {
  unsent.delete(question);
  try {
    localStorage.removeItem(prefix + question);
  } catch { /* Nothing was kept. */ }
}

/** Sends what there is; done when nothing is left to be sent, or it cannot be. */
function send(options) {
  sending ??= sendAll(options).finally(() => { sending = null; });
  return sending;
}

async function sendAll(options) {
  clearTimeout(retrying);
  for (const [question, answer] of unsent) {
    if (!(await sendOne(question, answer, options))) {
      retrying = setTimeout(send, retryAfter);
      retryAfter = Math.min(retryAfter * 2, 15_000);
      return;
    }
    if (unsent.has(question)) return sendAll(options);
  }
  retryAfter = 1000;
}

/** Whether the server has answered. */
async function sendOne(question, answer, options = {}) {
  const askedAt = performance.now();
  let response;
  try {
    response = await fetch(`${clock.dataset.answers}/${question}`, {
      method: "PUT", headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(answer), ...options,
    });
  } catch {
    connected(false);
    tell(question, "kept");
    return false;
  }
  // What says nothing of the answer passes: a body that took too long, a shield that was in the way.
  if (!response.ok && ![400, 404, 409].includes(response.status)) {
    connected(false);
    tell(question, "kept");
    return false;
  }
  connected(true);
  // What was changed meanwhile is sent next.
  if (unsent.get(question) === answer) release(question);
  if (response.ok) {
    const told = await response.json();
    setClock(told, askedAt);
    noteSaved(question, told);
  } else if (response.status === 400) {
    mistaken(question, true);
  } else if (response.status === 404) {
    // There is no such test any more: the address leads to what there is.
    location.replace(location.pathname + location.search);
  } else {
    const { type } = await response.json();
    tell(question, type.endsWith("/answer-full") ? "full" : "late");
  }
  return true;
}

// The question of this page.

const question = form?.dataset.question;
const state = document.getElementById("state");
let seen = Number(form?.dataset.revision);
let shown = form && JSON.stringify(value());
let dueTimer = 0;
let changedAt = null;
let savedAt = -Infinity;

/** The answer as it is kept; null: none. */
function value() {
  const typed = form.querySelector("input[type=text], textarea");
  if (typed) return typed.value.trim() || null;
  const chosen = [...form.querySelectorAll("input:checked")];
  if (form.dataset.kind === "one") return chosen[0]?.value || null;
  const options = chosen.map((box) => box.name.slice(2));
  return options.length ? options : null;
}

/** Puts an answer into the page that was kept here when it was left. */
function show(value) {
  const typed = form.querySelector("input[type=text], textarea");
  if (typed) {
    typed.value = value ?? "";
    return;
  }
  for (const box of form.querySelectorAll("input[type=radio]")) {
    box.checked = box.value === (value ?? "");
  }
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = (value ?? []).includes(box.name.slice(2));
  }
}

function tell(about, text) {
  if (about === question && state) state.textContent = form.dataset[text];
}

function noteSaved(about, told) {
  if (about !== question) return;
  mistaken(about, false);
  seen = told.revision;
  // Sent untouched from now on, the form writes nothing.
  form.elements.was.value = told.was;
  tell(about, "saved");
  const elsewhere = document.getElementById("elsewhere");
  if (!told.elsewhere) return;
  const time = timeOfDay(Date.parse(told.elsewhere));
  elsewhere.textContent = form.dataset.elsewhere.replace("{time}", time);
  elsewhere.hidden = false;
}

function mistaken(about, isSo) {
  const mistake = document.getElementById("field-a-mistake");
  if (about !== question || !mistake) return;
  mistake.hidden = !isSo;
  const typed = document.getElementById("field-a");
  if (isSo) typed.setAttribute("aria-invalid", "true");
  else typed.removeAttribute("aria-invalid");
  // What is hidden would be read aloud all the same.
  typed.setAttribute("aria-describedby", `field-a-hint${isSo ? " field-a-mistake" : ""}`);
  if (isSo) state.textContent = "";
}

/** Sends the answer of this page, if it has one that has changed, and whatever is left to be sent. */
function save(options) {
  if (form) keepChanged();
  return unsent.size ? send(options) : Promise.resolve();
}

function keepChanged() {
  clearTimeout(dueTimer);
  changedAt = null;
  const text = JSON.stringify(value());
  if (text === shown) return;
  shown = text;
  savedAt = performance.now();
  tell(question, "saving");
  keep(question, { value: JSON.parse(text), seen });
}

/** Saved soon after a change; while somebody types, now and then. */
function changed(event) {
  const at = performance.now();
  changedAt ??= at;
  const isTyped = event.target.matches("input[type=text], textarea");
  const due = isTyped ? Math.max(savedAt + 5000, Math.min(at + 800, changedAt + 5000)) : at + 800;
  clearTimeout(dueTimer);
  dueTimer = setTimeout(save, due - at);
}

/** Forms are sent once all answers are saved, and not while they cannot be. */
async function leave(event) {
  const { target, submitter } = event;
  if (target.dataset.leaving) return;
  event.preventDefault();
  await save();
  // Browsers send no form from within its own submit event.
  await pause(0);
  if (unsent.size) return;
  target.dataset.leaving = "yes";
  target.requestSubmit(submitter);
}

if (form) {
  tell(question, "saved");
  if (seen === 0) state.textContent = "";
  form.addEventListener("input", changed);
}
const leading = form ?? document.getElementById("hand-in");
leading?.addEventListener("submit", leave);
addEventListener("pageshow", () => { delete leading?.dataset.leaving; });

// What was kept when a page was left without a connection.
try {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
    const [kept, answer] = [key.slice(prefix.length), JSON.parse(localStorage.getItem(key))];
    unsent.set(kept, answer);
    if (kept === question) {
      show(answer.value);
      shown = JSON.stringify(value());
    }
  }
} catch { /* A browser that keeps nothing has kept nothing. */ }
if (unsent.size) send();

// The clock goes once all that it may call is there: time can be over already.
setInterval(tick, 500);
tick();
