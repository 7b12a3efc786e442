/** Beside the thread: why it is urgent, who helps and under which number, how an answer may come. */
import { h, icon } from "./dom.js";
import { atTheWeb } from "./state.js";
import { knows, said, t } from "./words.js";

/** @typedef {import("./state.js").Row} Row */
/** @typedef {{number: string, name: string, hours: string, region: string | null}} Call */

/** @param {Row} row */
export function reasonsPanel(row) {
  const reasons = row.reasons.map((code) => h("li", {}, said("reason", code)));
  return h("section", { class: "panel", "aria-label": t("why") }, h("h2", {}, t("why")), h("ul", { class: "plain-list" }, reasons));
}

/** @param {Row} row @param {Record<string, Call[]>} calls route → numbers out of the packs */
export function routesPanel(row, calls) {
  if (row.routes.length === 0) return null;
  const routes = row.routes.map((code) => route(code, calls[code] ?? []));
  const abroad = row.abroad && h("p", { class: "line small warned" }, icon("globe"), h("span", {}, t("calls-abroad")));
  return h("section", { class: "panel", "aria-label": t("where-to") }, h("h2", {}, t("where-to")), abroad, h("ul", { class: "routes" }, routes));
}

/** @param {string} code @param {Call[]} calls */
function route(code, calls) {
  const numbers = calls.map(({ number, region }) => h("b", { class: "number" }, region ? t("calls-of", { number, region: said("region", region) }) : number));
  const whose = calls.map(({ number, name, hours }) => h("small", {}, `${calls.length > 1 ? `${number}: ` : ""}${name}, ${hours}`));
  return h("li", { class: calls.length > 0 ? "call" : "", "data-route": code }, h("span", { class: "chip" }, said("route", code), numbers), whose);
}

/** Whether a sound is safe (conversation.md, rule 26), and whose consent there is (P-03.2). @param {Row} row */
export function answeringPanel(row) {
  const web = atTheWeb(row);
  const write = web ? "web" : knows("write", row.may_write) ? row.may_write : "none";
  const loud = write === "any" || write === "day";
  const spoken = { given: "consent-given", "": row.reporter === "adult_survivor" ? "consent-none" : "" };
  const survivor = /** @type {any} */ (spoken)[row.consent]; // where she has not said yes, that stands before the talk
  return h("section", { class: "panel", "aria-label": t("how-to-answer") }, h("h2", {}, t("how-to-answer")),
    h("p", { class: `line write ${write}` }, icon(loud ? "bell" : "bell-off"), h("span", {}, said("write", write))),
    web && row.code === false && h("p", { class: "line warned", "data-code": "none" }, icon("lock"), h("span", {}, t("web-no-code"))),
    survivor && h("p", { class: "line consent" }, icon("person"), h("span", {}, t(survivor))));
}
