/** That something is going on: said where it takes longer than a blink, so that nobody presses twice over a slow line. */
import { byId } from "./dom.js";

/** Milliseconds that a request may take before the page says so. */
const BLINK = 400;

let running = 0;
/** @type {any} */
let timer;
/** @type {Map<string, Promise<any>>} */
const same = new Map();

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
export async function watched(work) {
  running += 1;
  timer ??= setTimeout(() => { byId("working")?.removeAttribute("hidden"); }, BLINK);
  try {
    return await work();
  } finally {
    running -= 1;
    if (!running) {
      clearTimeout(timer);
      timer = undefined;
      byId("working")?.setAttribute("hidden", "");
    }
  }
}

/** A second press while the first is on its way is the same press. @template T @param {string} deed @param {() => Promise<T>} work @returns {Promise<T>} */
export function once(deed, work) {
  const doing = same.get(deed) ?? work().finally(() => same.delete(deed));
  same.set(deed, doing);
  return doing;
}
