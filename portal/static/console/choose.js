/** A question that needs more than yes: a few fields above the page, by keyboard or by thumb. */
import { byId, ended, fill, h } from "./dom.js";
import { typed } from "./keeping.js";
import { draftOf } from "./state.js";
import { t } from "./words.js";

/**
 * @typedef {{name: string, label: string, kind: "select" | "area" | "time", options?: [string, string][], value?: string}} Field every field must be filled
 * @typedef {{signal: string, name: string}} Kept where what is typed stays until `settled` says that it was sent
 * @param {{title: string, text: string, fields: Field[], yes: string, kept?: Kept}} asked
 * @returns {Promise<Record<string, string> | null>} null: she thought better of it
 */
export function choose({ title, text, fields, yes, kept }) {
  const dialog = byId("ask");
  const before = (kept && draftOf(kept.signal).asked[kept.name]) ?? {};
  const form = h("form", { method: "dialog", class: "stack" }, fields.map((field) => labelled(field, before[field.name])),
    h("div", { class: "line" }, h("button", { value: "yes", class: "primary" }, yes), h("button", { value: "no", formnovalidate: true }, t("cancel"))));
  fill(dialog, h("h2", { id: "ask-title" }, title), h("p", {}, text), form);
  if (kept) form.addEventListener("input", () => remember(kept, fields, form));
  dialog.returnValue = "";
  dialog.showModal();
  form.querySelector("select, textarea, input")?.focus();
  return ended(dialog).then((value) => {
    if (kept && value === "no") settled(kept);
    const said = new FormData(form);
    return value === "yes" ? Object.fromEntries(fields.map(({ name }) => [name, String(said.get(name) ?? "").trim()])) : null;
  });
}

/** Only what is written: a choice is made anew. @param {Kept} kept @param {Field[]} fields @param {HTMLFormElement} form */
function remember({ signal, name }, fields, form) {
  const [said, written] = [new FormData(form), fields.filter(({ kind }) => kind === "area")];
  if (!written.length) return;
  draftOf(signal).asked[name] = Object.fromEntries(written.map((field) => [field.name, String(said.get(field.name) ?? "")]));
  typed(signal);
}

/** It was sent: nothing of the dialog waits any more. @param {Kept} kept */
export function settled({ signal, name }) {
  if (!draftOf(signal).asked[name]) return;
  delete draftOf(signal).asked[name];
  typed(signal);
}

/** @param {Field} field @param {string} [before] what was typed and not sent */
function labelled(field, before) {
  return h("label", { class: "field" }, h("span", {}, field.label), control({ ...field, ...(before ? { value: before } : {}) }));
}

/** @param {Field} field */
function control({ name, kind, options = [], value = "" }) {
  if (kind === "area") return h("textarea", { name, rows: "3", required: true, value });
  if (kind === "time") return h("input", { name, type: "datetime-local", required: true, value });
  return h("select", { name, required: true }, options.map(([code, label]) => h("option", { value: code, selected: code === value }, label)));
}
