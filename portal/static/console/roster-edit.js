/** A supervisor changes somebody's hours, languages, regions, skills: every slip is named beside its field, nothing typed is lost. */
import { post } from "./api.js";
import { explained } from "./dialogs.js";
import { byId, fill, h, icon, toast } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { linesOf, toPeople } from "./shift-lines.js";
import { said, t } from "./words.js";

/** @typedef {import("./roster.js").Person} Person @typedef {{hours: string, zone: string, languages: string[], regions: string[], skills: string[]}} Typed */

const ZONES = ["Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk",
  "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka", "Asia/Almaty", "Asia/Aqtobe"];
const LISTS = { languages: "language", regions: "region", skills: "skill" };
const FIELDS = { "bad-shift": "hours", "too-many-shifts": "hours", "bad-zone": "zone" };

/** What stood in the form when the page was locked or the dialog was closed by something else than her. @type {{member: string, typed: Typed, before: any} | null} */
let kept = null;

/** @param {Person} one @param {any} known as GET roster answers @param {() => void} saved */
export function editHours(one, known, saved) {
  const dialog = byId("hours");
  const before = kept?.member === one.member ? kept.before : profileOf(one);
  const typed = kept?.member === one.member ? kept.typed : { ...profileOf(one), hours: one.hours.map(toPeople).join("\n") };
  const form = h("form", { class: "stack", novalidate: true, onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); void save(form, { one, before, saved }); } },
    hoursField(typed.hours), zoneField(typed.zone),
    h("p", { class: "quiet small" }, t("hours-none-is-all")),
    Object.entries(LISTS).map(([name, group]) => boxes(name, group, known.known[name], /** @type {any} */ (typed)[name])),
    h("p", { class: "notice", "data-failed": true, role: "alert", hidden: true }),
    h("div", { class: "line" }, h("button", { class: "primary" }, t("hours-save")), h("button", { type: "button", onclick: () => forget(dialog) }, t("cancel"))));
  form.addEventListener("input", () => { kept = { member: one.member, typed: readForm(form), before }; });
  fill(dialog, h("h2", { id: "hours-title" }, t("hours-title", { name: one.name })), form);
  dialog.oncancel = () => { kept = null; };
  dialog.showModal();
  form.querySelector("textarea").focus();
}

/** @param {any} dialog */
function forget(dialog) {
  kept = null;
  dialog.close();
}

/** @param {Person} one */
function profileOf({ hours, zone, languages, regions, skills }) {
  return { hours, zone, languages, regions, skills };
}

/** @param {string} value */
function hoursField(value) {
  return h("div", { class: "field" }, h("label", { for: "hours-lines" }, t("hours-lines")), h("p", { class: "quiet small", id: "hours-how" }, t("hours-how")),
    h("textarea", { id: "hours-lines", rows: "4", autocomplete: "off", spellcheck: "false", "aria-describedby": "hours-wrong hours-how", value }), wrong("hours"));
}

/** @param {string} value */
function zoneField(value) {
  return h("div", { class: "field" }, h("label", { for: "hours-zone" }, t("hours-zone")),
    h("input", { id: "hours-zone", list: "zones", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "zone-wrong", value }), wrong("zone"),
    h("datalist", { id: "zones" }, ZONES.map((zone) => h("option", { value: zone }))));
}

/** @param {string} field */
function wrong(field) {
  return h("p", { class: "wrong", id: `${field}-wrong`, role: "alert" });
}

/** @param {string} name @param {string} group @param {string[]} codes @param {string[]} chosen */
function boxes(name, group, codes, chosen) {
  return h("fieldset", {}, h("legend", {}, t(`person-${name}`)),
    h("div", { class: "choices" }, codes.map((code) => h("label", {}, h("input", { type: "checkbox", name, "data-code": code, checked: chosen.includes(code) }), said(group, code)))));
}

/** @param {any} form @returns {Typed} */
function readForm(form) {
  const chosen = (/** @type {string} */ name) => Array.from(form.querySelectorAll(`[name=${name}]:checked`), (/** @type {any} */ box) => box.dataset.code);
  return { hours: form.querySelector("#hours-lines").value, zone: form.querySelector("#hours-zone").value.trim(), languages: chosen("languages"), regions: chosen("regions"), skills: chosen("skills") };
}

/** @param {any} form @param {{one: Person, before: any, saved: () => void}} of */
async function save(form, { one, before, saved }) {
  if (form.dataset.busy) return;
  const typed = readForm(form);
  const lines = linesOf(typed.hours);
  clear(form);
  form.dataset.busy = "true";
  const land = unlessGoneOn();
  try {
    await post(`/roster/${one.member}`, { ...typed, hours: lines.map(({ line }) => line), before });
    forget(byId("hours"));
    toast(t("hours-saved", { name: one.name }));
    saved();
  } catch (error) {
    refused(form, error, lines, land);
  } finally {
    delete form.dataset.busy;
  }
}

/** @param {any} form */
function clear(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  fill(form.querySelector("#hours-wrong"));
  fill(form.querySelector("#zone-wrong"));
  form.querySelector("[data-failed]").hidden = true;
}

/** @param {any} form @param {any} error @param {{at: number, text: string}[]} lines @param {(to: any) => void} land */
function refused(form, error, lines, land) {
  const field = /** @type {any} */ (FIELDS)[error?.code];
  if (!field) {
    const failed = form.querySelector("[data-failed]");
    fill(failed, icon("triangle"), h("span", {}, explained(error)));
    failed.hidden = false;
    return;
  }
  const bad = lines[Number(error.body?.line ?? 0) - 1];
  const control = form.querySelector(field === "hours" ? "#hours-lines" : "#hours-zone");
  fill(form.querySelector(`#${field}-wrong`), icon("triangle"), h("span", {}, bad ? t("hours-bad-line", { n: bad.at, value: bad.text }) : field === "zone" ? t("hours-bad-zone", { value: control.value }) : explained(error)));
  control.setAttribute("aria-invalid", "true");
  land(control);
  if (bad && document.activeElement === control) select(control, bad.at);
}

/** The line that is meant is marked in the field. @param {HTMLTextAreaElement} area @param {number} at */
function select(area, at) {
  const lines = area.value.split("\n");
  const from = lines.slice(0, at - 1).reduce((sum, line) => sum + line.length + 1, 0);
  area.setSelectionRange(from, from + lines[at - 1].length);
}
