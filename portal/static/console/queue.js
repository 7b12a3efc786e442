/** The three columns and the colleagues' row: highest first, live, by keyboard or by thumb. */
import { byId, fill, h, icon, reconcile } from "./dom.js";
import { moveFocus } from "./keys.js";
import { rowElement } from "./row.js";
import { hasUnsent, state } from "./state.js";
import { audible, unlockSound } from "./sound.js";
import { t } from "./words.js";

/** @typedef {import("./state.js").Row} Row */

const COLUMNS = ["waiting", "reply", "mine", "asked", "others"];

/** @type {{open: (signal: string) => void, claim: (signal: string) => void, link: () => void}} */
let act;

/** @param {typeof act} actions */
export function startQueue(actions) {
  act = actions;
  const queue = byId("queue");
  for (const button of queue.querySelectorAll(".tabs button")) {
    button.addEventListener("click", () => showTab(button.dataset.tab));
  }
}

/** @param {string} tab on a narrow screen one column is seen at a time */
function showTab(tab) {
  const queue = byId("queue");
  queue.dataset.tab = tab;
  for (const button of queue.querySelectorAll(".tabs button")) {
    button.setAttribute("aria-current", String(button.dataset.tab === tab));
  }
  scrollTo(0, 0);
}

/** @returns {Record<string, Row[]>} each signal in one column */
function sorted() {
  const { waiting = [], mine = [], asked = [], others = [] } = state.queue ?? {};
  const turn = (/** @type {string} */ whose) => mine.filter((row) => (row.awaiting === "reporter") === (whose === "reporter"));
  return { waiting, reply: turn("desk"), mine: turn("reporter"), asked, others };
}

export function renderQueue() {
  if (!state.queue || !state.me) return;
  for (const [name, rows] of Object.entries(sorted())) {
    const column = byId(`column-${name}`);
    reconcile(column.querySelector(".rows"), rows, (row) => row.signal, (row) => JSON.stringify([row, hasUnsent(row.signal)]), (row) => rowElement(row, state.me.member, act));
    column.querySelector(".empty").hidden = rows.length > 0;
    for (const count of document.querySelectorAll(`[data-count="${name}"]`)) count.textContent = String(rows.length);
    const onlyIfAny = name === "others" || name === "asked";
    if (onlyIfAny) column.hidden = rows.length === 0 && byId("queue").dataset.tab !== name;
    if (name === "asked") byId("queue").classList.toggle("with-asked", rows.length > 0);
  }
  renderTold();
}

/** Whether anybody's telephone would ring, and hers. */
function renderTold() {
  const told = !state.me.rings ? outside() : !state.queue?.told ? "told-nobody" : state.me.telegram ? "told" : "told-not-me";
  const key = `${told}${state.me.telegram}`;
  const line = byId("told");
  if (line.dataset.key === key) return;
  line.dataset.key = key;
  const heard = ["told", "told-outside", "told-devices"].includes(told);
  line.classList.toggle("nobody", !heard);
  const link = state.me.rings && !state.me.telegram && h("button", { class: "plain", type: "button", onclick: act.link }, t("link-mine"));
  fill(line, icon(heard ? "bell" : "bell-off"), h("span", {}, t(told)), link);
}

/** What rings in a house without a bot. */
function outside() {
  if (!state.queue?.told) return "told-nowhere";
  return state.me.gate ? "told-outside" : "told-devices";
}

/** A desk that hears nothing must know it. */
export function renderSound() {
  const line = byId("sound");
  line.hidden = !state.me || audible();
  if (line.hidden || line.firstChild) return;
  fill(line, icon("bell-off"), h("span", {}, t("sound-blocked")), h("button", { type: "button", onclick: unlockSound }, t("sound-unblock")));
}

function rowButtons() {
  return Array.from(byId("queue").querySelectorAll(".row .open"));
}

/** @param {number} by rows down (+) or up (−) */
export function move(by) {
  moveFocus(rowButtons(), by);
}

/** To the first row of the next column that has one. @param {number} by */
export function moveColumn(by) {
  const filled = COLUMNS.map((name) => byId(`column-${name}`)).filter((column) => column.querySelector(".row") && column.offsetParent);
  const here = filled.findIndex((column) => column.contains(document.activeElement));
  const next = filled[Math.min(filled.length - 1, Math.max(0, here + (here === -1 ? 1 : by)))];
  next?.querySelector(".row .open")?.focus();
}

/** @returns {string | null} the signal of the row that has the focus */
export function focusedSignal() {
  return document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null;
}

/** @param {string | null} signal back from it: its row, else the first */
export function focusRow(signal) {
  const rows = rowButtons();
  const row = rows.find((button) => button.closest("[data-row]")?.getAttribute("data-row") === signal) ?? rows[0];
  /** @type {HTMLElement | undefined} */ (row ?? byId("queue").querySelector("h1"))?.focus();
}

/** The most urgent that nobody holds; then what waits for my answer. @param {string | null} except the open one */
export function nextMostUrgent(except) {
  const { waiting, reply } = sorted();
  return [...waiting, ...reply].find((row) => row.signal !== except)?.signal ?? null;
}
