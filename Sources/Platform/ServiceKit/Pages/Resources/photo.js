// Sends the photo of a form ([data-photo]) so that a lost connection loses nothing: drawn as small as
// suffices, kept in the browser until the server has answered, and sent again whenever it may get
// through. Without this script the form sends what was chosen as it is.
"use strict";

{
  // A page that is kept up to date replaces them.
  const form = () => document.querySelector("form[data-photo]");
  const part = (id) => document.getElementById(id);
  const files = ["photo", "photo_before"];
  const longestSide = 2048;
  const quality = 0.85;
  const firstPause = 2_000;
  const longestPause = 60_000;
  const keptMilliseconds = 7 * 24 * 60 * 60_000;
  /** What comes when a server is away for a while, or nothing at all. */
  const away = [0, 408, 425, 429, 502, 503, 504];
  const mostRefusals = 5;

  /** Whose photos these are: whoever else uses the phone neither sends nor sees them. */
  const whose = document.querySelector("[data-whose]")?.dataset.whose;
  /** Of the photos that nothing waits for any more. */
  const done = [...document.querySelectorAll("[data-done-with]")];
  let address = form()?.getAttribute("action");
  /** The photo that the server does not have yet. */
  let kept;
  let sending;
  let timer;
  let pause = firstPause;
  /** How often in a row it was answered and not taken. */
  let refusals = 0;

  // Where it is kept: by whose it is and the address that it is for, in which the order's id is. It
  // outlasts a sign-out, since it may be all that proves who was where.

  function opened() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open("photos", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }

  /** Does something with what is kept; where a browser keeps nothing, the page alone has it. */
  async function stored(mode, act) {
    try {
      const database = await opened();
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("photos", mode);
        const request = act(transaction.objectStore("photos"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      }).finally(() => database.close());
    } catch {
      return undefined;
    }
  }

  const keep = () =>
    stored("readwrite", (photos) => photos.put({ photo: kept, at: Date.now() }, [whose, address]));
  const recall = async () =>
    address && (await stored("readonly", (photos) => photos.get([whose, address])))?.photo;
  const drop = (from) => stored("readwrite", (photos) => photos.delete([whose, from]));

  /** Homes and signatures do not stay on a phone that was never asked for them again. */
  const forgetOld = () => walk((cursor) => {
    if (!(cursor.value.at > Date.now() - keptMilliseconds)) cursor.delete();
  });

  /** Photos had no time once, and no owner: whoever may open their page now is it. */
  const takeOver = () => walk((cursor, photos) => {
    const { value } = cursor;
    const entry = value instanceof Blob ? { photo: value, at: Date.now() } : value;
    const isHere = [address, ...done.map((each) => each.dataset.doneWith)].includes(cursor.key);
    if (isHere) photos.put(entry, [whose, cursor.key]);
    if (isHere) cursor.delete();
    else if (entry !== value) cursor.update(entry);
  });

  const walk = (act) => stored("readwrite", (photos) => {
    const walking = photos.openCursor();
    walking.onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      act(cursor, photos);
      cursor.continue();
    };
    return walking;
  });

  /** A photo that nothing waits for goes, and if the server never got it, not without a word. */
  async function clear(place) {
    const from = place.dataset.doneWith;
    const entry = await stored("readonly", (photos) => photos.get([whose, from]));
    if (entry && place.textContent) place.hidden = false;
    await drop(from);
  }

  async function forget() {
    clearTimeout(timer);
    kept = undefined;
    await drop(address);
    show();
    release();
  }

  /** As small as suffices, whatever its type says; fails for what this browser cannot show. */
  async function drawn(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext("2d");
    // What shines through in a drawing is paper.
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    // A browser without the memory for it sends what was chosen.
    return new Promise((resolve) => {
      canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", quality);
    });
  }

  // What the page says of it.

  /** @param answer what came back instead, where the words have a place for it */
  function show(word, answer) {
    if (!form()) return;
    part("kept-photo").hidden = !word;
    part("discard-photo").hidden = !kept;
    part("photo-sent").hidden = word !== "sending";
    part("send-photo").hidden = word !== "stopped" && word !== "large";
    const words = word ? part("photo-state").dataset[word] : "";
    part("photo-state").textContent = words.replace("{answer}", () => answer);
    form().hidden = Boolean(kept);
    // Nothing takes its place while somebody waits for it.
    if (kept) form().dataset.touched = "";
  }

  /** The page is kept up to date again: what it is about may have moved on. */
  function release() {
    if (form()) delete form().dataset.touched;
  }

  /** Why it was refused, as the answer's page says it. */
  function refuse(said) {
    part("mistakes")?.remove();
    document.querySelector("main .page-head").after(document.adoptNode(said));
    said.focus();
  }

  // Sending.

  function body() {
    const data = new FormData(form());
    for (const name of files) data.delete(name);
    data.append("photo", kept, "photo.jpg");
    return data;
  }

  /** Once; without an answer the status is 0. */
  function sent() {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.setRequestHeader("Accept", "text/html");
      request.upload.onprogress = ({ loaded, total }) => {
        part("photo-sent").value = loaded / total;
      };
      request.onloadend = () => resolve(request);
      request.send(body());
    });
  }

  async function attempt() {
    clearTimeout(timer);
    if (!kept || sending) return;
    sending = true;
    part("photo-sent").value = 0;
    show("sending");
    const { status, responseURL, responseText } = await sent();
    sending = false;
    if (!kept) return;
    if (away.includes(status)) return wait();
    if (status === 401) return show("session");
    if (status === 403) return askWhy();
    // Without a page of ours something in between has answered, which knows nothing of photos.
    const page = parsed(responseText);
    const mistakes = page.getElementById("mistakes");
    const isTaken = status < 300 && page.querySelector("main .page-head");
    if (!mistakes && !isTaken) return turnedAway(status, page);
    await forget();
    if (isTaken) return location.assign(responseURL);
    refuse(mistakes);
  }

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

  /** Each time longer; a browser that is online again says so. */
  function wait() {
    refusals = 0;
    show("waiting");
    again();
  }

  function again() {
    timer = setTimeout(attempt, pause);
    pause = Math.min(2 * pause, longestPause);
  }

  /** What takes nothing once may well go on so: nobody pays for sending it for ever. */
  function turnedAway(status, page) {
    refusals += 1;
    if (refusals < mostRefusals) {
      show("waiting");
      return again();
    }
    const said = page?.querySelector("h1")?.textContent ?? "";
    show(status === 413 ? "large" : "stopped", `${status} ${said}`.trim());
  }

  /** Forbidden are forms of another session and people without rights: the page knows which. */
  async function askWhy() {
    const asked = { headers: { Accept: "text/html" }, redirect: "manual" };
    const answer = await fetch(location.href, asked).catch(() => undefined);
    if (!answer) return wait();
    if (answer.type === "opaqueredirect" || answer.status === 401) return show("session");
    if (!answer.ok && answer.status !== 403) return turnedAway(403);
    const fresh = parsed(await answer.text()).querySelector("form[data-photo]");
    // It says why; the photo stays until it is asked for again.
    if (fresh?.dataset.whose !== whose) return location.reload();
    form().elements.form_token.value = fresh.elements.form_token.value;
    turnedAway(403);
  }

  async function take(event) {
    if (!event.target.matches("form[data-photo]")) return;
    // One too many or none: the server says it.
    const [picture, ...more] = chosen();
    if (!picture || more.length) return;
    event.preventDefault();
    address = event.target.getAttribute("action");
    try {
      kept = await drawn(picture);
    } catch {
      release();
      return show("undecodable");
    }
    part("mistakes")?.remove();
    await keep();
    start();
  }

  function start() {
    pause = firstPause;
    refusals = 0;
    attempt();
  }

  // While a camera is open, what it is to fill stays on the page; so does what was chosen before.
  const chosen = () => files.flatMap((name) => [...form().elements[name].files]);
  document.addEventListener("click", ({ target }) => {
    if (target.matches("[data-photo] [type=file]")) form().dataset.touched = "";
  });
  document.addEventListener("cancel", ({ target }) => {
    if (target.matches("[data-photo] [type=file]") && !chosen().length) release();
  });
  document.addEventListener("submit", take);
  document.addEventListener("click", ({ target }) => {
    if (target.id === "discard-photo") forget();
    if (target.id === "send-photo") start();
  });
  window.addEventListener("online", attempt);
  if (whose) {
    takeOver().then(forgetOld).then(recall).then((photo) => {
      kept ??= photo;
      attempt();
      return Promise.all(done.map(clear));
    });
  }
}
