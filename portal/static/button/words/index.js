/**
 * What a child's words tell, found on her own phone, so that no server has to read them: the same classes as
 * triage.judge finds. A small table comes first and is what the page waits for; the whole one follows in the background.
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
 * Rejects when the small table cannot be had. `whole` tells when everything that the whole table finds is found too, or
 * that it was not to be had: then the small one goes on alone.
 * @param {{whole?: boolean}} [how]
 * @returns {Promise<Words & {whole: Promise<boolean>}>}
 */
export async function load({ whole = mayFetchMore() } = {}) {
  const readers = [await fetched(FIRST)];
  const more = whole ? fetched(WHOLE).then((reader) => readers.push(reader) > 1, () => false) : Promise.resolve(false);
  return { classes: (text, { story = true } = {}) => all(readers, text, story), whole: more };
}

/** One table, read in slices. @param {Uint8Array} bytes @returns {Promise<Words>} */
export async function reading(bytes) {
  const { matcher, model } = await sliced(opened(bytes));
  const classes = (text, { story = true } = {}) => [...matcher.classes(text), ...(story ? resembling(model, text) : [])].sort();
  return { classes };
}

function* opened(bytes) {
  const { table, model } = yield* unpacked(bytes);
  return { matcher: yield* matcherOf(table), model };
}

/** What any of them finds. */
function all(readers, text, story) {
  return Array.from(new Set(readers.flatMap((reader) => reader.classes(text, { story })))).sort();
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
