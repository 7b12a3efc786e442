/** A desk that changes its key (protocol 9.4, 9.5): earlier keys still open, and what lies under them is sealed anew. */
import { grantedSeed } from "./answer.js";
import { b64u, sameBytes } from "./encoding.js";
import { resealNote } from "./note.js";
import { wipe } from "./random.js";
import { Refused } from "./refused.js";
import { kid, publicOf } from "./suite.js";
import { openThreadKey, sealThreadKey } from "./thread.js";

/**
 * @typedef {{signal: string, version: string, pub: string, kid: string, box: string, notes: {id: string, box: string}[]}} Box
 * @typedef {{desk: "intake" | "fallback", deskSeed: Uint8Array, deskPub: Uint8Array, deskKid: string}} Present
 */

/**
 * Desk seeds by the name of their key. A grant that does not open, or is of another desk, opens nothing and is left out.
 * @param {import("./answer.js").Grant[]} grants @param {import("./member.js").Unwrapped} mine @param {string} desk
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function openEarlier(grants, mine, desk) {
  const seeds = new Map();
  for (const grant of grants ?? []) {
    if (grant.desk !== desk || grant.member !== mine.member) continue;
    const seed = await grantedSeed(grant, mine.seal).catch(() => null);
    if (seed && await kid(await publicOf(seed)) === grant.desk_kid) seeds.set(grant.desk_kid, seed);
  }
  return seeds;
}

/**
 * What the server gets back for one thread. Nothing is sent that this browser has not opened again with the new key:
 * a box that nobody opens would lose the thread for the desk.
 * @param {Box} box @param {Map<string, Uint8Array>} earlier @param {Present} present
 */
export async function resealed(box, earlier, present) {
  const from = earlier.get(box.kid);
  if (!from) throw new Refused("thread-key");
  const seed = await openThreadKey(from, box.signal, present.desk, box.box);
  try {
    if (b64u(await publicOf(seed)) !== box.pub) throw new Refused("thread-key");
    const sealed = await sealThreadKey(present.deskPub, box.signal, present.desk, seed);
    const again = await openThreadKey(present.deskSeed, box.signal, present.desk, sealed);
    const same = sameBytes(again, seed);
    wipe(again);
    if (!same) throw new Refused("thread-key");
    return { signal: box.signal, version: box.version, kid: present.deskKid, box: sealed, notes: await notesOf(box, earlier, present) };
  } finally {
    wipe(seed);
  }
}

/** Another desk's note opens under none of our keys and stays as it is. @param {Box} box @param {Map<string, Uint8Array>} earlier @param {Present} present */
async function notesOf(box, earlier, present) {
  /** @type {Record<string, string>} */
  const notes = {};
  for (const note of box.notes) {
    for (const seed of earlier.values()) {
      const done = await resealNote(seed, present, box.signal, note).catch(() => null);
      if (done) notes[note.id] = done.box;
    }
  }
  return notes;
}
