/** A specialist's text as the reply check reads it. Twin of i18n/reply_text.py: whoever changes one changes both. */

const LETTERS = new Set("0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі");
const CONSONANTS = new Set("бвгджзйклмнпрстфхцчшщ");
const JOINS = new Set("-'/");
const ENDS = new Set([".", "!", "?", "…", ";", "\n", "\r", "\u2028", "\u2029"]);
const BREVE = "\u0306";
/** Invisible, or an accent over a letter: nobody sees that they are missing. */
const DROPPED = new Set(["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u0300", "\u0301", BREVE, "\u0308"]);
/** @type {Record<string, string>} */
const SAME = { "ё": "е", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‑": "-" };
/** @type {Record<string, string>} Latin letters where a Cyrillic one belongs */
const LOOK_ALIKES = { a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", i: "і", k: "к", m: "м", t: "т", h: "н", b: "в" };
/** @type {Record<string, string>} Kazakh letters as a Russian keyboard has them */
const FEW = { "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и" };
/** No look-behind in what is parsed at once: an older browser must lose the check, never the page. */
const SOFT = /[шчщж]ь|ть(?=ся)/gu;
const BOTH = /^\([а-я]{1,4}\)/u;
const LONGEST_BOTH = 6;

/** @typedef {{text: string, places: number[], asks: boolean}} Sentence words parted by one space; where each letter stood */

/** @param {string} text */
export function few(text) {
  return Array.from(text, (letter) => FEW[letter] ?? letter).join("");
}

/** @param {string} typed @returns {Sentence[]} */
export function sentences(typed) {
  const letters = plain(typed);
  /** @type {Sentence[]} */
  const found = [empty()];
  for (let at = 0; at < letters.length;) {
    let end = wordEnd(letters, at);
    if (end > at) {
      const [word, places] = folded(letters.slice(at, end), at);
      if (word && /** @type {Sentence} */ (found.at(-1)).asks) found.push(empty());
      if (word) add(/** @type {Sentence} */ (found.at(-1)), word, places, end - 1);
    } else {
      end = gapEnd(letters, at);
      close(found, letters.slice(at, end).filter((one) => ENDS.has(one)), goesOn(typed, end), at);
    }
    at = end;
  }
  return found.filter((one) => one.text.trim());
}

/** @returns {Sentence} */
function empty() {
  return { text: " ", places: [0], asks: false };
}

/** @param {Sentence} sentence @param {string} word @param {number[]} places @param {number} last place of its last character, folded away or not */
function add(sentence, word, places, last) {
  if (sentence.places.length === 1) sentence.places[0] = places[0];
  sentence.text += `${word} `;
  sentence.places.push(...places, last);
}

/** @param {Sentence[]} found @param {string[]} ends @param {boolean} on @param {number} at */
function close(found, ends, on, at) {
  const last = /** @type {Sentence} */ (found.at(-1));
  const pause = ends.every((one) => one === "." || one === "…") && (ends.includes("…") || ends.length > 1);
  if (!last.text.trim() || last.asks || !ends.length || (pause && on)) return;
  if (!ends.includes("?")) { found.push(empty()); return; }
  add(last, "?", [at], at);
  last.asks = true;
}

/** @param {string} typed @returns {string[]} one entry a character; what is dropped is an empty one */
function plain(typed) {
  return Array.from({ length: typed.length }, (_, at) => {
    const low = typed[at].toLowerCase().length === 1 ? typed[at].toLowerCase() : typed[at];
    const same = low === "и" && typed[at + 1] === BREVE ? "й" : SAME[low] ?? low;
    return DROPPED.has(same) ? "" : same;
  });
}

/** @param {string[]} letters @param {number} start */
function wordEnd(letters, start) {
  let at = start;
  while (at < letters.length) {
    if (letters[at] === "" || LETTERS.has(letters[at])) at += 1;
    else if (at > start && JOINS.has(letters[at]) && LETTERS.has(letters[at + 1])) at += 2;
    else {
      const both = at > start && BOTH.exec(letters.slice(at, at + LONGEST_BOTH).join(""));
      return both ? at + both[0].length : at + (at > start && letters[at] === "%" ? 1 : 0);
    }
  }
  return at;
}

/** @param {string[]} letters @param {number} start @returns {[string, number[]]} */
function folded(letters, start) {
  let pairs = letters.map((letter, at) => /** @type {[string, number]} */ ([letter, start + at])).filter(([letter]) => letter);
  if (pairs.some(([letter]) => (letter >= "а" && letter <= "я") || letter in FEW)) {
    pairs = pairs.map(([letter, place]) => [LOOK_ALIKES[letter] ?? letter, place]);
  }
  /** @type {[string, number][]} */
  const kept = [];
  for (let at = 0; at < pairs.length;) {
    let end = at;
    while (end < pairs.length && pairs[end][0] === pairs[at][0]) end += 1;
    const letter = pairs[at][0];
    const once = (end - at > 1 && CONSONANTS.has(letter)) || (end - at > 2 && !(letter >= "0" && letter <= "9"));
    kept.push(...pairs.slice(at, once ? at + 1 : end));
    at = end;
  }
  const word = kept.map(([letter]) => letter).join("");
  const soft = new Set(Array.from(word.matchAll(SOFT), (found) => found.index + 1));
  return [word.replace(SOFT, (pair) => pair[0]), kept.filter((_, at) => !soft.has(at)).map(([, place]) => place)];
}

/** @param {string[]} letters @param {number} start */
function gapEnd(letters, start) {
  let end = start + 1;
  while (end < letters.length && !LETTERS.has(letters[end])) end += 1;
  return end;
}

/** @param {string} typed @param {number} at */
function goesOn(typed, at) {
  return at < typed.length && typed[at].toLowerCase() === typed[at];
}
