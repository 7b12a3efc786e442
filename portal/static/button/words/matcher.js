/** What a text says, as classes: words by table, phrases by a walk. The twin of triage/words.py, step for step. */
import { END, cyrillic, heard, near, tokens } from "./spelling.js";

const NOT = 0;
const [LEAST_HEARD, LEAST_NEAR, LEAST_GLUED] = [4, 5, 6];
const [FEW_WORDS, LONG] = [9, "long"];
/** The number of the concept "N0" of the word "0"; more than 100 counts as 100. */
const [ZERO, MOST] = [1, 100];
const NOTHING = [];
/** Words between two looks at the clock. */
const STRIDE = 256;

/** @typedef {{names: number[], turned: boolean}} Spoken */

/** In steps, so that the page stays awake. @param {import("./table.js").Table} table @returns {Generator<void, Matcher>} */
export function* matcherOf(table) {
  const matcher = new Matcher(table);
  yield* matcher.indexing();
  yield* matcher.listening();
  return matcher;
}

class Matcher {
  #table;
  #heard = new Map();
  /** Sounds by their first letter and length: where a slip of the finger is looked for. */
  #alike = new Map();
  #keys = [];
  #byName = new Map();
  #longest = 0;
  #longestStem = 0;

  constructor(table) {
    this.#table = table;
  }

  /** Patterns by the item that the fewest words mean. */
  * indexing() {
    const { forms, stems, patterns } = this.#table;
    const sizes = new Map();
    let done = 0;
    for (const words of [forms, stems]) {
      for (const names of words.values()) {
        for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
        if ((done += 1) % STRIDE === 0) yield;
      }
    }
    for (const stem of stems.keys()) this.#longestStem = Math.max(this.#longestStem, stem.length);
    for (let number = 0; number < patterns.length; number += 1) {
      this.#index(patterns[number], number, sizes);
      if (number % STRIDE === 0) yield;
    }
  }

  /** Words by sound. */
  * listening() {
    let done = 0;
    for (const [form, names] of this.#table.forms) {
      this.#longest = Math.max(this.#longest, form.length);
      if (form.length >= LEAST_HEARD) this.#hear(heard(form), names);
      if ((done += 1) % STRIDE === 0) yield;
    }
  }

  /** Every class that a pattern finds. Traps go first and take their words with them. @param {string} text */
  classes(text) {
    const sentences = this.#sentences(text);
    const found = new Set();
    for (const trap of [true, false]) {
      for (const said of sentences) this.#find(said, trap, sentences.length === 1, found);
    }
    if (sentences.reduce((sum, said) => sum + said.length, 0) > FEW_WORDS) found.add(LONG);
    return found;
  }

  #index(pattern, number, sizes) {
    const size = ({ any }) => Array.from(any).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
    const rarest = pattern.items.reduce((key, item) => (size(item) < size(key) ? item : key));
    this.#keys.push(rarest);
    for (const name of rarest.any) pushed(this.#byName, name, number);
  }

  #hear(sound, names) {
    const before = this.#heard.get(sound);
    this.#heard.set(sound, before ? union(before, names) : names);
    if (!before && sound.length >= LEAST_NEAR) pushed(this.#alike, sound[0] + sound.length, sound);
  }

  #sentences(text) {
    const sentences = [];
    let said = [];
    for (const token of [...tokens(text), END]) {
      if (token !== END) {
        for (const names of this.#read(token)) {
          said.push({ names, turned: said.length > 0 && said[said.length - 1].names.includes(NOT) });
        }
      } else if (said.length) {
        sentences.push(said);
        said = [];
      }
    }
    return sentences;
  }

  #find(said, trap, alone, found) {
    const where = new Map();
    said.forEach(({ names }, place) => names.forEach((name) => pushed(where, name, place)));
    const likely = new Set();
    for (const name of where.keys()) for (const number of this.#byName.get(name) ?? NOTHING) likely.add(number);
    for (const number of Array.from(likely).sort((a, b) => a - b)) {
      const pattern = this.#table.patterns[number];
      if (pattern.trap !== trap || !possible(pattern, where, alone && said.length === pattern.items.length)) continue;
      const around = Array.from(this.#keys[number].any).flatMap((name) => where.get(name) ?? NOTHING);
      const places = placesOf(pattern, said, around);
      if (places.length) found.add(pattern.says);
      if (trap) for (const place of places) said[place] = { names: NOTHING, turned: false };
    }
  }

  /** The concepts of a word; of two where they are written as one (нехочу). */
  #read(token) {
    const { forms, common } = this.#table;
    let plain = this.#names(token);
    if (!plain.length && common.has(token)) return [forms.get(cyrillic(token)) ?? NOTHING];
    if (!plain.length && !/[^\0-\x7f]/.test(token)) plain = this.#names(cyrillic(token));
    if (plain.length || token.length < LEAST_GLUED) return [plain];
    const last = Math.min(token.length - 3, this.#longest);
    for (let cut = Math.max(2, token.length - this.#longest); cut <= last; cut += 1) {
      const [first, second] = [forms.get(token.slice(0, cut)), forms.get(token.slice(cut))];
      const long = Math.min(cut, token.length - cut) >= LEAST_HEARD;
      if (first?.length && second?.length && (first.includes(NOT) || long)) return [first, second];
    }
    return [plain];
  }

  /** As written, by its beginning, by ear, or with one slip of a finger. */
  #names(token) {
    if (/^[0-9]+$/.test(token)) return [ZERO + Math.min(Number(token.slice(0, 4)), MOST)];
    const stems = [];
    for (let end = 2; end <= Math.min(token.length, this.#longestStem); end += 1) {
      const names = this.#table.stems.get(token.slice(0, end));
      if (names) stems.push(names);
    }
    const exact = this.#table.forms.get(token) ?? NOTHING;
    if (exact.length || this.#table.common.has(token) || token.length < LEAST_HEARD) return union(exact, ...stems);
    const sound = heard(token);
    const same = this.#heard.get(sound);
    if (stems.length) return union(same ?? NOTHING, ...stems);
    if (same || sound.length < LEAST_NEAR) return same ?? NOTHING;
    return union(...this.#near(sound).map((one) => this.#heard.get(one)));
  }

  #near(sound) {
    const lengths = [sound.length - 1, sound.length, sound.length + 1];
    const alike = lengths.flatMap((length) => this.#alike.get(sound[0] + length) ?? NOTHING);
    return alike.filter((one) => near(sound, one));
  }
}

/** Whether every item stands somewhere in the sentence, and nothing that is not wanted. */
function possible(pattern, where, whole) {
  if (pattern.without.some((name) => where.has(name)) || (pattern.whole && !whole)) return false;
  return pattern.items.every(({ any }) => some(any, where));
}

function some(names, where) {
  for (const name of names) if (where.has(name)) return true;
  return false;
}

/** Where each item stands, near one of the places `around`, or [] when the pattern does not. */
function placesOf(pattern, said, around) {
  const starts = new Set();
  for (const place of around) for (let back = 0; back < pattern.within; back += 1) starts.add(Math.max(0, place - back));
  for (const start of Array.from(starts).sort((a, b) => a - b)) {
    const span = [start, Math.min(said.length, start + pattern.within)];
    const places = pattern.ordered ? inOrder(pattern.items, said, span) : anyhow(pattern.items, said, span, []);
    if (places.length) return places;
  }
  return NOTHING;
}

function inOrder(items, said, [start, end]) {
  const places = [];
  let at = start;
  for (const item of items) {
    while (at < end && !is(said[at], item)) at += 1;
    if (at >= end) return NOTHING;
    places.push(at);
    at += 1;
  }
  return places;
}

function anyhow(items, said, span, taken) {
  if (taken.length === items.length) return taken;
  for (let place = span[0]; place < span[1]; place += 1) {
    if (taken.includes(place) || !is(said[place], items[taken.length])) continue;
    const rest = anyhow(items, said, span, [...taken, place]);
    if (rest.length) return rest;
  }
  return NOTHING;
}

function is(spoken, item) {
  return spoken.turned === item.turned && spoken.names.some((name) => item.any.has(name));
}

function union(...lists) {
  const filled = lists.filter((one) => one.length);
  return filled.length > 1 ? Array.from(new Set(filled.flat())) : filled[0] ?? NOTHING;
}

function pushed(lists, key, one) {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}
