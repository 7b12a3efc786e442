/** The word list of receipt codes, and what a text must look like to be a code: the twin of i18n/receipt_words.py. */
import { indicesOf } from "../console/sealing/receipt.js";

const SIZE = 2048;
const WORDS = 5;
const DIGITS = 17;
/** So many words must stand in the list as written before a slip of the finger is forgiven in the others. */
const SURE = 3;
const BETWEEN = /[\s,.;:!\-–—«»"]+/u;
const NUMBER = /^[\d\s\-–—.]+$/u;

/** @type {Promise<string[]> | undefined} */
let asked;

/** Rejects while it cannot be fetched; asked again the next time. @param {string} address @returns {Promise<string[]>} */
export function receiptWords(address) {
  asked ??= fetch(address, { cache: "no-store", credentials: "omit" }).then(async (answer) => {
    const words = (await answer.text()).split(/\s+/).filter(Boolean);
    if (!answer.ok || words.length !== SIZE) throw new TypeError("the list has 2048 words");
    return words;
  });
  asked.catch(() => { asked = undefined; });
  return asked;
}

/** @param {string[]} words @param {number[]} indices */
export function spelt(words, indices) {
  return indices.map((index) => words[index]).join(" ");
}

/** Five indices when the text is a code and nothing else, else null. @param {string} text @param {string[]} words none: digits alone are known */
export function codeIn(text, words) {
  const plain = text.trim();
  const digits = NUMBER.test(plain) ? plain.replace(/\D/g, "") : "";
  if (digits.length === DIGITS) {
    try { return indicesOf(digits); } catch { return null; }
  }
  return fiveWords(plain, words);
}

/** @param {string} text @param {string[]} words */
function fiveWords(text, words) {
  const said = text.split(BETWEEN).filter(Boolean).map((word) => word.toLowerCase().replaceAll("ё", "е"));
  if (said.length !== WORDS || !said.every((word) => /^\p{L}+$/u.test(word))) return null;
  const places = new Map(words.map((word, place) => [word, place]));
  const exact = said.map((word) => places.get(word));
  if (exact.filter((place) => place !== undefined).length < SURE) return null;
  const found = said.map((word, at) => exact[at] ?? nearest(word, words));
  return found.includes(-1) ? null : /** @type {number[]} */ (found);
}

/** The one listed word that is a single slip away; -1 when there is none, or two. @param {string} word @param {string[]} words */
function nearest(word, words) {
  const near = words.flatMap((listed, place) => (oneSlip(word, listed) ? [place] : []));
  return near.length === 1 ? near[0] : -1;
}

/** One letter missing, added, changed, or two neighbours swapped. @param {string} one @param {string} other */
function oneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  const swapped = a.length === b.length && a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped;
}
