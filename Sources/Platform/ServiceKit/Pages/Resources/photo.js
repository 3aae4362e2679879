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

  let address = form()?.getAttribute("action");
  /** The photo that the server does not have yet. */
  let kept;
  let sending;
  let timer;
  let pause = firstPause;

  // Where it is kept: by the address that it is for, in which the order's id is.

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
    stored("readwrite", (photos) => photos.put({ photo: kept, at: Date.now() }, address));
  const recall = async () => (await stored("readonly", (photos) => photos.get(address)))?.photo;

  /** Homes and signatures do not stay on a phone that was never asked for them again. */
  const forgetOld = () => stored("readwrite", (photos) => {
    const walking = photos.openCursor();
    walking.onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      if (!(cursor.value.at > Date.now() - keptMilliseconds)) cursor.delete();
      cursor.continue();
    };
    return walking;
  });

  async function forget() {
    clearTimeout(timer);
    kept = undefined;
    await stored("readwrite", (photos) => photos.delete(address));
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

  function show(word) {
    if (!form()) return;
    part("kept-photo").hidden = !word;
    part("discard-photo").hidden = !kept;
    part("photo-sent").hidden = word !== "sending";
    part("photo-state").textContent = word ? part("photo-state").dataset[word] : "";
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
    if (status === 401 || status === 403) return show("session");
    // Without a page of ours something in between has answered, which knows nothing of photos.
    const page = new DOMParser().parseFromString(responseText, "text/html");
    const mistakes = page.getElementById("mistakes");
    const isTaken = status < 300 && page.querySelector("main .page-head");
    if (status === 408 || status === 429 || !mistakes && !isTaken) return wait();
    await forget();
    if (isTaken) return location.assign(responseURL);
    refuse(mistakes);
  }

  /** Each time longer; a browser that is online again says so. */
  function wait() {
    show("waiting");
    timer = setTimeout(attempt, pause);
    pause = Math.min(2 * pause, longestPause);
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
    pause = firstPause;
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
  });
  window.addEventListener("online", attempt);
  if (address) {
    forgetOld().then(recall).then((photo) => {
      kept ??= photo;
      attempt();
    });
  }
}
