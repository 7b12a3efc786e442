/** What she taps and writes goes out one after another, each under one request id however often it is tried. */
import { Failed, isoNow, lineIsClosed, persistently, post } from "./client.js";
import { forgetThread, given, newId, newThread, sealedWord } from "./sealed.js";
import { newVisit, said } from "./visit.js";
import { startWork, workOf } from "./work.js";
import { wipe } from "../console/sealing/random.js";

/**
 * @typedef {{asked: string, at: string, from: "text" | "voice", text: string, media?: string, seconds?: number}} Fields
 * @typedef {{request: string, act?: string, fields?: Fields, classes?: string[], word?: Promise<object>, ready?: object, refused: number, part?: number}} Deed
 * @typedef {{screens: import("./screens.js").Screen[], signal: string, ended: string, stamp?: string}} Answer
 */

/** All that this page knows of itself; memory only. `known`: the desk has the thread. */
export const state = {
  /** @type {import("./visit.js").Visit | null} */ visit: null,
  /** @type {import("./sealed.js").Thread | null} */ thread: null,
  known: false,
  /** Request of the deed that opened the signal: the first code goes under it. */ openedBy: "",
  language: "ru",
  source: "",
};

/** Refusals of one and the same, after which it lets others pass and the plain form is offered. */
export const LAST_RESORT = 3;

/** @type {Deed[]} */
const queue = [];
/** @type {any} */
let desks = null;
/** @type {any} */
let riding = null;
let running = false;

/** @type {{answer: (answer: Answer, deed: Deed) => void, trouble: (failed: Failed | null, times: number, deed: Deed) => void, changed: () => void}} */
let tell = { answer: () => {}, trouble: () => {}, changed: () => {} };

/** @param {typeof tell} listeners `changed`: something was put into the queue or left it */
export function listen(listeners) {
  tell = listeners;
}

/** What every request begins with. */
export function who() {
  return { v: 1, visit: said(/** @type {any} */ (state.visit)) };
}

export function work() {
  return workOf(/** @type {any} */ (state.visit).account);
}

/** A new visit with a thread of its own. */
export async function newcomer() {
  const visit = await newVisit();
  const thread = await newThread(visit.account[0]);
  become(visit, thread, false);
}

/** @param {import("./visit.js").Visit} visit @param {import("./sealed.js").Thread} thread @param {boolean} known */
export function become(visit, thread, known) {
  wipe(state.visit?.secret);
  if (state.thread !== thread) forgetThread(state.thread);
  riding = null;
  Object.assign(state, { visit, thread, known, openedBy: "" });
}

/** Keys of the desks and a stamp for the work; asked again after a failure. */
export function begin() {
  desks ??= post("begin", {}).then((answer) => {
    demanded(answer);
    return answer.desks;
  });
  desks.catch(() => { desks = null; });
  return desks;
}

/** A stamp, and how much work upon it goes past the slow lane. @param {any} of an answer or a refusal */
function demanded({ stamp, bits }) {
  if (stamp && bits) void startWork(String(stamp), Number(bits), state.visit?.account ?? "");
}

/** For the visit that is now. */
export async function workAnew() {
  desks = null;
  await begin().catch(() => {});
}

export function waiting() {
  return queue;
}

/** A tap while another one is on its way is the same tap. @param {string} act */
export function tap(act) {
  if (queue.some((deed) => deed.act !== undefined)) return;
  add({ request: newId(), act, refused: 0 });
}

/** @param {string} text @param {string} asked @param {string[]} classes @param {number} part which piece of a long text, from 0 */
export function tellWords(text, asked, classes, part) {
  add({ request: newId(), fields: { asked, at: isoNow(), from: "text", text }, classes, refused: 0, part });
}

/** @param {string} media @param {number} seconds @param {string} asked */
export function tellVoice(media, seconds, asked) {
  add({ request: newId(), fields: { asked, at: isoNow(), from: "voice", text: "", media, seconds }, classes: [], refused: 0 });
}

/** @param {Deed} deed */
function add(deed) {
  queue.push(deed);
  tell.changed();
  void prepare(deed).catch(() => {}); // so that it can go along with a Hide
  void run();
}

async function run() {
  if (running) return;
  running = true;
  while (queue.length && !lineIsClosed()) {
    const [deed] = queue;
    const answer = await persistently(() => sent(deed), (failed, times) => { trouble(failed, times, deed); }).catch(() => null);
    queue.shift();
    if (answer) took(answer, deed);
    else queue.push(deed);
  }
  running = false;
}

/** @param {Deed} deed @returns {Promise<Answer>} */
async function sent(deed) {
  try {
    return await post("say", await prepare(deed));
  } catch (error) {
    if (error instanceof Failed) await mended(error, deed);
    throw error;
  }
}

/** What another try needs: other keys, or another thread where this one is gone. @param {Failed} failed @param {Deed} deed */
async function mended(failed, deed) {
  demanded(failed.body);
  if (failed.status === 409) [desks, riding, deed.ready] = [null, null, undefined];
  if (failed.status === 404) {
    desks = null; // the new visit needs work of its own
    await newcomer();
    for (const one of queue) [one.word, one.ready] = [undefined, undefined];
  }
  if (failed.status >= 400 && failed.status < 500) deed.refused += 1;
}

/** @param {Deed} deed @returns {Promise<object>} */
async function prepare(deed) {
  const { visit, thread, known, language, source } = state;
  if (!visit || !thread) throw new Failed(0, "no-visit");
  if (deed.fields) deed.word ??= sealedWord(thread, deed.fields).then((sealed) => ({ ...sealed, ...about(deed) }));
  const word = await deed.word?.catch((error) => { deed.word = undefined; throw error; });
  const along = known ? {} : { thread: await (riding ??= begin().then((/** @type {any} */ keys) => given(thread, keys)).catch(again)) };
  const what = word ? { word } : { act: deed.act };
  deed.ready = { ...who(), request: deed.request, language, source, work: work(), ...what, ...along };
  return deed.ready;
}

/** @param {any} error */
function again(error) {
  riding = null;
  throw error;
}

/** What triage may know of the words. @param {Deed} deed */
function about({ fields, classes }) {
  const { from, text, media, seconds } = /** @type {Fields} */ (fields);
  return { classes, digits: /\p{Nd}/u.test(text), kind: from, ...(media ? { media, seconds } : {}) };
}

/** @param {Failed | null} failed @param {number} times @param {Deed} deed */
function trouble(failed, times, deed) {
  // 409 is mended by itself: only the second time is trouble
  if (failed?.status === 409 && times === 1) return;
  tell.trouble(failed, times, deed);
  // what is refused again and again must not stand in the way of what comes after it
  if (failed && deed.refused >= LAST_RESORT && queue.length > 1) throw failed;
}

/** @param {Answer} answer @param {Deed} deed */
function took(answer, deed) {
  if (lineIsClosed()) return;
  demanded(answer);
  if (answer.signal && !state.known) Object.assign(state, { known: true, openedBy: deed.request });
  tell.answer(answer, deed);
  if (!lineIsClosed()) tell.changed();
}
