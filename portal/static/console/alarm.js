/** A new `immediate`: a bar that stays until it is seen, a sound that repeats until then, a number in the title. Anything else new: one soft tone. */
import { announce, byId, fill, h, icon } from "./dom.js";
import { about, ticking } from "./row.js";
import { chime, ring } from "./sound.js";
import { state } from "./state.js";
import { said, t } from "./words.js";

/** Milliseconds between two rings for an `immediate` that nobody has acknowledged. */
const AGAIN = 30_000;
/** @type {Set<string>} */
let known = new Set();
/** What was there before, as far as a tone is worth it; null until the first look. @type {Set<string> | null} */
let heard = null;
let shown = "";
let rangAt = 0;

/** @param {(signal: string) => void} open */
export function renderAlarm(open) {
  const rows = unseen();
  const fresh = rows.some((row) => !known.has(row.signal));
  known = new Set(rows.map((row) => row.signal));
  document.title = rows.length > 0 ? t("title-alarm", { n: rows.length }) : t("title");
  const other = somethingNew();
  if (fresh) sound(t("alarm-said"));
  else if (other) chime();
  draw(rows, open);
}

/** Somebody new waits, or in my hands a word has come that nobody answered. */
function somethingNew() {
  const { waiting = [], mine = [], asked = [] } = state.queue ?? {};
  const told = [...waiting, ...mine, ...asked].filter((row) => row.awaiting === "desk").map((row) => `${row.signal} ${row.last_word_at}`);
  const fresh = heard !== null && told.some((word) => !heard?.has(word));
  heard = new Set(told);
  return fresh;
}

/** Called once a second. */
export function ringOn() {
  if (state.me && unseen().length > 0 && Date.now() - rangAt > AGAIN) sound("");
}

/** @param {string} signal */
export function acknowledge(signal) {
  state.acknowledged.add(signal);
}

function unseen() {
  return (state.queue?.waiting ?? []).filter((row) => row.urgency === "immediate" && !state.acknowledged.has(row.signal));
}

/** @param {string} words */
function sound(words) {
  rangAt = Date.now();
  ring();
  if (words) announce(words, true);
}

/** @param {import("./state.js").Row[]} rows @param {(signal: string) => void} open */
function draw(rows, open) {
  const bar = byId("alarm");
  const print = JSON.stringify(rows);
  if (print === shown && bar.hidden === (rows.length === 0)) return;
  shown = print;
  bar.hidden = rows.length === 0;
  if (rows.length === 0) return fill(bar);
  const [row] = rows;
  const seen = () => { rows.forEach((each) => acknowledge(each.signal)); renderAlarm(open); };
  fill(bar,
    h("div", { class: "what" }, h("strong", {}, icon("octagon"), h("span", {}, said("urgency", "immediate"), h("span", { class: "wide-only" }, t("alarm-nobody")))), ticking(row.waits_since, t("waits")), h("span", {}, about(row)),
      rows.length > 1 && h("span", {}, t("alarm-more", { n: rows.length - 1 }))),
    h("div", { class: "act line" },
      h("button", { class: "primary", type: "button", onclick: () => open(row.signal) }, t("alarm-open")),
      h("button", { type: "button", onclick: seen }, t("alarm-seen"))));
}
