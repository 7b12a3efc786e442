/** The place to write in: what stands there goes out sealed, in pieces where it is long; a code is asked about first. */
import { byId, fill, h } from "../console/elements.js";
import { listOfWords } from "./code.js";
import { tellWords } from "./conversation.js";
import { asked } from "./page.js";
import { codeIn } from "./receipt-words.js";
import { say } from "./status.js";
import { t } from "./texts.js";

/** Characters of one entry (the desk shows entries of up to so many). */
const LONGEST = 4_000;
/** Milliseconds that the words wait for the table of danger words, and for the list of codes. */
const TABLE = 8_000;
const LIST = 2_000;
/** Questions whose answers are no story, whatever they resemble (desk/telling_words.py). */
const NO_STORY = ["ask_place", "ask_wishes"];
const UNREAD = ["unmatched"];

/** @typedef {{classes: (text: string, how: {story: boolean}) => string[]}} Matcher */

/** @type {Promise<Matcher> | undefined} */
let table;
/** @type {Promise<string[]> | undefined} */
let list;
let sending = false;

/** What is needed for the first words, fetched while she reads. */
export function prepareWriting() {
  // a name in a variable: where the table is missing, the page is whole without it
  const place = new URL("./words/index.js", import.meta.url).href;
  table ??= import(place).then((module) => module.load());
  table.catch(() => { table = undefined; });
  list ??= listOfWords();
  list.catch(() => { list = undefined; });
}

/** @template T @param {Promise<T> | undefined} work @param {number} most milliseconds @returns {Promise<T | null>} */
function within(work, most) {
  return Promise.race([Promise.resolve(work).then((value) => value ?? null, () => null), new Promise((resolve) => { setTimeout(resolve, most, null); })]);
}

/** @param {(indices: number[]) => void} comeBack she typed a code and wants what it opens */
export async function sendWords(comeBack) {
  const area = /** @type {HTMLTextAreaElement} */ (byId("text"));
  if (sending) return;
  if (!area.value.trim()) { area.focus(); return; }
  sending = true;
  try {
    prepareWriting();
    const indices = mayBeCode(area.value) ? codeIn(area.value, await within(list, LIST) ?? []) : null;
    if (indices) ask(indices, comeBack);
    else await deliver(area);
  } finally {
    sending = false;
  }
}

/** Anything else is not worth waiting for the list. @param {string} text */
function mayBeCode(text) {
  return text.length < 200 && (text.trim().split(/[\s,.;:!\-–—«»"]+/u).filter(Boolean).length === 5 || /^[\d\s\-–—.]+$/u.test(text.trim()));
}

/** @param {HTMLTextAreaElement} area */
async function deliver(area) {
  const [text, question] = [area.value, asked()];
  area.readOnly = true;
  say("sending");
  try {
    const matcher = await within(table, TABLE);
    const pieces = cut(text);
    if (pieces.length > 1) say("long");
    // danger that a cut runs through is seen in the whole
    const all = pieces.length > 1 ? classesOf(matcher, text, question) : [];
    pieces.forEach((piece, at) => tellWords(piece, question, [...new Set([...classesOf(matcher, piece, question), ...(at ? [] : all)])], at));
    if (area.value === text) area.value = "";
    // the button is asleep now: the keyboard must not be nowhere
    byId("talk").focus({ preventScroll: true });
  } finally {
    area.readOnly = false;
  }
}

/** A fault of the table must not keep her words: a class that no rule knows makes it urgent for a human. @param {Matcher | null} matcher @param {string} text @param {string} question */
function classesOf(matcher, text, question) {
  try {
    return matcher?.classes(text, { story: !NO_STORY.includes(question) }) ?? UNREAD;
  } catch {
    return UNREAD;
  }
}

/** At the last space before the end of a piece, never inside of a character. @param {string} text @returns {string[]} */
export function cut(text) {
  const pieces = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const space = Math.max(rest.lastIndexOf("\n", LONGEST), rest.lastIndexOf(" ", LONGEST));
    let end = space > LONGEST / 2 ? space : LONGEST;
    if (/[\uD800-\uDBFF]/.test(rest[end - 1])) end -= 1;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest].filter((piece) => piece.trim());
}

/** Five listed words may be a code or just words: she says which. @param {number[]} indices @param {(indices: number[]) => void} comeBack */
function ask(indices, comeBack) {
  const area = /** @type {HTMLTextAreaElement} */ (byId("text"));
  const close = () => fill(byId("asking"));
  const open = h("button", { type: "button", "data-t": "looks-back", onclick: () => { close(); comeBack(indices); } }, t("looks-back"));
  const words = h("button", { type: "button", "data-t": "looks-send", onclick: () => { close(); void deliver(area); } }, t("looks-send"));
  const title = h("h2", { tabindex: "-1", "data-t": "looks" }, t("looks"));
  fill(byId("asking"), title, h("div", { class: "row" }, open, words));
  title.focus();
}
