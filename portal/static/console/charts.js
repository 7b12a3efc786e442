/** Small multiples in plain SVG: columns of stacked parts, one panel for each tier, all to one scale; a table beside them. */
import { h } from "./dom.js";
import { urgencyBadge } from "./row.js";
import { said, t } from "./words.js";

/** @typedef {import("./quality.js").Chart} Chart */
/** @typedef {import("./quality.js").Panel} Panel */

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing; a panel is as wide as its place allows. */
const WIDE = 280;
const HIGH = 104;
const [LEFT, TOP, BOTTOM] = [22, 14, 18];
const GAP = 0.22;

/** @param {string} tag @param {Record<string, string | number>} props @param {any[]} children */
function s(tag, props, children = []) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** What did not change stays as it is: an open table, the focus. @param {HTMLElement} place @param {Chart} one */
export function chart(place, one) {
  const before = /** @type {any} */ (place.querySelector(`[data-chart="${one.id}"]`));
  const print = JSON.stringify(one);
  if (before?.chartPrint === print) return;
  const node = drawn(one);
  /** @type {any} */ (node).chartPrint = print;
  if (!before) return place.append(node);
  const focused = before.contains(document.activeElement);
  node.querySelector("details").open = before.querySelector("details").open;
  before.replaceWith(node);
  if (focused) node.querySelector("summary").focus();
}

/** @param {Chart} one */
function drawn(one) {
  const most = Math.max(1, ...one.panels.flatMap((panel) => panel.columns.map((column) => sum(column.values))));
  const title = `over-ask-${one.id}`;
  return h("figure", { class: "chart panel", "data-chart": one.id, "aria-labelledby": title },
    h("figcaption", {}, h("h3", { id: title }, t(title)),
      one.parts.length > 1 && h("ul", { class: "legend" }, one.parts.map(({ name, kind }) => h("li", {}, key(kind), name)))),
    h("div", { class: "panels" }, one.panels.map((panel) => h("div", { class: "small-one" },
      h("div", { class: "line" }, urgencyBadge(panel.tier)), picture(one, panel, most), h("p", { class: "small quiet" }, panel.note)))),
    h("details", {}, h("summary", {}, t("over-table")), table(one)));
}

/** @param {(number | null)[]} values */
function sum(values) {
  return values.reduce((/** @type {number} */ all, one) => all + (one ?? 0), 0);
}

/** @param {string} kind */
function key(kind) {
  return s("svg", { class: "key", viewBox: "0 0 14 14", "aria-hidden": "true" }, [s("rect", { class: `part ${kind}`, width: 14, height: 14 }), ...hatch(kind, 0, 0, 14, 14)]);
}

/** @param {Chart} one @param {Panel} panel @param {number} most */
function picture(one, panel, most) {
  const [room, width] = [HIGH - TOP - BOTTOM, (WIDE - LEFT) / panel.columns.length];
  const floor = HIGH - BOTTOM;
  const label = `${t(`over-ask-${one.id}`)} ${said("urgency", panel.tier)}: ${panel.note}`;
  const nodes = [
    s("line", { class: "top", x1: LEFT, x2: WIDE, y1: TOP, y2: TOP }), s("line", { class: "floor", x1: LEFT, x2: WIDE, y1: floor, y2: floor }),
    text(String(most), LEFT - 4, TOP + 4, "end"), text("0", LEFT - 4, floor + 3, "end"),
  ];
  panel.columns.forEach((column, at) => {
    const [x, wide] = [LEFT + width * (at + GAP / 2), width * (1 - GAP)];
    let y = floor;
    column.values.forEach((value, part) => {
      if (!value) return;
      const high = Math.max(1.5, value / most * room);
      y -= high;
      nodes.push(s("rect", { class: `part ${one.parts[part].kind}`, x, y, width: wide, height: high }), ...hatch(one.parts[part].kind, x, y, wide, high));
    });
    const middle = x + wide / 2;
    if (one.everyLabel && sum(column.values) > 0) nodes.push(text(String(sum(column.values)), middle, y - 3, "middle"));
    const edge = at === 0 || at === panel.columns.length - 1;
    if (one.everyLabel) nodes.push(text(column.label, middle, HIGH - 5, "middle"));
    else if (edge) nodes.push(text(column.label, at === 0 ? LEFT : WIDE, HIGH - 5, at === 0 ? "start" : "end"));
  });
  return s("svg", { class: "columns-of", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label }, nodes);
}

/** @param {string} words @param {number} x @param {number} y @param {string} anchor */
function text(words, x, y, anchor) {
  return s("text", { x, y, "text-anchor": anchor }, [words]);
}

/** What should not be is told by lines too, never by colour alone. @param {string} kind @param {number} x @param {number} y @param {number} wide @param {number} high */
function hatch(kind, x, y, wide, high) {
  if (kind !== "bad") return [];
  const lines = [];
  for (let from = -high; from < wide; from += 5) {
    const [start, end] = [Math.max(0, from), Math.min(wide, from + high)];
    lines.push(s("line", { class: "hatch", x1: x + start, y1: y + high - (start - from), x2: x + end, y2: y + high - (end - from) }));
  }
  return lines;
}

/** The same numbers. @param {Chart} one */
function table(one) {
  const lines = one.panels.flatMap((panel) => one.parts.map((part, at) => h("tr", {},
    h("th", { scope: "row" }, `${said("urgency", panel.tier)}${one.parts.length > 1 ? `: ${part.name}` : ""}`),
    panel.columns.map((column) => h("td", {}, String(column.values[at] ?? "—"))))));
  return h("div", { class: "wide-table", tabindex: "0", role: "group", "aria-label": t("over-table") }, h("table", {},
    h("thead", {}, h("tr", {}, h("td", {}), one.panels[0].columns.map((column) => h("th", { scope: "col" }, column.full)))), h("tbody", {}, lines)));
}
