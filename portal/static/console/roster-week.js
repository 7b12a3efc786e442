/** Seven days of the desk: when how many are on shift, and every gap in words. */
import { fill, h, icon } from "./dom.js";
import { gapWords, weekday } from "./wall.js";
import { said, t } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const DAY_MINUTES = 1440;
const HOURS = [0, 6, 12, 18];
const HEIGHT = 24;

/** @param {any} known as GET roster answers */
export function weekPart(known) {
  const { week, without_hours: without, counting } = known;
  if (without.length === counting.length) return [h("p", { class: "notice" }, icon("clock"), h("span", {}, t("week-no-hours")))];
  return [gapList(week.gaps, known), table(week.days, known.here)];
}

/** @param {{from: string, to: string | null}[]} gaps @param {any} known */
function gapList(gaps, { here, without_hours: without }) {
  const names = without.length > 0 && h("p", { class: "quiet" }, t("week-without", { names: without.join(", ") }));
  if (gaps.length === 0) return [h("p", { class: "line whole" }, icon("here"), h("span", {}, t("week-whole"))), names];
  return [h("p", {}, h("b", {}, t("week-gaps", { n: gaps.length }))), h("ul", { class: "gaps" }, gaps.map((gap) => h("li", {}, gapWords(gap, here)))), names];
}

/** @param {{date: string, spans: number[][]}[]} days @param {string} here */
function table(days, here) {
  const head = h("tr", { "aria-hidden": "true" }, h("td", { class: "day" }), h("td", {}, h("div", { class: "hours" }, HOURS.map((hour) => h("span", {}, `${hour}:00`)))));
  const rows = days.map((day) => {
    const today = day.date === here.slice(0, 10);
    const name = h("span", { "aria-hidden": "true" }, t("week-day", { day: said("weekday", `short-${weekday(day.date)}`), n: Number(day.date.slice(8)) }));
    return h("tr", { class: today ? "today" : "" }, h("th", { scope: "row", class: "day" }, name, h("span", { class: "vh" }, said("weekday", weekday(day.date)))), h("td", {}, bar(day, today), h("span", { class: "vh" }, spoken(day))));
  });
  const legend = h("p", { class: "legend quiet small", "aria-hidden": "true" }, ["none", "one", "more"].map((kind) => h("span", {}, sample(kind), t(`week-legend-${kind}`))));
  return [h("table", { class: "week", "aria-labelledby": "roster-week-title" }, head, rows), legend];
}

/** @param {{spans: number[][]}} day */
function spoken({ spans }) {
  return spans.map(([from, to, there]) => t(there > 0 ? "week-span" : "week-span-nobody", { from: clock(from), to: clock(to), n: there })).join("; ");
}

/** @param {number} minutes */
function clock(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** @param {{spans: number[][]}} day @param {boolean} today what is gone of today stays empty */
function bar({ spans }, today) {
  const drawn = spans.map(([from, to, there]) => rect(from, to - from, there === 0 ? "none" : there === 1 ? "one" : "more"));
  const lines = HOURS.slice(1).map((hour) => shape("line", { x1: hour * 60, x2: hour * 60, y1: 0, y2: HEIGHT, class: "grid" }));
  const now = today && spans.length > 0 ? [shape("line", { x1: spans[0][0], x2: spans[0][0], y1: 0, y2: HEIGHT, class: "now" })] : [];
  return svg({ viewBox: `0 0 ${DAY_MINUTES} ${HEIGHT}`, class: "bar-day" }, [...drawn, ...lines, ...now]);
}

/** @param {string} kind */
function sample(kind) {
  return svg({ viewBox: `0 0 ${HEIGHT} ${HEIGHT}`, class: "sample" }, [shape("rect", { x: 0, y: 0, width: HEIGHT, height: HEIGHT, class: kind })]);
}

/** @param {number} x @param {number} width @param {string} kind */
function rect(x, width, kind) {
  return shape("rect", { x, y: 0, width, height: HEIGHT, class: kind });
}

/** @param {Record<string, any>} attributes @param {Element[]} children */
function svg(attributes, children) {
  const node = shape("svg", { ...attributes, preserveAspectRatio: "none", "aria-hidden": "true" });
  fill(node, children);
  return node;
}

/** @param {string} tag @param {Record<string, any>} attributes */
function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}
