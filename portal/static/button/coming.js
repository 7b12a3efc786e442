/** Coming back with five words or 17 digits: they find the thread, open it here, and prove that they did. */
import { Failed, persistently, post } from "./client.js";
import { keepCode } from "./code.js";
import { become, newcomer, state, who, work, workAnew } from "./conversation.js";
import { frameOf, opened } from "./replies.js";
import { display, follow } from "./returning.js";
import { newId, reopened } from "./sealed.js";
import { say } from "./status.js";
import { t } from "./texts.js";
import { newVisit, said } from "./visit.js";
import { byId } from "../console/elements.js";
import { derive } from "../console/sealing/receipt.js";
import { wipe } from "../console/sealing/random.js";
import { Refused } from "../console/sealing/refused.js";

/** The thread could not be opened though it was found: the desk has not sealed it to this code yet. */
const CLOSED = "closed";

/** Tries before she is asked to press again. */
const TRIES = 3;

/** All the way, and what to say where it ends early. @param {number[]} indices */
export async function welcomed(indices) {
  try {
    const answer = await cameBack(indices);
    if (answer === null || answer === CLOSED) return say(answer === null ? "not-found" : "answer-failed");
    await keepCode(indices, answer.locator);
    return await welcome(answer);
  } catch (error) {
    const refused = error instanceof Refused || (error instanceof Failed && error.status >= 400 && error.status < 500);
    return say(refused ? "not-found" : "back-failed", { numbers: true });
  }
}

/** @param {any} answer of `back` */
async function welcome(answer) {
  byId("back")?.remove();
  byId("text").value = "";
  frameOf(answer.reply);
  const { screens, entries } = await opened(answer.replies ?? [], t("answer-failed"));
  say("");
  await display([...answer.screens, ...screens], entries);
  follow();
}

/**
 * @param {number[]} indices
 * @returns {Promise<any>} the answer of `back` and the `locator`, null where the code finds nothing, CLOSED. Rejects with Failed.
 */
async function cameBack(indices) {
  const { locator, seed } = await derive(indices);
  try {
    if (!state.visit) await newcomer();
    const first = /** @type {import("./visit.js").Visit} */ (state.visit);
    const found = await patiently(() => post("find", { ...who(), locator, work: work() }));
    if (!found.found) return null;
    const opened = await reopened(seed, first.account, found).catch(() => null);
    if (!opened) return CLOSED;
    return { ...await moved(first, opened, locator), locator };
  } finally {
    wipe(seed);
  }
}

/**
 * @param {import("./visit.js").Visit} first
 * @param {{thread: import("./sealed.js").Thread, proof: string}} opened
 * @param {string} locator
 */
async function moved(first, { thread, proof }, locator) {
  const visit = await newVisit(thread.signal[0]);
  const body = { v: 1, visit: said(visit), first: said(first), request: newId(), locator, proof, language: state.language, source: state.source, work: work() };
  // the server may have moved the thread though its answer was lost: the same request once more is answered the same
  const answer = await patiently(() => post("back", body));
  become(visit, thread, true);
  void workAnew();
  return answer;
}

/** What is refused for good is not asked again. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
function patiently(work) {
  return persistently(work, (failed, times) => {
    if (failed && (times >= TRIES || (failed.status >= 400 && failed.status < 500))) throw failed;
  });
}
