/** Away at once: the page is empty before anything else happens, and nothing brings back what stood in it. */

/** Milliseconds within which Shift is pressed three times. */
const WITHIN = 5_000;
const TIMES = 3;

/** @type {((hide: boolean) => void)[]} */
const forgets = [];
let gone = false;

/** @param {(hide: boolean) => void} forget is told whether she hides; may run twice, must not wait */
export function onLeaving(forget) {
  forgets.push(forget);
}

/** Empties the document in the same breath. @param {boolean} hide */
function blank(hide) {
  document.documentElement.replaceChildren();
  document.title = "";
  for (const forget of forgets) {
    try { forget(hide); } catch { /* the next one still must */ }
  }
}

/** @param {string} elsewhere an address that tells nothing, as the server gave it */
export function leave(elsewhere) {
  gone = true;
  blank(true);
  history.replaceState(null, "", "/");
  location.replace(elsewhere);
}

/** Milliseconds for one line on an empty page. */
const LAST_LINE = 8_000;

/** What was deleted is gone at once; one line says so, and then she is elsewhere. @param {string} line @param {string} elsewhere */
export function leaveSaying(line, elsewhere) {
  blank(true);
  gone = true;
  const said = Object.assign(document.createElement("p"), { id: "last" });
  said.setAttribute("role", "status");
  said.textContent = line;
  const body = document.createElement("body");
  body.append(said);
  document.documentElement.append(body);
  history.replaceState(null, "", "/");
  const away = () => location.replace(elsewhere);
  addEventListener("click", away);
  addEventListener("keydown", away);
  setTimeout(away, LAST_LINE);
}

/** @param {Element} hide the button that is always there, a plain link without this script */
export function startExit(hide) {
  const elsewhere = hide.getAttribute("href") || "about:blank";
  const away = (/** @type {Event} */ event) => { event.preventDefault(); leave(elsewhere); };
  hide.addEventListener("click", away);
  hide.addEventListener("auxclick", away);
  threeTimes(() => leave(elsewhere));
  // However she leaves, also by the back button: what the browser keeps of the page is an empty one
  addEventListener("pagehide", () => blank(false));
  addEventListener("pageshow", ({ persisted }) => { if (persisted || gone) location.replace(gone ? elsewhere : "/"); });
  return () => leave(elsewhere);
}

/** Shift with a letter is a capital letter, Shift alone three times is not. @param {() => void} then */
function threeTimes(then) {
  /** @type {number[]} */
  let presses = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= TIMES) then();
  }, true);
}
