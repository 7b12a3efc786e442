/** Her receipt code: drawn here, derived after her report was sent, shown once the desk keeps its key. The server never sees it. */
import { persistently, post } from "./client.js";
import { state, who, work } from "./conversation.js";
import { newId, reporterBox } from "./sealed.js";
import { onLeaving } from "./exit.js";
import { receiptWords, spelt } from "./receipt-words.js";
import { derive, digitsOf, newIndices } from "../console/sealing/receipt.js";
import { wipe } from "../console/sealing/random.js";

/** Milliseconds after which a code that was not made is tried again. */
const AGAIN = 20_000;
const LIST = new URL("../words.txt", import.meta.url).href;

/** @typedef {"none" | "making" | "ready" | "failed"} Making */

/** `locator` of the one that the desk keeps for `thread`: another one says which it ends. `stays`: another was not to be had. */
const code = {
  /** @type {Making} */ status: "none",
  words: "",
  digits: "",
  locator: "",
  /** @type {import("./sealed.js").Thread | null} */ thread: null,
  stays: false,
};
/** @type {() => void} */
let changed = () => {};
let making = 0;

/** @param {() => void} listener */
export function onCode(listener) {
  changed = listener;
  onLeaving(() => { Object.assign(code, { locator: "", thread: null, stays: false }); set("none", "", ""); });
}

export function codeNow() {
  return code;
}

export function listOfWords() {
  return receiptWords(LIST);
}

/** @param {Making} status @param {string} words @param {string} digits */
function set(status, words, digits) {
  Object.assign(code, { status, words, digits });
  changed();
}

/** The first code goes under the request that opened the signal, another one under its own. @param {string} [request] */
export async function makeCode(request = newId()) {
  const { thread, visit } = state;
  if (!thread || !visit) return undefined;
  const mine = making += 1;
  const indices = newIndices();
  const before = code.thread === thread ? { ...code } : null;
  code.stays = false;
  set("making", "", "");
  try {
    const words = await persistently(listOfWords, () => { if (mine !== making) throw new Error("another code"); });
    const { locator, seed, public: pub } = await derive(indices);
    wipe(seed);
    const box = await reporterBox(thread, pub);
    const { kept } = await persistently(() => post("code", { ...who(), request, signal: thread.signal, locator, after: before?.locator ?? "", ...box, work: work() }), (failed) => {
      if (mine !== making || state.thread !== thread || failed?.status === 404) throw new Error("another thread");
    });
    // what the desk does not keep opens nothing: it must not be shown
    if (!kept) throw new Error("not kept");
    if (mine !== making || state.visit !== visit) return undefined;
    Object.assign(code, { locator, thread });
    set("ready", spelt(words, indices), digitsOf(indices));
  } catch {
    if (mine !== making || state.visit !== visit) return undefined;
    if (before) return stay(before);
    set("failed", "", "");
    setTimeout(() => { if (mine === making && state.visit === visit) void makeCode(request); }, AGAIN);
  }
  return undefined;
}

/** Another was refused for good (five an hour), and the earlier one works on. @param {typeof code} before */
function stay(before) {
  code.stays = true;
  set("ready", before.words, before.digits);
}

/** The code that she came back with is hers until she asks for another. @param {number[]} indices @param {string} locator */
export async function keepCode(indices, locator) {
  making += 1;
  Object.assign(code, { locator, thread: state.thread, stays: false });
  const words = await listOfWords().catch(() => null);
  set("ready", words ? spelt(words, indices) : "", digitsOf(indices));
}
