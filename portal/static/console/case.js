/** Beside the thread: whose it was, who else is told, and what can be done with it. */
import { close, lower, markTold, raise, reopen, sayFirst, toColleague, toDesk } from "./case-acts.js";
import { h, icon } from "./dom.js";
import { breakGlass, takenMark } from "./hands.js";
import { atTheWeb, isMine, state } from "./state.js";
import { day, hour } from "./time.js";
import { knows, said, t } from "./words.js";

/** @typedef {import("./state.js").Row} Row @typedef {import("./case-acts.js").Act} Act */

/** Answers after closing that a supervisor is rung for. */
const ALARMING = ["worse", "silent"];

/** What a row says of it in the queue. @param {Row} row @param {string} me */
export function caseMarks(row, me) {
  const { case: done, held_by: holder } = row;
  const mine = done.before?.member === me && !holder;
  return [
    done.drill && h("span", { class: "mark attention" }, icon("bell"), t("drill")),
    takenMark(row),
    ALARMING.includes(done.after) && !done.closed_at && h("span", { class: "mark attention" }, icon("triangle"), said("case-after", done.after)),
    done.desk === "fallback" && h("span", { class: "mark" }, icon("link"), t("case-mark-desk")),
    mine && h("span", { class: "mark attention" }, icon("person"), t("case-mark-before")),
  ];
}

/** @param {Row} row @param {Act} act */
export function casePanel(row, act) {
  const done = row.case;
  if (done.closed_at) return closedPanel(row, act);
  if (done.drill) return null;
  const lines = [
    done.before && done.before.member !== row.held_by?.member && h("p", { class: "small" }, t("case-before", { name: done.before.name })),
    knows("case-after", done.after) && h("p", { class: "line small warned" }, icon("triangle"), h("span", {}, said("case-after", done.after))),
    done.opinions.length > 0 && h("p", { class: "small" }, t("case-asked", { names: done.opinions.map(({ name }) => name).join(", ") })),
    done.tellings.map((telling) => tellingLine(row, telling, act)),
  ];
  return h("section", { class: "panel case", "aria-label": t("case") }, h("h2", {}, t("case")), lines,
    h("div", { class: "acts" }, buttons(row).map(([name, press]) => h("button", { type: "button", "data-act": name, onclick: () => press(row, act) }, t(`case-${name}-open`)))));
}

/** @param {Row} row @returns {[string, (row: Row, act: Act) => Promise<void>][]} */
function buttons(row) {
  const mine = isMine(row);
  const supervises = mine || state.me.role === "fallback";
  /** @type {[boolean, string, (row: Row, act: Act) => Promise<void>][]} */
  const all = [
    [row.urgency !== "immediate", "raise", raise],
    [mine && row.urgency !== "planned", "lower", lower],
    [mine, "opinion", (one, act) => toColleague(one, act, "opinion")],
    [!mine && row.held_by !== null && state.me.role === "fallback", "break-glass", breakGlass],
    [supervises, "hand-over", (one, act) => toColleague(one, act, "hand-over")],
    [supervises, "hand-to-desk", toDesk],
    [mine, "say-first", sayFirst],
    [mine, "close", close],
  ];
  return all.filter(([may]) => may).map(([, name, press]) => [name, press]);
}

/** @param {Row} row @param {import("./state.js").Telling} telling @param {Act} act */
function tellingLine(row, telling, act) {
  const whom = said("case-outside", telling.to);
  const web = atTheWeb(row);
  const heard = telling.heard_at ? t("case-heard", { at: moment(telling.heard_at) }) : t(web ? "case-unheard-web" : "case-unheard");
  const done = telling.done_at && telling.done_by
    ? h("p", { class: "small" }, t("case-done", { at: moment(telling.done_at), name: telling.done_by.name }))
    : isMine(row) && h("button", { type: "button", "data-act": "told", onclick: () => markTold(row, telling.to, act) }, t("case-told-open"));
  return h("div", { class: "telling" }, h("p", { class: "line" }, h("strong", {}, whom), h("span", { class: "small quiet" }, said("case-way", telling.way))),
    h("p", { class: "small quiet" }, heard), done);
}

/** @param {Row} row @param {Act} act */
function closedPanel(row, act) {
  const { outcome, closed_at: at, closed_by: who, after } = row.case;
  return h("section", { class: "panel case", "aria-label": t("case") }, h("h2", {}, t("case-closed")),
    h("p", {}, row.case.drill ? t("drill") : said("outcome", outcome)), h("p", { class: "small quiet" }, `${moment(at ?? "")}, ${who?.name ?? ""}`),
    knows("case-after", after) && h("p", { class: "small" }, said("case-after", after)),
    !row.case.drill && h("button", { type: "button", "data-act": "reopen", onclick: () => reopen(row, act) }, t("case-reopen")));
}

/** @param {string} iso */
function moment(iso) {
  return `${day(iso)}, ${hour(iso)}`;
}
