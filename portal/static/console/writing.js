/** What a reply is written with: the reply check and the ready phrases, put into the page by the server. */
import { checker } from "./check.js";

/** @type {{check?: import("./check.js").Lists, phrases?: {order: string[], titles: Record<string, string>, says: Record<string, Record<string, Record<string, string>>>}}} */
const given = JSON.parse(document.getElementById("writing")?.textContent ?? "{}");

/** @typedef {{finds: import("./check.js").Find[], works: boolean}} Checked */

/** @type {ReturnType<typeof checker> | null} */
let check = null;

/** Where the check does not run (an old browser, no lists) the reply still goes out, and that is said. @param {string} text @param {import("./state.js").Row} row @returns {Checked} */
export function checked(text, row) {
  try {
    if (!given.check) return { finds: [], works: false };
    check ??= checker(given.check);
    return { finds: text.trim() ? check(text, row.language, row.age_band ?? "") : [], works: true };
  } catch {
    return { finds: [], works: false };
  }
}

/** @param {string[]} categories */
export function titles(categories) {
  return categories.map((name) => given.check?.categories[name]?.title ?? name).join(", ");
}

/** Of this reader; who is not known is a child, and a language without phrases is Russian. @param {import("./state.js").Row} row */
export function phrasesFor(row) {
  const says = given.phrases?.says ?? {};
  const language = row.language in says ? row.language : "ru";
  const audience = row.age_band ?? "child";
  const texts = says[language]?.[audience] ?? {};
  const all = (given.phrases?.order ?? []).map((key) => ({ key, title: given.phrases?.titles[key] ?? key, text: texts[key] ?? "" }));
  return { language, audience, phrases: all.filter((one) => one.text) };
}
