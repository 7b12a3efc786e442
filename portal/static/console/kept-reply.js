/** A reply that was begun before the signal went into other hands: it can be read, copied and noted, and it is sent by nobody. */
import { byId, h, icon, toast } from "./dom.js";
import { typed } from "./keeping.js";
import { draftOf } from "./state.js";
import { t } from "./words.js";

/** @param {string} signal @returns {HTMLElement | null} */
export function keptReply(signal) {
  const draft = draftOf(signal);
  if (!draft.text.trim()) return null;
  const area = h("textarea", { id: "kept", rows: "2", readonly: true, "aria-label": t("kept-reply"), value: draft.text });
  const box = h("section", { class: "kept", "aria-label": t("kept-reply") }, h("p", { class: "line small" }, icon("lock"), h("strong", {}, t("kept-reply"))), area,
    h("div", { class: "line" },
      h("button", { type: "button", onclick: () => toNote(signal, box) }, t("kept-to-note")),
      h("button", { type: "button", onclick: async () => toast(t(await copied(area) ? "copied" : "kept-by-hand")) }, t("copy"))));
  return box;
}

/** @param {HTMLTextAreaElement} area */
async function copied(area) {
  area.select();
  return navigator.clipboard.writeText(area.value).then(() => true, () => false);
}

/** Moved, not copied: a note that is not saved yet is a draft like any other. @param {string} signal @param {HTMLElement} box */
function toNote(signal, box) {
  const draft = draftOf(signal);
  draft.note = [draft.note.trim(), draft.text.trim()].filter(Boolean).join("\n");
  draft.text = "";
  typed(signal);
  box.remove();
  byId("signal").querySelector('.view-tabs [data-part="rail"]')?.click();
  byId("note")?.dispatchEvent(new Event("draft"));
  byId("note")?.focus();
}
