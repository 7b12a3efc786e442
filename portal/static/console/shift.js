/** Am I on shift, is anybody: the switch at the head of the page, and the line that says that nobody is there. */
import { post } from "./api.js";
import { ask, explained } from "./dialogs.js";
import { byId, fill, h, icon, toast } from "./dom.js";
import { refresh } from "./live.js";
import { state } from "./state.js";
import { now } from "./time.js";
import { t } from "./words.js";
import { until, when } from "./wall.js";

/** @typedef {{on: boolean, until: string | null, turns: string | null, counts: boolean, others: number, here: string, manned: boolean,
 *   told: {desk: string, opens: string}, comes: {name: string, at: string} | null}} Own */

/** Milliseconds between two looks at whether a shift has ended by itself: nothing rings then. */
const LOOK = 15_000;
let askedFor = "";
let busy = false;
/** @type {{changed: () => void}} */
let act;

/** @param {{show: () => void, changed: () => void}} actions `changed`: after a switch of hers */
export function startShift(actions) {
  act = actions;
  byId("shift-switch").addEventListener("click", () => void turn(!own()?.on));
  byId("roster-button").addEventListener("click", actions.show);
  setInterval(look, LOOK);
}

/** @returns {Own | null} */
export function own() {
  return /** @type {any} */ (state.queue)?.shift ?? null;
}

/** Her shift ends at a time, not with a bell. */
function look() {
  const turns = own()?.turns;
  if (!state.me || !turns || now() < Date.parse(turns) || askedFor === turns) return;
  askedFor = turns;
  void refresh();
}

export function renderShift() {
  const mine = own();
  if (!mine) return;
  byId("shift-switch").setAttribute("aria-checked", String(mine.on));
  byId("shift-until").textContent = mine.on && mine.until ? until(mine.until, mine.here) : "";
  byId("roster-button").classList.toggle("on", mine.on);
  byId("shift-state").textContent = t(mine.on ? "shift-on" : "shift-off");
  for (const place of document.querySelectorAll("[data-unmanned]")) unmanned(/** @type {HTMLElement} */ (place), mine);
}

/** @param {boolean} on her own word; the state on the screen is the server's alone */
export async function turn(on) {
  const mine = own();
  if (!mine || busy) return;
  if (!on && mine.on && mine.counts && mine.others === 0 && !await ask({ title: t("shift-last-title"), text: t("shift-last-text"), yes: t("shift-last-yes"), final: true })) return;
  busy = true;
  try {
    await post("/shift", { on });
    const held = state.queue?.mine.length ?? 0;
    toast(on ? t("shift-turned-on") : held > 0 ? t("shift-turned-off-holding", { n: held }) : t("shift-turned-off"));
  } catch (error) {
    toast(explained(error));
  } finally {
    busy = false;
  }
  await refresh();
  act.changed();
}

/** @param {HTMLElement} place @param {Own} mine */
function unmanned(place, mine) {
  const { here, ...lasting } = mine;
  const print = JSON.stringify([lasting, here.slice(0, 10)]);
  place.hidden = mine.manned;
  if (place.dataset.print === print) return;
  place.dataset.print = print;
  if (mine.manned) return fill(place);
  const focused = place.contains(document.activeElement);
  const button = !mine.on && h("button", { type: "button", class: "primary", onclick: () => void turn(true) }, t("shift-begin"));
  fill(place, h("div", { class: "said" }, h("strong", {}, icon("no-one"), t("unmanned")), ...sentences(mine).map((text) => h("p", {}, text))), button);
  if (focused && button) button.focus();
}

/** What a child is told of it, who comes next, and what it does not mean that she herself is there. @param {Own} mine */
function sentences({ told, comes, here, counts, on }) {
  const known = told.desk === "night" && told.opens;
  return [
    known ? t("unmanned-told", { opens: told.opens }) : t(comes ? "unmanned-told-far" : "unmanned-told-nothing"),
    comes ? t("unmanned-comes", { name: comes.name, when: when(comes.at, here) }) : t("unmanned-nobody-comes"),
    !counts && t(on ? "unmanned-supervisor-on" : "unmanned-supervisor"),
  ].filter(Boolean);
}
