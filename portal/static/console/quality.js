/** What the charts of the supervisor's page show: each answers one question, the same for every tier side by side. */
import { h } from "./dom.js";
import { urgencyBadge } from "./row.js";
import { lasting } from "./time.js";
import { said, t } from "./words.js";

/** @typedef {{name: string, kind: "good" | "rest" | "bad"}} Part */
/** @typedef {{label: string, full: string, values: (number | null)[]}} Column null: too few to be shown */
/** @typedef {{tier: string, note: string, columns: Column[]}} Panel */
/** @typedef {{id: string, parts: Part[], panels: Panel[], everyLabel: boolean}} Chart */

/** What `p95_s` is of. */
export const MOST = { share: "95\u00a0%" };
/** Claims below which their order is chance, and would be read as somebody's fault. */
const FEW = 20;
const MINUTE = 60;
const TIERS = ["immediate", "urgent", "standard", "planned"];
const TIMES = ["over-half", "over-most"];
const COUNTS = ["over-came", "over-answered", "over-open", "over-abandoned", "over-night", "over-claims", "over-passed"];
const shortDay = new Intl.DateTimeFormat(document.documentElement.lang || "ru", { day: "numeric", month: "numeric", timeZone: "UTC" });

/** @param {number | null} seconds */
function told(seconds) {
  return seconds === null ? "—" : lasting(seconds);
}

/** Who still waits is in no time of those who were answered. @param {number} open @returns {string[]} */
export function without(open) {
  return open > 0 ? [t("over-without", { n: open })] : [];
}

/** @param {number} claims */
export function tooFew(claims) {
  return claims > 0 && claims < FEW ? t("over-few", { n: FEW }) : "";
}

/** @param {any} of numbers of a tier or of all */
export function passedOver({ claims, passed_over: passed }) {
  return claims < FEW ? "—" : String(passed);
}

/** @param {number} seconds */
function within(seconds) {
  return seconds < MINUTE ? t("within-minute") : t("within-span", { span: lasting(seconds) });
}

/** Every number of a period, tier by tier. @param {any} of one of `periods` */
export function tierTable(of) {
  const line = (/** @type {any} */ head, /** @type {any} */ one) => h("tr", {}, h("th", { scope: "row" }, head),
    [one.came, one.answered, one.open, one.abandoned, one.after_hours, one.claims, passedOver(one)].map((number) => h("td", {}, String(number))),
    [one.p50_s, one.p95_s].map((seconds) => h("td", {}, told(seconds))));
  return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("over-tier")), [...COUNTS, ...TIMES].map((name) => h("th", { scope: "col" }, t(name, MOST))))),
    h("tbody", {}, TIERS.map((tier) => line(urgencyBadge(tier), of.tiers[tier])), line(t("over-all"), of.all)));
}

/** @param {any} of one of `periods` @param {number[]} spans seconds @returns {Chart} */
export function soonChart(of, spans) {
  const labels = [...spans.map((seconds) => said("span", String(seconds))), said("span", "longer")];
  const full = labels.map((label, at) => (at < spans.length ? t("over-within", { span: label }) : label));
  return {
    id: "soon",
    everyLabel: true,
    parts: [{ name: t("over-answers"), kind: "good" }],
    panels: TIERS.map((tier) => {
      const { p50_s: half, p95_s: most, columns, open } = of.tiers[tier];
      const note = half === null ? t("over-no-answers") : [t("over-half-most", { ...MOST, half: within(half), most: within(most) }), ...without(open)].join("; ");
      return { tier, note, columns: labels.map((label, at) => ({ label, full: full[at], values: [columns[at]] })) };
    }),
  };
}

/** @type {[string, (of: any) => number[], [string, "good" | "rest" | "bad"][]][]} */
const BY_DAY = [
  ["all", (of) => [of.answered, of.open, of.abandoned], [["over-answered", "good"], ["over-open", "rest"], ["over-abandoned", "bad"]]],
  ["order", (of) => [of.claims - of.passed_over, of.passed_over], [["over-first", "good"], ["over-not-first", "rest"]]],
  ["night", (of) => [Math.max(0, of.came - of.after_hours), of.after_hours], [["over-on-time", "good"], ["over-off-time", "rest"]]],
];

/** @param {any[]} days the oldest first @returns {Chart[]} */
export function dayCharts(days) {
  return BY_DAY.map(([id, values, parts]) => ({
    id,
    everyLabel: false,
    parts: parts.map(([name, kind]) => ({ name: t(name), kind })),
    panels: TIERS.map((tier) => {
      const shown = days.map(({ day, tiers }) => ({ label: shortDay.format(new Date(`${day}T00:00:00Z`)), values: values(tiers[tier]) }));
      const sums = parts.map((_, at) => shown.reduce((sum, column) => sum + column.values[at], 0));
      const few = id === "order" && tooFew(sums[0] + sums[1]);
      const columns = shown.map(({ label, values: all }) => ({ label, full: label, values: few ? all.map(() => null) : all }));
      const note = few || (sums.some(Boolean) ? parts.map(([name], at) => t("over-sum", { what: t(name), n: sums[at] })).join(" · ") : t("over-nothing"));
      return { tier, note, columns };
    }),
  }));
}
