/** A question that needs more than yes: a few fields above the page, by keyboard or by thumb. */
import { byId, fill, h } from "./dom.js";
import { t } from "./words.js";

/**
 * @typedef {{name: string, label: string, kind: "select" | "area" | "time", options?: [string, string][], value?: string}} Field every field must be filled
 * @param {{title: string, text: string, fields: Field[], yes: string}} asked
 * @returns {Promise<Record<string, string> | null>} null: she thought better of it
 */
export function choose({ title, text, fields, yes }) {
  const dialog = byId("ask");
  const form = h("form", { method: "dialog", class: "stack" }, fields.map(labelled),
    h("div", { class: "line" }, h("button", { value: "yes", class: "primary" }, yes), h("button", { value: "no", formnovalidate: true }, t("cancel"))));
  fill(dialog, h("h2", { id: "ask-title" }, title), h("p", {}, text), form);
  dialog.returnValue = "";
  dialog.showModal();
  form.querySelector("select, textarea, input")?.focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    const said = new FormData(form);
    resolve(dialog.returnValue === "yes" ? Object.fromEntries(fields.map(({ name }) => [name, String(said.get(name) ?? "").trim()])) : null);
  }, { once: true }));
}

/** @param {Field} field */
function labelled(field) {
  return h("label", { class: "field" }, h("span", {}, field.label), control(field));
}

/** @param {Field} field */
function control({ name, kind, options = [], value = "" }) {
  if (kind === "area") return h("textarea", { name, rows: "3", required: true, value });
  if (kind === "time") return h("input", { name, type: "datetime-local", required: true, value });
  return h("select", { name, required: true }, options.map(([code, label]) => h("option", { value: code, selected: code === value }, label)));
}
