/** Nobody is at the page: opened words and keys leave its memory, and the passphrase is asked for again. */
import { byId, fill, hush } from "./dom.js";
import { openDrafts, sealDrafts } from "./sealing/index.js";
import { closeSignal, draftOf, nothingTyped, state } from "./state.js";

/** Milliseconds without a key, a touch or a movement; and between two looks. */
const IDLE = 10 * 60_000;
const LOOK = 5_000;
/** Milliseconds after a session ended: she may have been revoked because this machine is in somebody else's hands. */
const ENDED = 60_000;
const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "input"];

let movedAt = Date.now();

function isIdle() {
  return Date.now() - movedAt >= IDLE;
}

/** @param {() => void} locked when the page is locked: it asks for the passphrase */
export function startIdle(locked) {
  const check = () => { if (isIdle()) void lock(locked); };
  // A machine that slept wakes up with a movement of the mouse: that is no proof that it is she.
  const moved = () => { if (isIdle()) check(); else movedAt = Date.now(); };
  for (const name of INPUTS) addEventListener(name, moved, { capture: true, passive: true });
  document.addEventListener("visibilitychange", check);
  setInterval(check, LOOK);
}

/** The session is over: a minute for her to come back with every word in its place, then the page is locked. @param {() => void} locked */
export function lockUnlessBack(locked) {
  const keys = state.keys;
  setTimeout(() => { if (state.keys === keys) void lock(locked); }, ENDED);
}

/** @param {() => void} locked */
async function lock(locked) {
  if (!state.keys || state.locked) return;
  const { mine, deskSeed, earlier } = state.keys;
  const kept = { drafts: [...state.drafts], signal: state.open?.signal ?? null };
  const box = await sealDrafts(mine, kept).catch(() => null);
  if (!state.keys || state.locked) return;
  state.locked = box ?? new Uint8Array();
  // Where sealing failed, what she typed stays as it is: words for a child are not thrown away.
  if (box) for (const draft of state.drafts.values()) Object.assign(draft, nothingTyped());
  for (const seed of [deskSeed, mine.seal, mine.sign, ...earlier.values()]) seed.fill(0);
  [state.keys, state.colleagues] = [null, null];
  closeSignal();
  for (const part of ["first", "thread", "composer", "rail", "signal-title"]) fill(byId(part));
  hush();
  for (const dialog of document.querySelectorAll("dialog[open]:not(#again)")) /** @type {HTMLDialogElement} */ (dialog).close();
  locked();
}

/** She signed in again: what she had typed is back. @returns {Promise<string | null>} the signal that was open */
export async function unlocked() {
  movedAt = Date.now();
  const box = state.locked;
  state.locked = null;
  if (!box?.length) return null;
  const { drafts, signal } = await openDrafts(state.keys.mine, box);
  // into the same objects: a reply that was on its way when the session ended still holds one
  for (const [of, typed] of drafts) if (typed.at >= draftOf(of).at) Object.assign(draftOf(of), typed);
  return signal;
}
