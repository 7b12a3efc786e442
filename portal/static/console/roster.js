/** The page of shifts: who is there, who comes, what each is good at; the days to come; and for supervisors everybody's hours. */
import { get } from "./api.js";
import { explained } from "./dialogs.js";
import { byId, fill, h, icon } from "./dom.js";
import { editHours } from "./roster-edit.js";
import { weekPart } from "./roster-week.js";
import { own, turn } from "./shift.js";
import { spokenHours } from "./shift-lines.js";
import { state } from "./state.js";
import { until, when } from "./wall.js";
import { said, t } from "./words.js";

/** @typedef {{member: string, name: string, supervisor: boolean, alarm: string, on: boolean, until: string | null, said: {on: boolean, at: string} | null,
 *   open: number, free: boolean, hours: string[], zone: string, languages: string[], regions: string[], skills: string[]}} Person */

/** Milliseconds between two looks while the page is open: shifts end by the clock, not with a bell. */
const AGAIN = 60_000;
/** @type {any} as GET roster answers */
let known = null;
let print = "";
let asked = 0;

export function startRoster() {
  for (const button of byId("roster-own").querySelectorAll("button")) {
    button.addEventListener("click", () => { if (own()?.on !== (button.dataset.on === "true")) void turn(button.dataset.on === "true"); });
  }
  setInterval(() => void rosterChanged(), AGAIN);
}

export function openRoster() {
  byId("roster-heading").focus();
  return rosterChanged();
}

/** Something rang, or time went by: what is on the screen is asked for again, nothing else. */
export async function rosterChanged() {
  if (!state.me || byId("roster").hidden) return;
  const failed = byId("roster-failed");
  const mine = ++asked; // an answer that comes late must not stand over a newer one
  try {
    const answer = await get("/roster");
    if (mine !== asked) return;
    known = answer;
    failed.hidden = true;
    render();
  } catch (error) {
    if (mine !== asked) return;
    failed.hidden = false;
    failed.textContent = explained(error);
  }
}

/** Her own two buttons: what the queue's last answer said. */
export function renderOwn() {
  const mine = own();
  if (!mine) return;
  for (const button of byId("roster-own").querySelectorAll("button")) button.setAttribute("aria-pressed", String(String(mine.on) === button.dataset.on));
  const ends = mine.until ? (mine.on ? t("own-until", { until: until(mine.until, mine.here) }) : t("own-next", { when: when(mine.until, mine.here) })) : t(mine.on ? "own-until-off" : "own-no-hours");
  byId("roster-own-until").textContent = ends;
  byId("roster-own-supervisor").hidden = mine.counts;
  byId("roster-own-telegram").hidden = !state.me.rings;
}

function render() {
  renderOwn();
  const { now, here, ...lasting } = known;
  const fresh = JSON.stringify([lasting, here.slice(0, 13)]);
  if (fresh === print && byId("roster-people").childElementCount > 0) return;
  print = fresh;
  const focused = document.activeElement?.closest("[data-member]")?.getAttribute("data-member");
  const rank = (/** @type {Person} */ one) => (one.on ? 0 : 2) + (counts(one) ? 0 : 1);
  const people = [...known.members].sort((one, other) => rank(one) - rank(other));
  fill(byId("roster-people"), people.map((one) => person(one)));
  fill(byId("roster-week"), weekPart(known));
  if (focused) byId("roster-people").querySelector(`[data-member="${focused}"] button`)?.focus();
}

/** A supervisor beside others does not make the desk open. @param {Person} one */
function counts(one) {
  return known.counting.includes(one.member);
}

/** @param {Person} one */
function person(one) {
  const edits = state.me.role === "fallback";
  const edit = () => editHours(one, known, rosterChanged);
  return h("li", { class: `person ${one.on ? "on" : "off"}`, "data-member": one.member },
    h("div", { class: "head" }, h("b", {}, one.name), one.member === state.me.member && h("span", { class: "tag" }, t("person-me")), one.supervisor && h("span", { class: "tag" }, t("person-supervisor")),
      h("span", { class: `presence ${one.on && counts(one) ? "on" : "off"}` }, icon(one.on ? "here" : "circle"), presence(one))),
    h("dl", { class: "facts" }, facts(one).flatMap(([key, value]) => [h("div", {}, h("dt", {}, t(key)), h("dd", {}, value))])),
    edits && h("button", { type: "button", "aria-label": t("person-edit-of", { name: one.name }), onclick: edit }, t("person-edit")));
}

/** @param {Person} one */
function presence(one) {
  if (one.on && !counts(one)) return t("person-on-supervisor");
  if (one.on) return one.until ? t("person-on-until", { until: until(one.until, known.here) }) : t("person-on");
  return one.until ? t("person-off-until", { when: when(one.until, known.here) }) : t("person-off");
}

/** @param {Person} one @returns {[string, any][]} */
function facts(one) {
  const list = (/** @type {string} */ group, /** @type {string[]} */ codes) => (codes.length > 0 ? codes.map((code) => said(group, code)).join(", ") : t("person-all"));
  const zone = one.zone === known.zone ? "" : ` (${one.zone})`;
  const busy = [one.open > 0 ? t("person-open", { n: one.open }) : t("person-free"), !one.free && h("span", { class: "mark attention" }, icon("clock"), h("span", {}, t("person-busy")))];
  const heard = one.alarm !== "nothing";
  const way = state.me.rings ? t(heard ? "person-linked" : "person-unlinked") : said("person-alarm", one.alarm);
  const alarm = heard ? way : h("span", { class: "mark attention" }, icon("bell-off"), h("span", {}, way));
  const byHand = one.said && one.said.on === one.on && t(one.said.on ? "person-said-on" : "person-said-off", { when: when(one.said.at, known.here) });
  const rows = [["person-load", busy], ["person-hours", one.hours.length > 0 ? spokenHours(one.hours) + zone : t("person-no-hours")], ["person-hand", byHand],
    ["person-languages", list("language", one.languages)], ["person-regions", list("region", one.regions)], ["person-skills", list("skill", one.skills)], [state.me.rings ? "person-telegram" : "person-alarm", alarm]];
  return /** @type {any} */ (rows.filter(([, value]) => value));
}
