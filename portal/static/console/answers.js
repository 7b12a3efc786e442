/** What was answered with a button: question and answer in one line, lines that follow each other in one block. */
import { h } from "./dom.js";
import { hour } from "./time.js";
import { said, t } from "./words.js";

/** Choices that every question offers (triage/questions.py). */
const OF_ALL = ["unknown", "skip"];

/** @param {import("./opening.js").OpenedEntry} entry */
export function isAnswer(entry) {
  return entry.kind === "word" && entry.fields?.from === "answer";
}

/** @param {import("./opening.js").OpenedEntry[]} entries each is an answer */
export function answersBlock(entries) {
  const lines = entries.map(({ id, fields }) => h("div", { class: "answer", "data-entry": id },
    h("dt", {}, said("asked", fields.asked ?? "")), h("dd", { class: fields.text.endsWith(".skip") ? "skipped" : "" }, answer(fields.text)),
    h("dd", { class: "when" }, h("time", { datetime: fields.at }, hour(fields.at)))));
  return h("li", { class: "entry answers" }, h("p", { class: "meta" }, t("answers")), h("dl", {}, lines));
}

/** @param {string} text `<question>.<choice>`: as a button says it */
function answer(text) {
  const [question, choice] = text.split(".");
  return OF_ALL.includes(choice) ? said("answer", choice) : said("answer", `${question}-${choice}`);
}
