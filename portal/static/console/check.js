/** The reply check in the browser (conversation rule 35). Twin of i18n/reply_check.py, over the same lists. */
import { few, sentences } from "./check-text.js";

/**
 * @typedef {{category: string, rule: string, title: string, span: [number, number], sentence: [number, number], instead: string}} Find
 * @typedef {{category: string, rule: string, pattern: string, unless: string, instead: string, formal: string, only: string[]}} Phrase
 * @typedef {{order: string[], categories: Record<string, {rule: string, title: string}>, phrases: Record<string, Phrase[]>}} Lists
 */

const READERS = ["child", "preteen", "teen", "adult"];

/** Patterns are compiled when a language is first looked at. @param {Lists} lists @returns {(text: string, language: string, audience: string) => Find[]} */
export function checker(lists) {
  /** @type {Map<string, {phrase: Phrase, pattern: RegExp, unless: RegExp | null}[]>} */
  const ready = new Map();
  const of = (/** @type {string} */ language) => {
    const known = ready.get(language) ?? (lists.phrases[language] ?? []).map((phrase) => (
      { phrase, pattern: new RegExp(phrase.pattern, "gu"), unless: phrase.unless ? new RegExp(phrase.unless, "u") : null }));
    ready.set(language, known);
    return known;
  };
  const { order } = lists;
  return (text, language, audience) => {
    const reader = READERS.includes(audience) ? audience : "child";
    /** @type {Find[]} */
    const finds = [];
    for (const sentence of sentences(text)) {
      for (const tongue of new Set([language, "ru"])) {
        const words = tongue === "kk" ? few(sentence.text) : sentence.text;
        for (const { phrase, pattern, unless } of of(tongue)) {
          if ((phrase.only.length && !phrase.only.includes(reader)) || unless?.test(words)) continue;
          for (const match of words.matchAll(pattern)) {
            const { category, rule, instead, formal } = phrase;
            finds.push({ category, rule, title: lists.categories[category].title,
              span: [sentence.places[match.index], sentence.places[match.index + match[0].length] + 1],
              sentence: [sentence.places[0], /** @type {number} */ (sentence.places.at(-1)) + 1],
              instead: (reader === "adult" && formal) || instead });
          }
        }
      }
    }
    finds.sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1] || order.indexOf(one.category) - order.indexOf(other.category));
    return once(finds);
  };
}

/** One of a category in a sentence: the cure is the same. @param {Find[]} finds */
function once(finds) {
  const seen = new Set();
  return finds.filter((find) => {
    const key = `${find.category} ${find.sentence}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The text with the better sentence in the place of the one that was found; its end stays where it has one. @param {string} text @param {Find} find */
export function replaced(text, find) {
  const [start, end] = find.sentence;
  const after = text.slice(end).replace(/^[ \t]*[.!?…]+/u, "");
  return text.slice(0, start) + find.instead + after;
}
