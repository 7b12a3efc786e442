/** Beside the thread: what was asked for, what colleagues noted, who did what. */
import { post } from "./api.js";
import { ask, explained } from "./dialogs.js";
import { fill, h, icon, reconcile, toast } from "./dom.js";
import { typed } from "./keeping.js";
import { newId, sealNote } from "./sealing/index.js";
import { renewDesk } from "./session.js";
import { atTheWeb, draftOf, isMine, state } from "./state.js";
import { day, hour, isoNow } from "./time.js";
import { said, t } from "./words.js";
import { titles } from "./writing.js";

/** @typedef {{refresh: () => Promise<void>, open: (signal: string) => void, gone: () => void}} Act */

/** @param {import("./state.js").Row} row @param {Act} act */
export function marksPanel(row, act) {
  const parts = [];
  if (row.asked_to_delete) {
    parts.push(h("p", { class: "line" }, icon("erase"), h("strong", {}, t("delete-title"))), h("p", {}, t("delete-text")));
    if (isMine(row)) parts.push(h("div", { class: "line" },
      h("button", { type: "button", onclick: () => decide(row, "keep", act) }, t("keep")),
      h("button", { type: "button", onclick: () => decide(row, "erase", act) }, icon("erase"), t("erase"))));
    else parts.push(h("p", { class: "small quiet" }, t("delete-claim-first")));
  }
  if (row.under_cover) parts.push(h("p", { class: "line" }, icon("mask"), h("strong", {}, t("cover-title"))), h("p", {}, t("cover-text")));
  const linked = row.linked_to;
  if (linked) parts.push(h("button", { type: "button", onclick: () => act.open(linked) }, icon("link"), t("linked-open")));
  return parts.length > 0 ? h("section", { class: "panel", "aria-label": t("marks") }, parts) : null;
}

/** @param {import("./state.js").Row} row @param {"keep" | "erase"} decision @param {Act} act */
async function decide(row, decision, act) {
  const text = decision === "erase" && atTheWeb(row) ? t("erase-text-web") : t(`${decision}-text`);
  const sure = await ask({ title: t(`${decision}-title`), text, yes: t(`${decision}-yes`), final: decision === "erase" });
  if (!sure) return;
  try {
    const answer = await post(`/signals/${row.signal}/asked-to-delete`, { decision });
    toast(t(`${decision}-done`));
    await (answer.gone && state.open?.signal === row.signal ? act.gone() : act.refresh());
  } catch (error) {
    toast(explained(error));
  }
}

/** Drawn once for a signal: nobody loses the caret because a colleague noted something. @param {string} signal @param {Act} act */
export function notesPanel(signal, act) {
  const draft = draftOf(signal);
  const area = h("textarea", { id: "note", rows: "2", "aria-label": t("note-new"), placeholder: t("note-placeholder"), value: draft.note });
  area.addEventListener("input", () => { draft.note = area.value; typed(signal); });
  area.addEventListener("draft", () => { if (area.value !== draft.note) area.value = draft.note; });
  const failed = h("p", { class: "small", role: "alert" });
  const save = h("button", { type: "button", onclick: async () => {
    if (!draft.note.trim()) return area.focus();
    if (save.getAttribute("aria-disabled")) return;
    save.setAttribute("aria-disabled", "true");
    try {
      await saveNote(signal, draft);
      area.value = draft.note;
      fill(failed);
      await act.refresh();
    } catch (error) {
      fill(failed, explained(error));
    }
    save.removeAttribute("aria-disabled");
  } }, t("note-save"));
  return h("section", { class: "panel", "aria-label": t("notes") }, h("h2", {}, t("notes")),
    h("p", { class: "small quiet" }, t("notes-who")), h("div", { class: "noted" }), area, save, failed);
}

/** @param {Element} rail @param {import("./opening.js").OpenedNote[]} notes */
export function renderNotes(rail, notes) {
  reconcile(/** @type {Element} */ (rail.querySelector(".noted")), notes, ({ id }) => id, JSON.stringify, noteElement);
}

/** @param {string} signal @param {import("./state.js").Draft} draft */
async function saveNote(signal, draft) {
  if (!draft.noteId) { draft.noteId = newId(); typed(signal); }
  const text = draft.note.trim();
  const note = { id: draft.noteId, at: isoNow(), by: state.me.member, text };
  const send = async () => post(`/signals/${signal}/notes`, { ...await sealNote(state.keys.deskPub, signal, note, state.keys.mine.sign), kid: state.keys.deskKid });
  await send().catch(async (/** @type {any} */ error) => {
    // the desk has another key since: whoever left may have this one
    if (error.code !== "key-changed") throw error;
    await renewDesk();
    return send();
  });
  [draft.note, draft.noteId] = [draft.note.trim() === text ? "" : draft.note, ""];
  typed(signal);
}

/** @param {any} note */
function noteElement(note) {
  if (note.text === null) return h("div", { class: "note" }, h("p", { class: "line quiet" }, icon("lock"), t("note-closed")));
  return h("div", { class: note.signed ? "note" : "note unsigned" },
    h("p", { class: "small line" }, h("strong", {}, note.by), h("time", { class: "quiet", datetime: note.at }, `${day(note.at)}, ${hour(note.at)}`)),
    !note.signed && h("p", { class: "mark attention" }, icon("triangle"), t("note-unsigned")),
    h("p", { class: "text" }, note.text));
}

/** @param {{at: string, by: string, verb: string, despite?: string[]}[]} journal @param {boolean} open */
export function journalPanel(journal, open) {
  const known = state.colleagues ?? new Map();
  const who = (/** @type {string} */ by) => (["reporter", "house"].includes(by) ? t(`journal-${by}`) : by === state.me.member ? state.me.name : (known.get(by)?.name ?? by));
  const lines = [...journal].reverse().map(({ at, by, verb, despite }) => h("li", {}, h("time", { datetime: at }, `${day(at)}, ${hour(at)}`), h("span", {}, t("journal-line", { who: who(by), did: said("verb", verb) }), despite ? h("span", { class: "small quiet" }, t("journal-despite", { what: titles(despite) })) : null)));
  return h("details", { class: "panel journal", open }, h("summary", {}, t("journal")), h("ul", {}, lines));
}
