/** One calm line on what is going on, and the numbers beside it when it goes wrong. */
import { byId, fill, h } from "../console/elements.js";
import { waiting } from "./conversation.js";
import { linked, UNTRANSLATED } from "./screens.js";
import { t } from "./texts.js";

/** Milliseconds that something may take before the page says so. */
const BLINK = 300;

let troubled = false;
/** What stands there: for another language. @type {[string, {numbers?: boolean}]} */
let standing = ["", {}];
/** @type {any} */
let timer;

/** @param {string} key of the words, "" for none @param {{numbers?: boolean}} [more] */
export function say(key, { numbers = false } = {}) {
  clearTimeout(timer);
  if (!byId("status")) return; // she left meanwhile
  standing = [key, { numbers }];
  const lines = key ? t(key).split("\n").map((line) => h("p", {}, linked(line))) : [];
  const said = lines.some((line) => line.querySelector("a"));
  const list = numbers && !said ? byId("calls")?.cloneNode(true) : null;
  list?.removeAttribute("id");
  fill(byId("status"), ...lines, list);
}

/** In the language of now. */
export function restate() {
  if (standing[0]) say(...standing);
}

/** What she sent and what is not there yet; what can be pressed meanwhile. */
export function drawQueue() {
  if (!byId("pending")) return;
  const deeds = waiting();
  fill(byId("pending"), ...deeds.filter(({ fields }) => fields?.text).map(({ fields }) => h("p", UNTRANSLATED, /** @type {any} */ (fields).text)));
  if (!deeds.length) { troubled = false; byId("plainly")?.remove(); }
  for (const button of document.querySelectorAll("#screens button, #foot button")) /** @type {HTMLButtonElement} */ (button).disabled = deeds.length > 0;
  for (const button of document.querySelectorAll("#send, #voice button")) /** @type {HTMLButtonElement} */ (button).disabled = deeds.length > 0 && !troubled;
  clearTimeout(timer);
  if (!deeds.length) say("");
  else if (!troubled) timer = setTimeout(() => say("sending"), BLINK);
}

/** @param {import("./client.js").Failed | null} failed null: it works again */
export function drawTrouble(failed) {
  const first = failed !== null && !troubled;
  troubled = failed !== null;
  drawQueue();
  if (failed) say(wordsFor(failed), { numbers: true });
  if (first && document.activeElement?.id !== "text") scrollTo(0, 0);
}

/** @param {import("./client.js").Failed} failed */
function wordsFor({ status }) {
  if (status === 0) return "offline";
  return status >= 500 ? "down" : "again";
}
