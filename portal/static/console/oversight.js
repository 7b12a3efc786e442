/** The supervisor's page: who waits, who holds what, and how the desk answers. Numbers only; no word of anybody comes here. */
import { get } from "./api.js";
import { chart } from "./charts.js";
import { byId, fill, h, icon, reconcile } from "./dom.js";
import { explained } from "./dialogs.js";
import { moveFocus } from "./keys.js";
import { dayCharts, MOST, passedOver, soonChart, tierTable, tooFew, without } from "./quality.js";
import { ticking, urgencyBadge } from "./row.js";
import { state } from "./state.js";
import { day, hour, lasting, now } from "./time.js";
import { said, t } from "./words.js";

/** Milliseconds: many things change at once on a busy night, and nobody reads faster. */
const REST = 3_000;
const PERCENT = 100;

/** @type {any} as GET oversight answers */
let seen = null;
let period = 7;
let askedAt = 0;
/** Answers that were overtaken are let go. */
let turn = 0;
/** @type {any} */
let timer = null;
/** @type {(signal: string) => void} */
let open = () => {};

/** @param {(signal: string) => void} opened */
export function startOversight(opened) {
  open = opened;
  for (const button of byId("over-periods").querySelectorAll("button")) {
    button.addEventListener("click", () => { period = Number(button.dataset.days); renderQuality(); });
  }
}

export function maySee() {
  return state.me?.role === "fallback";
}

/** Asked anew whenever it is shown, and while it is shown whenever the queue changes. */
export function showOversight() {
  byId("over-heading").focus();
  return refresh();
}

export function oversightChanged() {
  if (byId("oversight").hidden || timer) return;
  timer = setTimeout(() => { timer = null; void refresh(); }, Math.max(0, askedAt + REST - Date.now()));
}

export function leaveOversight() {
  clearTimeout(timer);
  [timer, seen] = [null, null];
}

/** @param {number} by */
export function moveInOversight(by) {
  moveFocus(Array.from(byId("oversight").querySelectorAll(".over-row button")), by);
}

async function refresh() {
  askedAt = Date.now();
  const [mine, trouble] = [++turn, byId("over-trouble")];
  try {
    const answer = await get("/oversight");
    if (mine !== turn) return;
    seen = answer;
    trouble.hidden = true;
  } catch (error) {
    fill(trouble, icon("no-line"), h("span", {}, explained(error)), seen && h("span", { class: "still" }, t("over-still")));
    trouble.hidden = false;
  }
  if (!seen || !state.me) return;
  renderNow();
  renderQuality();
}

/** @param {string} name @param {any} value @param {any} [more] a line below */
function figure(name, value, more = null) {
  return h("div", { class: "figure" }, h("dt", {}, t(name, MOST)), h("dd", { class: "number" }, value), more && h("dd", { class: "small quiet" }, more));
}

function renderNow() {
  const onShift = seen.crew.filter((/** @type {any} */ one) => one.on_shift);
  const free = onShift.filter((/** @type {any} */ one) => one.free);
  const oldest = seen.waiting.map((/** @type {any} */ row) => row.waits_since).sort()[0];
  fill(byId("over-now"),
    figure("over-waiting", count(seen.waiting), oldest && ticking(oldest, t("over-oldest"))),
    figure("over-held", count(seen.held), t("over-turn-of", { n: seen.held.filter((/** @type {any} */ row) => row.awaiting === "desk").length })),
    figure("over-on-shift", String(onShift.length), t("over-of-all", { n: seen.crew.length })),
    figure("over-free", String(free.length)));
  byId("over-more").hidden = !seen.more;
  list("over-waiting-rows", seen.waiting, (row) => [urgencyBadge(row.urgency), ticking(row.waits_since, t("waits")), h("span", { class: "quiet" }, said("language", row.language))]);
  list("over-held-rows", seen.held, (row) => [urgencyBadge(row.urgency), h("b", {}, row.held_by.name || "?"),
    row.held_since && ticking(row.held_since, t("over-in-hands")),
    row.awaiting === "desk" ? h("span", { class: "mark attention" }, t("over-turn-desk"), ticking(row.waits_since)) : h("span", { class: "mark" }, t("over-turn-reporter"))]);
  crew();
}

/** @param {any[]} rows */
function count(rows) {
  return `${rows.length}${seen.more ? "+" : ""}`;
}

/** @param {string} id @param {any[]} rows @param {(row: any) => any[]} parts */
function list(id, rows, parts) {
  const line = (/** @type {any} */ row) => h("li", { class: "over-row", "data-row": row.signal },
    h("button", { type: "button", class: "open", onclick: () => open(row.signal) }, parts(row)));
  reconcile(byId(id), rows, (row) => row.signal, JSON.stringify, line);
  byId(id).nextElementSibling.hidden = rows.length > 0;
}

function crew() {
  const yes = (/** @type {boolean} */ is) => t(is ? "over-yes" : "over-no");
  const lines = seen.crew.map((/** @type {any} */ one) => h("tr", { class: one.on_shift ? "" : "away" }, h("th", { scope: "row" }, one.name),
    h("td", {}, yes(one.on_shift)), h("td", {}, one.on_shift ? yes(one.free) : "—"), h("td", {}, String(one.holds), one.open > 0 && h("div", { class: "small quiet" }, t("over-hands-wait", { n: one.open })))));
  fill(byId("over-crew"), h("table", {}, h("thead", {}, h("tr", {}, ["over-member", "over-shift", "over-room", "over-hands"].map((name) => h("th", { scope: "col" }, t(name))))), h("tbody", {}, lines)));
}

function renderQuality() {
  for (const button of byId("over-periods").querySelectorAll("button")) button.setAttribute("aria-pressed", String(Number(button.dataset.days) === period));
  const of = seen?.periods.find((/** @type {any} */ one) => one.days === period);
  if (!of) return;
  fill(byId("over-since"), t("over-since", { day: day(of.since), hour: hour(of.since) }));
  const { all } = of;
  const part = (/** @type {number} */ some, /** @type {number} */ whole) => (whole ? t("over-of", { n: some, all: whole }) : "");
  fill(byId("over-numbers"),
    figure("over-share", all.came ? `${Math.floor(all.answered / all.came * PERCENT)} %` : "—", part(all.answered, all.came)),
    figure("over-half", all.p50_s === null ? "—" : lasting(all.p50_s), without(all.open)[0]),
    figure("over-most", all.p95_s === null ? "—" : lasting(all.p95_s), without(all.open)[0]),
    figure("over-open", String(all.open)),
    figure("over-abandoned", String(all.abandoned), part(all.abandoned, all.came)),
    figure("over-passed", passedOver(all), tooFew(all.claims) || part(all.passed_over, all.claims)),
    figure("over-night", String(all.after_hours), part(all.after_hours, all.came)));
  fill(byId("over-tiers"), tierTable(of));
  const shown = seen.days.slice(-Math.max(7, period));
  for (const one of [soonChart(of, seen.spans), ...dayCharts(shown)]) chart(byId("over-charts"), one);
  byId("over-asked").textContent = t("over-asked-at", { time: hour(new Date(now()).toISOString()) });
}
