/** The thread: her words large and exact, each with its time, its kind and the screen that was shown. */
import { answersBlock, isAnswer } from "./answers.js";
import { h, icon, reconcile } from "./dom.js";
import { atTheWeb } from "./state.js";
import { day, hour } from "./time.js";
import { voice } from "./voice.js";
import { knows, said, t } from "./words.js";

const STATE_ICONS = { waiting: "clock", shown: "eye", undelivered: "arrow", sealed: "lock" };

/** @typedef {{replies: Record<string, string>, media: Record<string, string>, row: import("./state.js").Row}} States as GET opened answers */

/** A name of what was spoken (protocol 5.4): it becomes part of an address. */
const MEDIA = /^[0-9a-f]{32}$/;

/**
 * @param {Element} list @param {import("./opening.js").OpenedEntry[]} entries @param {States} states
 * @param {null | ((id: string, text: string) => void)} again null: not mine to send
 */
export function renderThread(list, entries, states, again) {
  let before = "";
  /** @type {{key: string, print: string, build: () => HTMLElement}[]} */
  const parts = [];
  for (const run of folded(entries)) {
    const [entry] = run;
    const date = entry.fields ? day(entry.fields.at) : before;
    if (date !== before) parts.push({ key: `${date} ${entry.id}`, print: date, build: () => h("li", {}, h("h2", { class: "day" }, date)) });
    before = date;
    const state = states.replies[entry.id] ?? states.media[entry.fields?.media];
    parts.push({ key: entry.id, print: JSON.stringify([run, state, states.row.door, again !== null]), build: () => drawn(run, states, again) });
  }
  reconcile(list, parts, (one) => one.key, (one) => one.print, (one) => one.build());
}

/** @param {import("./opening.js").OpenedEntry[]} run @param {States} states @param {null | ((id: string, text: string) => void)} again */
function drawn(run, states, again) {
  const [entry] = run;
  if (isAnswer(entry)) return answersBlock(run);
  return entry.kind === "reply" ? reply(entry, states, again) : word(entry, states.media);
}

/** Answers of one day that follow each other stand together, everything else alone. @param {import("./opening.js").OpenedEntry[]} entries */
function folded(entries) {
  /** @type {import("./opening.js").OpenedEntry[][]} */
  const runs = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isAnswer(entry) && isAnswer(last[0]) && day(entry.fields.at) === day(last[0].fields.at)) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** @param {import("./opening.js").OpenedEntry} entry @param {Record<string, string>} media */
function word({ id, fields }, media) {
  if (!fields) return closed(id, "word");
  const kind = knows("from", fields.from) ? h("span", {}, said("from", fields.from)) : null;
  const asked = fields.asked ? h("span", {}, t(fields.asked.startsWith("ask_") ? "question" : "asked", { screen: said("asked", fields.asked) })) : null;
  const spoken = MEDIA.test(fields.media ?? "") ? voice(fields, media[fields.media]) : null;
  const words = fields.text ? h("p", { class: "words" }, fields.text) : !spoken && h("p", { class: "words quiet" }, t("no-words"));
  return h("li", { class: "entry word", "data-entry": id }, meta(fields, kind, asked), words, spoken);
}

/** At our page a reply is never lost: it lies in the thread until it is opened there. @param {string | undefined} state @param {boolean} web */
function stateOf(state, web) {
  return web && state !== "shown" ? "waiting" : state ?? "sealed";
}

/** @param {import("./opening.js").OpenedEntry} entry @param {States} states @param {null | ((id: string, text: string) => void)} again */
function reply({ id, fields }, { replies, row }, again) {
  const state = stateOf(replies[id], atTheWeb(row));
  // sealed for a page that she has left for Telegram: there it opens for nobody
  const lost = state === "undelivered" || state === "sealed" && replies[id] === "sealed";
  const how = state === "sealed" ? t("send-to-telegram") : t("send-again");
  const send = lost && again && fields
    ? h("button", { type: "button", class: "again", onclick: () => again(id, fields.text) }, icon("arrow"), how)
    : null;
  const word = send ? null : [icon(/** @type {any} */ (STATE_ICONS)[state] ?? "lock"), h("span", {}, said("state", state))];
  const foot = h("p", { class: `state ${state}` }, word, send);
  if (!fields) return closed(id, "reply", foot);
  return h("li", { class: "entry reply", "data-entry": id }, meta(fields, h("span", {}, t("reply-of-desk"))), h("p", { class: "words" }, fields.text), foot);
}

/** @param {any} fields @param {...any} more */
function meta(fields, ...more) {
  return h("p", { class: "meta" }, h("time", { datetime: fields.at }, hour(fields.at)), more);
}

/** @param {string} id @param {string} kind @param {any} [foot] */
function closed(id, kind, foot) {
  return h("li", { class: `entry closed ${kind}`, "data-entry": id },
    h("p", { class: "words line" }, icon("lock"), h("span", {}, t("entry-closed"))), foot ?? null);
}
