/** Drills: begun by a supervisor, measured by the server, listed here; and what is said to whoever took one. */
import { get, post } from "./api.js";
import { ask, explained } from "./dialogs.js";
import { announce, byId, fill, h, icon, toast } from "./dom.js";
import { refresh } from "./live.js";
import { newId } from "./sealing/index.js";
import { state } from "./state.js";
import { day, hour } from "./time.js";
import { said, t } from "./words.js";

/** @typedef {{at: string, by: {member: string, name: string}, seen_s: number | null, claimed_s: number | null, ended: string}} Drill */

/** Whether one ran when this was last asked: then its end is worth telling. */
let running = "";
let looking = false;
/** Milliseconds: nobody reads it faster who thinks that a child vanished. */
const READ = 15_000;
/** Ends that were told, and those that were read. @type {Set<string>} */
const told = new Set();
/** @type {Set<string>} */
const read = new Set();

/** Before anything else, once somebody has it. @param {import("./state.js").Row} row */
export function drillPart(row) {
  if (!row.case.drill) return null;
  return h("section", { class: "part drill", "aria-label": t("drill") }, h("h2", { class: "line" }, icon("bell"), t("drill")), h("p", { class: "words" }, t("drill-what")));
}

/** All that can be done with one. @param {() => Promise<void>} press */
export function drillEnd(press) {
  return h("div", { class: "take" }, h("button", { type: "button", class: "primary", "data-act": "close-drill", onclick: press }, t("case-close-drill-open")));
}

function dangerWaits() {
  return (state.queue?.waiting ?? []).some(({ urgency }) => urgency === "immediate");
}

/** Whoever was rung, looked or said «Вижу» must not think that a child is gone: told to everybody, at every end, but not over an alarm that may be real. */
export function drillOver() {
  const over = state.queue?.drill_over;
  const line = byId("drill-over");
  line.hidden = !over || read.has(over.signal) || dangerWaits();
  if (over && !line.hidden && !told.has(over.signal)) {
    told.add(over.signal);
    // whoever began it hears how it went
    if (!running && byId("queue").hidden) toast(t("drill-was"), READ);
    else if (!running) announce(t("drill-was"));
  }
  if (line.hidden || line.firstChild) return;
  const close = () => { if (state.queue?.drill_over) read.add(state.queue.drill_over.signal); drillOver(); byId("queue").querySelector("h1")?.focus(); };
  fill(line, icon("bell"), h("span", {}, t("drill-was")), h("button", { type: "button", "data-act": "drill-was", onclick: close }, t("close")));
}

/** What is gone from the desk: a child's, or only practice? @param {string} signal */
export async function goneWords(signal) {
  await refresh();
  const drill = state.queue?.drill_over?.signal === signal;
  if (!drill) return toast(t("error-gone"));
  toast([t("drill-was"), dangerWaits() && t("error-real-first")].filter(Boolean).join(" "), READ);
}

/** @param {import("./state.js").Row} row @param {Pick<import("./case-acts.js").Act, "gone" | "refresh">} act */
export async function closeDrill(row, act) {
  try {
    await post(`/signals/${row.signal}/close`, { request: newId(), outcome: "drill", seen: row.last_word_at });
    toast(t("drill-closed"));
    if (state.open?.signal === row.signal) return act.gone();
  } catch (error) {
    toast(explained(error));
  }
  await act.refresh();
}

export function forgetDrills() {
  running = "";
}

/** A supervisor's page: whether the one that ran is over. Asked only while one is known to run. */
export async function drillsChanged() {
  if (!running || looking) return;
  looking = true;
  await look().catch(() => null);
  looking = false;
}

/** @returns {Promise<Drill[]>} */
export async function look() {
  /** @type {Drill[]} */
  const drills = (await get("/drills")).drills;
  const ended = drills.find(({ at, ended: how }) => at === running && how !== "");
  if (ended?.by.member === state.me?.member && ended) toast(t("drill-over", { result: result(ended) }));
  running = drills.find(({ ended: how }) => how === "")?.at ?? "";
  if (byId("drills").open) draw(drills);
  return drills;
}

/** @param {number} seconds */
function span(seconds) {
  return seconds < 60 ? t("drill-seconds", { s: seconds }) : t("drill-minutes", { m: Math.floor(seconds / 60), s: seconds % 60 });
}

/** @param {Drill} drill */
function result({ seen_s: seen, claimed_s: claimed, ended }) {
  const parts = [seen !== null && t("drill-seen", { after: span(seen) }), claimed !== null && t("drill-claimed", { after: span(claimed) })].filter(Boolean);
  if (ended !== "claimed") parts.push(said("drill-ended", ended || "running"));
  return parts.join(", ");
}

export async function showDrills() {
  const dialog = byId("drills");
  fill(dialog, h("h2", { id: "drills-title" }, t("drills")), h("p", {}, t("drills-text")),
    h("ul", { class: "plain-list drills" }), h("p", { class: "small quiet empty-drills" }),
    h("form", { method: "dialog", class: "line" }, h("button", { type: "button", "data-act": "drill", class: "primary", onclick: begin }, t("drill-begin")), h("button", { value: "no" }, t("close"))));
  dialog.showModal();
  await look().catch((error) => toast(explained(error)));
}

/** @param {Drill[]} drills */
function draw(drills) {
  const dialog = byId("drills");
  fill(dialog.querySelector(".drills"), drills.map((drill) => h("li", {},
    h("time", { datetime: drill.at }, `${day(drill.at)}, ${hour(drill.at)}`), h("span", {}, result(drill)), h("span", { class: "small quiet" }, t("drill-by", { name: drill.by.name })))));
  dialog.querySelector(".empty-drills").textContent = drills.length ? "" : t("drills-none");
}

async function begin() {
  if (!await ask({ title: t("drill-title"), text: t("drill-text"), yes: t("drill-yes"), final: true })) return;
  try {
    const drill = await post("/drills", { request: newId() });
    running = drill.at;
    toast(t("drill-begun"));
  } catch (error) {
    toast(explained(error));
  }
  await Promise.all([look().catch(() => null), refresh()]);
}
