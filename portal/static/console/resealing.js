/** While the desk changes its key: what lies under the earlier one is re-sealed here, a few threads at a time. */
import { get, post } from "./api.js";
import { Refused, resealed } from "./sealing/index.js";
import { renewDesk } from "./session.js";
import { state } from "./state.js";

/** Milliseconds between two looks when nothing is to be done, and between two threads when something is. */
const LOOK = 20_000;
const PAUSE = 250;

/** Threads that did not open here: the next look must not begin with them again. @type {Set<string>} */
const closed = new Set();
/** @type {any} */
let timer = null;

/** A shift begins; again after signing in again. */
export function startResealing() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

export function stopResealing() {
  clearTimeout(timer);
  timer = null;
}

async function look() {
  const done = state.keys ? await round().catch(() => 0) : 0;
  if (timer !== null) timer = setTimeout(look, done > 0 ? PAUSE : LOOK);
}

/** @returns {Promise<number>} how many threads were sealed anew */
async function round() {
  const wanted = await get("/resealing");
  if (wanted.kid !== state.keys.deskKid) await renewDesk();
  let done = 0;
  for (const box of wanted.boxes) {
    if (!state.keys || closed.has(`${box.signal} ${box.version}`)) continue;
    try {
      await post("/resealing", await resealed(box, state.keys.earlier, state.keys));
      done += 1;
    } catch (error) {
      // no line, or somebody was faster: the next look says so; what this browser cannot open, another one may
      if (error instanceof Refused && state.keys) closed.add(`${box.signal} ${box.version}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return done;
}
