/**
 * What a child's words tell, found on her own phone, so that no server has to read them: the classes that triage.judge
 * finds. A small table comes first and is what the page waits for; the whole one follows in the background.
 */
import { matcherOf } from "./matcher.js";
import { resembling } from "./resemblance.js";
import { unpacked } from "./table.js";

const [FIRST, WHOLE] = ["first.bin", "whole.bin"];
/** Milliseconds of work at a time: a frame and a half, so that typing never hangs. */
const SLICE = 24;
/** Connections over which the whole table would stand in the way of a report (Network Information API). */
const SLOW = ["slow-2g", "2g"];
/** GiB of a phone (Device Memory API) below which the small table has to do. */
const LEAST_MEMORY = 1;

/**
 * @typedef {{classes: (text: string, how?: {story?: boolean}) => string[]}} Words
 *   `story`: words of her own, to be compared with examples; an answer to a question is none.
 */

/**
 * Rejects when the small table cannot be had. `whole` tells when the whole one reads instead, so that the page finds
 * what Python finds, or that it was not to be had. (Both together found no more danger than it alone: docs/triage.md.)
 * @param {{whole?: boolean}} [how]
 * @returns {Promise<Words & {whole: Promise<boolean>}>}
 */
export async function load({ whole = mayFetchMore() } = {}) {
  let best = await fetched(FIRST);
  const better = (reader) => { best = reader; return true; };
  const more = whole ? fetched(WHOLE).then(better, () => false) : Promise.resolve(false);
  return { classes: (text, how) => best.classes(text, how), whole: more };
}

/** One table, read in slices. @param {Uint8Array} bytes @returns {Promise<Words>} */
export async function reading(bytes) {
  const { matcher, model } = await sliced(opened(bytes));
  const alike = (text, story) => (story ? resembling(model, text) : []);
  return { classes: (text, { story = true } = {}) => [...matcher.classes(text), ...alike(text, story)].sort() };
}

function* opened(bytes) {
  const { table, model } = yield* unpacked(bytes);
  return { matcher: yield* matcherOf(table), model };
}

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url), { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return reading(new Uint8Array(await answer.arrayBuffer()));
}

function mayFetchMore() {
  const { connection, deviceMemory } = navigator;
  const sparing = connection?.saveData || SLOW.includes(connection?.effectiveType);
  return !sparing && !(deviceMemory < LEAST_MEMORY);
}

async function sliced(work) {
  for (;;) {
    const begun = performance.now();
    while (performance.now() - begun < SLICE) {
      const { done, value } = work.next();
      if (done) return value;
    }
    await new Promise((resume) => { setTimeout(resume); });
  }
}
