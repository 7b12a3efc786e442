/** One signal in the queue: what is needed to decide, before anybody opens a word of it. */
import { caseMarks } from "./case.js";
import { h, icon } from "./dom.js";
import { atTheWeb, hasUnsent } from "./state.js";
import { waited } from "./time.js";
import { knows, said, t } from "./words.js";

/** @typedef {import("./state.js").Row} Row */

const SHAPES = { immediate: "octagon", urgent: "triangle", standard: "circle", planned: "square" };

/** Word, shape and colour. @param {string} urgency */
export function urgencyBadge(urgency) {
  const shape = /** @type {any} */ (SHAPES)[urgency] ?? "triangle";
  return h("span", { class: `urgency ${urgency}` }, icon(shape), said("urgency", urgency));
}

/** @param {string} since ISO 8601 @param {string} [lead] a word before it */
export function ticking(since, lead = "") {
  return h("span", { class: "waited" }, lead && h("small", {}, lead), h("time", { "data-since": since, datetime: since }, waited(since)));
}

/** Reporters whose name says that they are grown up. */
const GROWN = ["parent", "relative", "neighbour", "teacher", "professional", "adult_survivor"];
/** Reasons that a row has room for; the signal shows all. */
const REASONS_SHOWN = 3;
const DOT = "\u00a0· ";

/** Who writes about whom, and nobody's age is taken for another's. @param {Row} row @returns {string[]} */
function who({ reporter, age_band: age }) {
  if (!age && (!reporter || reporter === "child")) return [t("who-unknown")];
  if (!reporter && age === "adult") return [t("who-adult")];
  const [name, years] = [said("reporter", reporter ?? "child"), age ? said("age", age) : ""];
  if (!reporter || reporter === "child" || age === "adult") return GROWN.includes(reporter ?? "") ? [name] : [name, years];
  return years ? [name, t("age-of-author", { age: years })] : [name];
}

/** Who writes, age, language, country, how many messages. @param {Row} row @returns {any[]} nodes and text */
export function about(row) {
  const [name, ...age] = who(row);
  const region = row.region ? said("region", row.region) : t("region-unknown");
  const rest = [...age, said("language", row.language), region, door(row), t("messages", { n: row.words })].filter(Boolean);
  return [h("b", {}, name), DOT + rest.join(DOT)];
}

/** Where she is, and what led her to our page. @param {Row} row */
function door(row) {
  if (!atTheWeb(row) || !row.source) return knows("door", row.door) ? said("door", row.door) : "";
  return t(row.source.startsWith("poster-") ? "door-poster-of" : "door-web-of", { source: row.source });
}

/** The gravest come first from the server. @param {Row} row */
export function reasons(row) {
  const shown = row.reasons.slice(0, REASONS_SHOWN).map((code) => said("reason", code));
  const left = row.reasons.length - shown.length;
  return [...shown, ...(left > 0 ? [t("reasons-more", { n: left })] : [])].join(DOT);
}

/** @param {Row} row @param {string} me member id */
export function marks(row, me) {
  return [
    knows("mark", row.consent) && h("span", { class: "mark attention" }, icon("hand"), said("mark", row.consent)),
    hasUnsent(row.signal) && h("span", { class: "mark attention" }, icon("lock"), t("mark-draft")),
    row.place_given && h("span", { class: "mark attention" }, icon("place"), t("mark-place")),
    row.abroad && h("span", { class: "mark attention" }, icon("globe"), t("mark-abroad")),
    row.asked_to_delete && h("span", { class: "mark attention" }, icon("erase"), t("mark-delete")),
    row.code_wanted && h("span", { class: "mark attention" }, icon("lock"), t("mark-code")),
    row.under_cover && h("span", { class: "mark attention" }, icon("mask"), t("mark-cover")),
    ...caseMarks(row, me),
    row.held_by && row.held_by.member !== me && h("span", { class: "mark" }, icon("person"), t("mark-held", { name: row.held_by.name })),
  ].filter(Boolean);
}

/** Since when somebody waits, and for whom. @param {Row} row */
export function waiting(row) {
  if (row.awaiting === "reporter") return ticking(row.last_word_at, t("last-word"));
  return ticking(row.waits_since, t("waits"));
}

/**
 * @param {Row} row @param {string} me
 * @param {{open: (signal: string) => void, claim: (signal: string) => void}} act
 */
export function rowElement(row, me, act) {
  return h("li", { class: `row ${row.urgency}`, "data-row": row.signal },
    h("button", { class: "open", type: "button", onclick: () => act.open(row.signal) },
      h("span", { class: "head" }, urgencyBadge(row.urgency), waiting(row)),
      h("span", { class: "about" }, about(row)),
      row.reasons.length > 0 && h("span", { class: "reasons" }, reasons(row)),
      h("span", { class: "marks" }, marks(row, me))),
    !row.held_by && h("button", { class: "take", type: "button", tabindex: "-1", "aria-label": t("claim-of", { what: said("urgency", row.urgency) }), onclick: () => act.claim(row.signal) }, t("claim")));
}
