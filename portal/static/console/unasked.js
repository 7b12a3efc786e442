/** What the interview leaves to whoever answers: once a human has, it asks no more (docs/interview.md). */
import { isAnswer } from "./answers.js";
import { h } from "./dom.js";
import { said, t } from "./words.js";

/** Questions of triage/questions.py whose answers a desk needs, by whom the words speak of. */
const OF_HER = ["safe", "near", "who", "last", "tie", "region"];
const OF_A_CHILD = ["safe2", "near", "child_age", "last", "tie", "region"];
const OF_THE_PAST = ["others", "region"];
const OF_DANGER = ["safe", "safe2", "near"];

/** Those that nobody answered or skipped. @param {import("./opening.js").OpenedEntry[]} entries @param {import("./state.js").Row} row @returns {string[]} */
export function unasked(entries, row) {
  if (!row.case.answered || row.case.closed_at || row.case.drill) return [];
  const given = new Set(entries.filter(isAnswer).map(({ fields }) => fields.text.split(".")[0]));
  const known = [...(row.age_band ? ["who"] : []), ...(row.region ? ["region"] : []), ...(row.urgency === "immediate" ? OF_DANGER : [])];
  const all = row.reporter === "adult_survivor" ? OF_THE_PAST : row.reporter && row.reporter !== "child" ? OF_A_CHILD : OF_HER;
  return all.filter((question) => !given.has(question) && !known.includes(question));
}

/** @param {string[]} questions */
export function unaskedLine(questions) {
  return questions.length > 0 && h("p", { class: "small quiet unasked" }, t("unasked", { what: questions.map((one) => said("unasked", one)).join(" · ") }));
}
