/** What no rule understood may still resemble danger: the twin of triage/resemblance.py, piece for piece. */
import { BEGUN, ended, withPoint } from "./crc.js";

const [LIKE, VERY_LIKE, SMALL_TALK, UNLIKE] = ["like_danger", "very_like_danger", "like_small_talk", "unlike_danger"];
const [LITTLE, ENOUGH] = [75, 150];
const WORD = /[\p{L}\p{N}]+/gu;
const DRAWN_OUT = /([^\n])\1{2,}/gu;
const FOLD = new Map(Array.from("ёәғқңөұүһі", (letter, place) => [letter, "еагкноуухи"[place]]));
const PIECES = [3, 6];
const [STEM, REACH] = [5, 4];
const MARKS = "!?)";
const SPACE = 0x20;
/** What a feature begins with: a word, two words near each other, a piece of a word, a mark. */
const [ONE, TWO, PIECE, MARK] = ["1", "2", "3", "4"].map((kind) => withPoint(BEGUN, kind.charCodeAt(0)));

/**
 * @typedef {{weights: Int8Array, scale: number, bias: number}} Weights
 * @typedef {{danger: Weights, smallTalk: Weights, like: number, veryLike: number, chatty: number, unlike: number,
 *   doubted: number}} Weighed
 */

/** Some of the four classes, or none. @param {Weighed} model @param {string} text @returns {string[]} */
export function resembling(model, text) {
  const found = hashes(text);
  if (!found.size) return [];
  const danger = score(model.danger, found);
  if (danger > model.veryLike) return [LIKE, VERY_LIKE];
  if (found.size < LITTLE) return [];
  if (danger > model.like) return [LIKE];
  const chatty = danger < model.unlike && score(model.smallTalk, found) > model.chatty;
  const doubted = danger < model.doubted && found.size >= ENOUGH;
  return [...(chatty ? [SMALL_TALK] : []), ...(doubted ? [UNLIKE] : [])];
}

/** Log-odds. In this order, as in Python, to the last bit. */
function score({ weights, scale, bias }, hashed) {
  const found = new Set();
  for (const one of hashed) found.add(one & (weights.length - 1));
  let total = 0;
  for (const one of found) total += weights[one];
  return bias + scale * total * (1 / Math.sqrt(Math.max(found.size, LITTLE)));
}

function hashes(text) {
  const found = new Set();
  const add = (state) => found.add(ended(state));
  for (const mark of MARKS) if (text.includes(mark)) add(withPoint(MARK, mark.charCodeAt(0)));
  let before = [];
  for (const [word] of plain(text).matchAll(WORD)) {
    const points = Array.from(word, (letter) => letter.codePointAt(0));
    add(through(ONE, points));
    const stem = points.slice(0, STEM);
    for (const other of before) add(pair(...(first(other, stem) ? [other, stem] : [stem, other])));
    before = [...before.slice(1 - REACH), stem];
    pieces([SPACE, ...points, SPACE], add);
  }
  return found;
}

function pair(one, other) {
  return through(withPoint(through(TWO, one), SPACE), other);
}

/** Whether one stands before the other, or is it, as Python orders texts: by code points. */
function first(one, other) {
  const place = one.findIndex((point, at) => point !== other[at]);
  return place < 0 || (place < other.length && one[place] < other[place]);
}

/** Every piece of a word: what a shorter one begins with is not counted again. */
function pieces(framed, add) {
  for (let start = 0; start + PIECES[0] <= framed.length; start += 1) {
    let state = PIECE;
    const most = Math.min(PIECES[1], framed.length - start);
    for (let place = 0; place < most; place += 1) {
      state = withPoint(state, framed[start + place]);
      if (place + 1 >= PIECES[0]) add(state);
    }
  }
}

function through(state, points) {
  for (const point of points) state = withPoint(state, point);
  return state;
}

function plain(text) {
  let said = "";
  for (const letter of text.toLowerCase()) said += FOLD.get(letter) ?? letter;
  return said.replace(DRAWN_OUT, "$1");
}
