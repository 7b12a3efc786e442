/** The reply box. What was typed stays until the server said that it has it; one draft is one reply, however often it is sent. */
import { get, post } from "./api.js";
import { checkBox } from "./check-box.js";
import { explained } from "./dialogs.js";
import { announce, byId, fill, h, icon, toast } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { adopt, keep, typed } from "./keeping.js";
import { refresh } from "./live.js";
import { phraseList } from "./phrases.js";
import { newId, newSession, sealEntry, unb64u } from "./sealing/index.js";
import { atTheWeb, draftOf, state } from "./state.js";
import { isoNow } from "./time.js";
import { t } from "./words.js";

/** Characters: Telegram takes 4,096 in one message (Bot API, sendMessage), the rest is for what the bot adds. */
const LONGEST = 3500;
/** Milliseconds before a second press counts: a finger that trembles is no decision. */
const DECIDED = 400;

/** @param {import("./state.js").Row} row @param {{sent: () => Promise<void>}} act */
export function replyBox(row, act) {
  const draft = draftOf(row.signal);
  const web = atTheWeb(row);
  const area = h("textarea", { id: "reply", rows: "2", "aria-label": t("reply"), "aria-describedby": "reply-reader", placeholder: t("reply-placeholder"), value: draft.text });
  const send = h("button", { type: "submit", class: "primary" }, t("send"), h("kbd", {}, "Ctrl ↵"));
  const said = h("p", { class: "notice", role: "alert", hidden: true });
  const changed = () => { draft.text = area.value; typed(row.signal); check.soon(); unarm(); };
  const check = checkBox(row, area, changed);
  const phrases = phraseList(row, area, changed);
  /** The text that was shown with open finds, and when: sent by the next press. */
  let armed = { text: "", at: 0 };
  const unarm = () => {
    if (armed.text) named(send, "send");
    armed = { text: "", at: 0 };
  };
  const form = h("form", { novalidate: true }, said, phrases.node,
    h("div", { class: "box" }, area, h("div", { class: "foot" }, phrases.button,
      h("p", { id: "reply-reader", class: `reader ${web ? "sealed" : "telegram"}` }, icon(web ? "lock" : "eye"), h("span", {}, t(web ? "reader-only-she" : "reader-telegram"))), send)), check.node);
  area.addEventListener("input", changed);
  area.addEventListener("draft", () => { if (area.value !== draft.text) { area.value = draft.text; check.soon(); unarm(); } });
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!event.repeat) form.requestSubmit(); }
  });
  form.addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    const despite = check.now();
    if (despite.length && (armed.text !== area.value || Date.now() - armed.at < DECIDED)) {
      if (armed.text !== area.value) armed = { text: area.value, at: Date.now() };
      named(send, "send-anyway");
      announce(t("check-second-press", { n: despite.length }), true);
      return;
    }
    busy(send, true);
    const failed = await trySend(row, draft, despite, act);
    busy(send, false);
    said.hidden = failed === "";
    fill(said, icon("triangle"), h("span", {}, failed));
    if (failed === "") { area.value = draft.text; check.now(); }
    armed = { text: "", at: 0 };
    // over a slow line she may be in the middle of a note by now
    if (form.contains(document.activeElement) || document.activeElement === document.body) area.focus();
  });
  check.soon();
  return form;
}

/** @param {HTMLElement} send @param {boolean} on */
function busy(send, on) {
  send.setAttribute("aria-disabled", String(on));
  named(send, on ? "sending" : "send");
}

/** @param {HTMLElement} send @param {"send" | "sending" | "send-anyway"} what */
function named(send, what) {
  fill(send, t(what), what === "sending" ? null : h("kbd", {}, "Ctrl ↵"));
}

/** @param {any} row @param {import("./state.js").Draft} draft @param {string[]} despite finds that were seen and left @param {{sent: () => Promise<void>}} act @returns {Promise<string>} what went wrong */
async function trySend(row, draft, despite, act) {
  const meant = draft.text.trim();
  const land = unlessGoneOn();
  // another tab of hers may have sent it a moment ago
  await adopt();
  const text = draft.text.trim();
  if (meant && !text) { await act.sent(); return ""; }
  if (!text) return t("reply-empty");
  if (text.length > LONGEST) return t("reply-long", { n: text.length, most: LONGEST });
  try {
    if (draft.attempt && draft.attempt.text !== text && await arrived(row.signal, draft)) {
      await act.sent();
      return t("reply-arrived");
    }
    await deliver(row, draft, text, despite);
    await act.sent();
    return "";
  } catch (error) {
    if (/** @type {any} */ (error).code === "other-door") { toast(explained(error)); await act.sent(); land(byId("reply")); return ""; }
    // whether the whole line is dead is worth knowing now, not at the next look
    void refresh();
    return explained(error);
  }
}

/** The answer to the first try was lost and the text was changed since: is the first one there? @param {string} signal @param {import("./state.js").Draft} draft */
async function arrived(signal, draft) {
  const opened = await get(`/signals/${signal}`);
  const there = opened.entries.some((/** @type {any} */ entry) => entry.id === draft.attempt?.entry.id);
  draft.attempt = null;
  typed(signal);
  return there;
}

/** @param {any} row @param {import("./state.js").Draft} draft @param {string} text @param {string[]} despite */
async function deliver(row, draft, text, despite) {
  if (!draft.attempt) {
    draft.attempt = await sealed(row.signal, text);
    typed(row.signal);
    await keep(); // a tab that dies now must not send it a second time under another name
  }
  const { entry, session } = draft.attempt;
  await post(`/signals/${row.signal}/replies`, { entry, session, ...(atTheWeb(row) ? {} : { text }), ...(despite.length ? { despite } : {}) });
  // words typed while it was on its way are another reply
  draft.text = draft.text.trim() === text ? "" : draft.text;
  draft.attempt = null;
  typed(row.signal);
  await keep();
  announce(t("sent"));
}

/** Sealed once: a repeated request is the same bytes under the same id. @param {string} signal @param {string} text */
async function sealed(signal, text) {
  const session = await newSession(signal, unb64u(state.open.opened.thread.pub));
  const fields = { asked: null, at: isoNow(), from: "reply", text };
  const entry = await sealEntry(session, signal, { id: newId(), kind: "reply", fields });
  return { text, entry, session: { id: session.id, box: session.box } };
}

export function focusReply() {
  byId("reply")?.focus();
}
