/** The table that tools/lexicon/packing.py wrote: words, their concepts as numbers, patterns, and the model. */
import { Decoder, context } from "./coding.js";
import { crc32 } from "./crc.js";

const LETTERS = "\0абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz0123456789_";
const NO_LETTER = LETTERS.length;
/** Number of the first concept: before it stand NOT and the numbers from 0 to 100. */
const CONCEPTS = 102;
const [FORM, STEM, COMMON] = [1, 2, 4];
const [MARK, HEAD, SUM] = ["RBW2", 40, 36];
const THRESHOLDS = ["like", "veryLike", "chatty", "unlike", "doubted"];
/** Words or patterns between two looks at the clock, so that the page stays awake. */
const STRIDE = 256;

/**
 * @typedef {{says: string, items: {any: Set<number>, turned: boolean}[], within: number, ordered: boolean,
 *   without: number[], trap: boolean, whole: boolean}} Pattern
 * @typedef {{forms: Map<string, number[]>, stems: Map<string, number[]>, common: Set<string>, patterns: Pattern[]}} Table
 */

/**
 * Reads all of it, in steps: whoever runs the generator decides when to go on.
 * @param {Uint8Array} bytes
 * @returns {Generator<void, {table: Table, model: import("./resemblance.js").Weighed}>}
 */
export function* unpacked(bytes) {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = bytes.subarray(HEAD);
  const marked = String.fromCharCode(...bytes.subarray(0, MARK.length)) === MARK;
  if (!marked || head.getUint32(SUM) !== crc32(body)) throw new Error("not a table of this version, or not all of it");
  const coder = new Decoder(body);
  const words = yield* listed(coder, 4);
  const kinds = yield* kindsOf(coder, words.length);
  const { forms, stems } = yield* meanings(coder, words, kinds);
  const common = new Set(words.filter((_, place) => kinds[place] & COMMON));
  yield;
  const patterns = yield* patternsOf(coder);
  return { table: { forms, stems, common, patterns }, model: yield* modelOf(coder) };
}

function* kindsOf(coder, count) {
  const kinds = [];
  for (let kind = 0; kinds.length < count;) {
    kind = coder.tree([context(20), context(20, kind)], 3);
    if (kinds.push(kind) % STRIDE === 0) yield;
  }
  return kinds;
}

function* listed(coder, kind) {
  const words = [];
  let said = [];
  for (let left = coder.number([context(kind)]); left > 0; left -= 1) {
    said = nextWord(coder, said);
    words.push(said.map((letter) => LETTERS[letter]).join(""));
    if (left % STRIDE === 0) yield;
  }
  return words;
}

/** A word told by the one before it. @param {Decoder} coder @param {number[]} before letters */
function nextWord(coder, before) {
  const size = before.length;
  const dropped = coder.number([context(1), context(1, size), context(1, size, ...before.slice(-2))]);
  const said = before.slice(0, size - dropped);
  let told = beyond(dropped ? before[said.length] : NO_LETTER, said);
  for (;;) {
    const letter = coder.tree(told, 7);
    if (!letter) return said;
    said.push(letter);
    const [a, b, c, d] = last(said);
    told = [context(2, a), context(2, a, b), context(2, a, b, c), context(2, a, b, c, d)];
  }
}

/** What tells the first letter that differs: that of the word before. */
function beyond(letter, said) {
  const [a, b, c] = last(said);
  return [context(3, letter), context(3, letter, a), context(3, letter, a, b), context(3, letter, a, b, c)];
}

function last(said) {
  return [1, 2, 3, 4].map((back) => (back <= said.length ? said[said.length - back] : NO_LETTER));
}

function* meanings(coder, words, kinds) {
  const found = [];
  const seen = [];
  let literal = 0;
  for (let place = 0; place < words.length; place += 1) {
    for (const [kind, form] of [[FORM, 1], [STEM, 0]]) {
      if (!(kinds[place] & kind)) continue;
      literal = coder.tree([context(21, form), context(21, literal)], 1);
      found.push({ word: words[place], form, literal, names: again(coder, seen, 30) });
    }
    if (place % STRIDE === 0) yield;
  }
  let concepts = CONCEPTS;
  for (const names of seen) for (const name of names) concepts = Math.max(concepts, name + 1);
  yield;
  const [stems, forms] = [new Map(), new Map()];
  for (let place = 0; place < found.length; place += 1) {
    const one = found[place];
    (one.form ? forms : stems).set(one.word, one.literal ? [...one.names, concepts++] : one.names);
    if (place % STRIDE === 0) yield;
  }
  return { forms, stems };
}

/** A set of numbers: one that was seen, by how long ago, or a new one. */
function again(coder, seen, kind) {
  const place = coder.number([context(kind)]);
  const one = place ? seen.splice(seen.length - place, 1)[0] : rising(coder, kind + 1);
  seen.push(one);
  return one;
}

function rising(coder, kind) {
  const found = [];
  let step = 0;
  for (let left = coder.number([context(kind)]); left > 0; left -= 1) {
    const place = Math.min(found.length, 2);
    step = coder.number([context(kind + 1, place), context(kind + 1, place, 32 - Math.clz32(step))]);
    found.push((found.length ? found[found.length - 1] + 1 : 0) + step);
  }
  return found;
}

function* patternsOf(coder) {
  const [items, without, patterns] = [[], [], []];
  const classes = yield* listed(coder, 6);
  let says = 0;
  for (let left = coder.number([context(5)]); left > 0; left -= 1) {
    says = coder.tree([context(40, says)], 8);
    patterns.push({ says: classes[says], ...pattern(coder, says, items, without) });
    if (left % STRIDE === 0) yield;
  }
  return patterns;
}

function pattern(coder, says, seen, unwanted) {
  const shape = coder.tree([context(41), context(41, says)], 3);
  const count = coder.number([context(42, shape), context(42, shape, 0)]) + 1;
  const within = coder.number([context(43, shape), context(43, shape, count)]) + count;
  const items = [];
  while (items.length < count) {
    const turned = coder.tree([context(44)], 1) === 1;
    items.push({ turned, any: new Set(again(coder, seen, 50)) });
  }
  const without = again(coder, unwanted, 60);
  return { items, within, without, ordered: Boolean(shape & 1), whole: Boolean(shape & 2), trap: Boolean(shape & 4) };
}

function* modelOf(coder) {
  const odds = Object.fromEntries(THRESHOLDS.map((name) => [name, coder.signed([context(71)]) / 1e3]));
  const danger = yield* weightsOf(coder);
  return { ...odds, danger, smallTalk: yield* weightsOf(coder) };
}

function* weightsOf(coder) {
  const bits = coder.number([context(70)]);
  const scale = coder.number([context(72)]) / 1e9;
  const bias = coder.signed([context(73)]) / 1e6;
  const step = coder.number([context(74)]);
  const weights = new Int8Array(1 << bits);
  for (let place = 0; place < weights.length; place += 1) {
    weights[place] = coder.signed([context(75)]) * step;
    if (place % 4096 === 0) yield;
  }
  return { scale, bias, weights };
}
