/**
 * What was typed and not sent outlives the tab: sealed by its author (protocol 3.5) in this browser's storage, never in clear.
 * All tabs of one member share it: of each signal the words that were typed last are the ones that count.
 */
import { byId } from "./dom.js";
import { b64u, openDrafts, sealDrafts, unb64u } from "./sealing/index.js";
import { draftOf, isBlank, state } from "./state.js";

const PLACE = "rb-drafts.";
/** Milliseconds: over a weekend; words of a night that nobody came back to must not lie in a browser for ever. */
const KEPT = 72 * 3_600_000;
/** Milliseconds: so long the other tabs must learn that a reply is not unsent any more. */
const REMEMBERED = 24 * 3_600_000;

/** @type {Promise<void> | null} */
let writing = null;
let [dirty, again] = [false, false];

function place() {
  return PLACE + state.me.member;
}

/** Everything in one box; in front of it, in clear, only when it was last written, so that it goes without a key. */
function lying() {
  try {
    const [, at, box] = /^(\d+)\.([\w-]+)$/.exec(localStorage.getItem(place()) ?? "") ?? [];
    return box && Date.now() - Number(at) < KEPT ? unb64u(box) : null;
  } catch {
    return null; // no storage here, or another's hand was in it
  }
}

/** At the start of the page, before anybody has a key: what nobody came back to goes. */
export function forgetOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PLACE) && !(Date.now() - Number.parseInt(localStorage.getItem(name) ?? "", 10) < KEPT)) localStorage.removeItem(name);
    }
  } catch { /* a browser without storage keeps nothing */ }
}

/** Words changed under somebody's hands: sealed and put away as soon as the last sealing is done. @param {string} signal */
export function typed(signal) {
  draftOf(signal).at = Date.now();
  dirty = true;
  void keep();
}

/** Whether closing the tab now would lose a word. */
export function isKept() {
  return !dirty;
}

/** @returns {Promise<void>} when everything is put away, or cannot be */
export function keep() {
  if (writing) again = true;
  writing ??= (async () => {
    do {
      again = false;
      await put().catch(() => null);
    } while (again);
    writing = null;
  })();
  return writing;
}

async function put() {
  await alone(async () => {
    if (!state.keys) return;
    await adopt();
    const drafts = [...state.drafts].filter(([, draft]) => Date.now() - draft.at < (isBlank(draft) ? REMEMBERED : KEPT));
    const name = place();
    const box = drafts.length ? await sealDrafts(state.keys.mine, { drafts }) : null;
    if (box) localStorage.setItem(name, `${Date.now()}.${b64u(box)}`);
    else localStorage.removeItem(name);
    dirty = again;
  });
}

/** One tab after the other. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
function alone(work) {
  return navigator.locks ? navigator.locks.request("rb-drafts", work) : work();
}

/** What another tab, or this one before it was closed, has put away. @returns {Promise<boolean>} whether anything is new here */
export async function adopt() {
  const box = state.keys && lying();
  if (!box) return false;
  const opened = await openDrafts(state.keys.mine, box).catch(() => null);
  const newer = (opened?.drafts ?? []).filter((/** @type {[string, import("./state.js").Draft]} */ [signal, draft]) => draft.at > Math.max(state.drafts.get(signal)?.at ?? 0, Date.now() - KEPT));
  for (const [signal, draft] of newer) Object.assign(draftOf(signal), draft);
  if (newer.length) for (const id of ["reply", "note"]) byId(id)?.dispatchEvent(new Event("draft"));
  return newer.length > 0;
}

/** After signing in. @returns {Promise<number>} in how many signals something waits to be sent */
export async function restored() {
  await alone(adopt);
  return [...state.drafts.values()].filter((draft) => !isBlank(draft)).length;
}

/** @param {() => void} changed words of another tab have come */
export function startKeeping(changed) {
  forgetOld();
  addEventListener("storage", async (event) => {
    if (state.keys && event.key === place() && await alone(adopt)) changed();
  });
}
