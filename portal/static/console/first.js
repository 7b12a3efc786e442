/** What must be seen before the talk: an adult's missing consent (P-03.2), where somebody is (rule 13), what she wants (P-11.2), what the bot asks no more. */
import { fill, h, icon } from "./dom.js";
import { drillPart } from "./drills.js";
import { hour } from "./time.js";
import { unasked, unaskedLine } from "./unasked.js";
import { said, t } from "./words.js";

/** @typedef {import("./opening.js").OpenedEntry} Entry */

/** Entries that answer an open question with nothing that can be found or granted (triage/card.py). */
const NO_WORDS = ["answer", "sticker", "poll"];
/** An adult about her own past has not said yes, and what is in hand here stays here. */
const NO_CONSENT = ["asked", "refused"];

/** @param {Entry} entry @param {string} screen */
function answers({ kind, fields }, screen) {
  return kind === "word" && fields && fields.asked === screen && !NO_WORDS.includes(fields.from) && (fields.text || fields.media);
}

/** @param {Entry} entry */
function isPlace(entry) {
  return answers(entry, "ask_place") || (entry.kind === "word" && entry.fields?.from === "location");
}

/**
 * The same nodes while nothing was added: an address that somebody is just copying stays selected.
 * @param {any} box @param {any} open of state.js, its entries opened @param {import("./state.js").Row} row
 */
export function renderFirst(box, open, row) {
  const places = open.entries.filter(isPlace);
  const wishes = open.entries.filter((/** @type {Entry} */ entry) => answers(entry, "ask_wishes"));
  const left = unasked(open.entries, row);
  const print = JSON.stringify([row.case.drill, left, places.map(idOf), wishes.map(idOf), row.place_given, row.wishes_given, row.consent]);
  if (open.first === print) return;
  open.first = print;
  const parts = [drillPart(row), consent(row.consent), part("place", places, row.place_given), part("wishes", wishes, row.wishes_given), unaskedLine(left)].filter(Boolean);
  box.hidden = parts.length === 0;
  fill(box, parts);
}

/** @param {Entry} entry */
function idOf(entry) {
  return entry.id;
}

/** @param {string} how */
function consent(how) {
  if (!NO_CONSENT.includes(how)) return null;
  return h("section", { class: `part consent ${how}`, "aria-label": t("consent") },
    h("h2", { class: "line" }, icon("hand"), t("consent")), h("p", { class: "words" }, said("consent", how)));
}

/** @param {"place" | "wishes"} name @param {Entry[]} entries @param {boolean} given the server knows that there is one */
function part(name, entries, given) {
  if (entries.length === 0 && !given) return null;
  const closed = entries.length === 0 && h("p", { class: "line" }, icon("lock"), h("span", {}, said("closed", name)));
  return h("section", { class: `part ${name}`, "aria-label": t(name) },
    h("h2", { class: "line" }, icon(name === "place" ? "place" : "hand"), t(name)), entries.map(line), closed);
}

/** @param {Entry} entry */
function line({ id, fields }) {
  const found = fields.from === "location" ? "words found" : "words";
  const spoken = !fields.text && h("button", { type: "button", class: "plain", onclick: () => toEntry(id) }, icon("arrow"), t("voice-below"));
  return h("div", { class: "said" }, h("time", { datetime: fields.at }, hour(fields.at)), spoken || h("p", { class: found }, fields.text));
}

/** @param {string} id */
function toEntry(id) {
  document.querySelector(`#thread [data-entry="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
}
