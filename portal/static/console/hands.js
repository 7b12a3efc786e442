/** In whose hands a signal is: taken from whom, by whom, when; who else has read it; and what was typed when it was taken. */
import { post } from "./api.js";
import { choose, settled } from "./choose.js";
import { explained } from "./dialogs.js";
import { announce, byId, h, icon, toast } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { newId, sealNote } from "./sealing/index.js";
import { renewDesk } from "./session.js";
import { isMine, state } from "./state.js";
import { day, hour, isoNow } from "./time.js";
import { t } from "./words.js";

/** @typedef {import("./state.js").Row} Row @typedef {import("./case-acts.js").Act} Act */

/** Takings that were said aloud once. @type {Set<string>} */
const told = new Set();

/** @param {string} iso */
function moment(iso) {
  return `${day(iso)}, ${hour(iso)}`;
}

/** What a row says of it to whoever held it. @param {Row} row */
export function takenMark({ case: { taken } }) {
  if (taken?.of.member !== state.me.member) return null;
  return h("span", { class: "mark attention" }, icon("person"), t("taken-mark", { name: taken.by.name, at: hour(taken.at) }));
}

/** A signal of mine is in other hands since the last look: said once, whatever stands on the screen. */
export function handsChanged() {
  const rows = [...(state.queue?.others ?? []), ...(state.queue?.asked ?? []), ...(state.queue?.waiting ?? [])];
  for (const { signal, case: { taken } } of rows) {
    if (taken?.of.member !== state.me?.member || told.has(`${signal}${taken.at}`)) continue;
    told.add(`${signal}${taken.at}`);
    toast(t("taken-said", { name: taken.by.name }));
    announce(t("taken-said", { name: taken.by.name }), true);
  }
}

/** @param {Row} row @param {{at: string, by: string, verb: string}[]} journal */
export function handsPanel(row, journal) {
  const { taken } = row.case;
  const known = state.colleagues ?? new Map();
  const name = (/** @type {string} */ by) => known.get(by)?.name ?? by;
  const mine = journal.findLastIndex(({ by, verb }) => by === state.me.member && ["claimed", "broke-glass"].includes(verb));
  const others = isMine(row) ? journal.slice(mine + 1).filter(({ by, verb }) => verb === "opened" && by !== state.me.member) : [];
  const readers = new Map(others.map(({ by, at }) => [by, at]));
  if (!taken && readers.size === 0) return null;
  return h("section", { class: "panel hands", "aria-label": t("hands") },
    taken && h("p", { class: "line warned" }, icon("person"), h("span", {}, t("taken-line", { of: taken.of.name, by: taken.by.name, at: moment(taken.at) }))),
    [...readers].map(([by, at]) => h("p", { class: "line small" }, icon("eye"), h("span", {}, t("also-read", { name: name(by), at: moment(at) })))));
}

/** In an emergency: a supervisor takes what a colleague holds, and says why. The reason is a sealed note. @param {Row} row @param {Act} act */
export async function breakGlass(row, act) {
  const holder = row.held_by;
  if (!holder) return;
  const kept = { signal: row.signal, name: "break-glass" };
  const answer = await choose({
    title: t("case-break-glass"), text: t("case-break-glass-text", { name: holder.name }), yes: t("case-break-glass-yes"),
    fields: [{ name: "why", label: t("case-break-glass-why"), kind: "area" }], kept });
  if (!answer?.why) return;
  const note = { id: newId(), at: isoNow(), by: state.me.member, text: t("case-break-glass-note", { name: holder.name, why: answer.why }) };
  const request = newId();
  const land = unlessGoneOn();
  const send = async () => post(`/signals/${row.signal}/break-glass`, { request, holder: holder.member,
    note: { ...await sealNote(state.keys.deskPub, row.signal, note, state.keys.mine.sign), kid: state.keys.deskKid } });
  try {
    await send().catch(async (/** @type {any} */ error) => {
      // the desk has another key since: whoever left may have this one
      if (error.code !== "key-changed") throw error;
      await renewDesk();
      return send();
    });
    settled(kept);
    toast(t("case-break-glass-done"));
  } catch (error) {
    toast(explained(error));
  }
  await act.refresh();
  if (state.open?.signal === row.signal) land(byId("reply"));
}
