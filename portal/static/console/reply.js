/** The reply box. What was typed stays until the server said that it has it; one draft is one reply, however often it is sent. */
import { get, post } from "./api.js";
import { explained } from "./dialogs.js";
import { announce, byId, fill, h, icon } from "./dom.js";
import { refresh } from "./live.js";
import { newId, newSession, sealEntry, unb64u } from "./sealing/index.js";
import { draftOf, state } from "./state.js";
import { isoNow } from "./time.js";
import { t } from "./words.js";

/** Characters: Telegram takes 4,096 in one message (Bot API, sendMessage), the rest is for what the bot adds. */
const LONGEST = 3500;

/** @param {import("./state.js").Row} row @param {{sent: () => Promise<void>}} act */
export function replyBox(row, act) {
  const draft = draftOf(row.signal);
  const telegram = row.door === "telegram";
  const area = h("textarea", { id: "reply", rows: "2", "aria-label": t("reply"), "aria-describedby": "reply-reader", placeholder: t("reply-placeholder"), value: draft.text });
  const send = h("button", { type: "submit", class: "primary" }, t("send"), h("kbd", {}, "Ctrl ↵"));
  const said = h("p", { class: "notice", role: "alert", hidden: true });
  const form = h("form", { novalidate: true }, said,
    h("div", { class: "box" }, area, h("div", { class: "foot" },
      h("p", { id: "reply-reader", class: `reader ${telegram ? "telegram" : "sealed"}` }, icon(telegram ? "eye" : "lock"), h("span", {}, t(telegram ? "reader-telegram" : "reader-only-she"))), send)));
  area.addEventListener("input", () => { draft.text = area.value; });
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    busy(send, true);
    const failed = await trySend(row, draft, act);
    busy(send, false);
    said.hidden = failed === "";
    fill(said, icon("triangle"), h("span", {}, failed));
    if (failed === "") area.value = draft.text;
    area.focus();
  });
  return form;
}

/** @param {HTMLElement} send @param {boolean} on */
function busy(send, on) {
  send.setAttribute("aria-disabled", String(on));
  fill(send, t(on ? "sending" : "send"), on ? null : h("kbd", {}, "Ctrl ↵"));
}

/** @param {any} row @param {import("./state.js").Draft} draft @param {{sent: () => Promise<void>}} act @returns {Promise<string>} what went wrong */
async function trySend(row, draft, act) {
  const text = draft.text.trim();
  if (!text) return t("reply-empty");
  if (text.length > LONGEST) return t("reply-long", { n: text.length, most: LONGEST });
  try {
    if (draft.attempt && draft.attempt.text !== text && await arrived(row.signal, draft)) {
      await act.sent();
      return t("reply-arrived");
    }
    await deliver(row, draft, text);
    await act.sent();
    return "";
  } catch (error) {
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
  return there;
}

/** @param {any} row @param {import("./state.js").Draft} draft @param {string} text */
async function deliver(row, draft, text) {
  draft.attempt ??= await sealed(row.signal, text);
  const { entry, session } = draft.attempt;
  await post(`/signals/${row.signal}/replies`, { entry, session, ...(row.door === "telegram" ? { text } : {}) });
  // words typed while it was on its way are another reply
  draft.text = draft.text.trim() === text ? "" : draft.text;
  draft.attempt = null;
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
