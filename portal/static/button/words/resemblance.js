/** What no rule understood may still resemble danger: the twin of triage/resemblance.py, piece for piece. */
import { BEGUN, ended, withPoint } from "./crc.js";

const [LIKE, VERY_LIKE, SMALL_TALK] = ["like_danger", "very_like_danger", "like_small_talk"];
const LITTLE = 60;
const WORD = /[\p{L}\p{N}]+/gu;
const DRAWN_OUT = /([^\n])\1{2,}/gu;
const FOLD = new Map(Array.from("ёәғқңөұүһі", (letter, place) => [letter, "еагкноуухи"[place]]));
const PIECES = [3, 4, 5];
const SPACE = 0x20;
/** What a feature begins with: a word, two words, a piece of one. */
const [ONE, TWO, PIECE] = ["1", "2", "3"].map((kind) => withPoint(BEGUN, kind.charCodeAt(0)));

/**
 * @typedef {{weights: Int8Array, scale: number, bias: number}} Weights
 * @typedef {{bits: number, danger: Weights, smallTalk: Weights, like: number, veryLike: number, chatty: number,
 *   unlike: number}} Weighed
 */

/** Some of the three classes, or none. @param {Weighed} model @param {string} text @returns {string[]} */
export function resembling(model, text) {
  const found = buckets(text, model.bits);
  if (!found.size) return [];
  const danger = score(model.danger, found);
  if (danger > model.veryLike) return [LIKE, VERY_LIKE];
  if (found.size < LITTLE) return [];
  if (danger > model.like) return [LIKE];
  return danger < model.unlike && score(model.smallTalk, found) > model.chatty ? [SMALL_TALK] : [];
}

/** Log-odds. In this order, as in Python, to the last bit. */
function score({ weights, scale, bias }, found) {
  let total = 0;
  for (const one of found) total += weights[one];
  return bias + scale * total * (1 / Math.sqrt(Math.max(found.size, LITTLE)));
}

function buckets(text, bits) {
  const found = new Set();
  const rest = 2 ** bits - 1;
  const add = (state) => found.add(ended(state) & rest);
  let before = null;
  for (const [word] of plain(text).matchAll(WORD)) {
    const points = Array.from(word, (letter) => letter.codePointAt(0));
    add(through(ONE, points));
    if (before) add(through(withPoint(through(TWO, before), SPACE), points));
    pieces([SPACE, ...points, SPACE], add);
    before = points;
  }
  return found;
}

/** Every piece of a word: what a shorter one begins with is not counted again. */
function pieces(framed, add) {
  for (let start = 0; start + PIECES[0] <= framed.length; start += 1) {
    let state = PIECE;
    const most = Math.min(PIECES[PIECES.length - 1], framed.length - start);
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
