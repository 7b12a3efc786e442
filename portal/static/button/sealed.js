/** Her thread in this page: its key, what she says sealed to it, and the replies that it opens. Protocol §4 and §5; memory only. */
import { b64u, joined, sameBytes, unb64u } from "../console/sealing/encoding.js";
import { newId, randomBytes, wipe } from "../console/sealing/random.js";
import { Refused } from "../console/sealing/refused.js";
import { kid, newSealKey, publicOf, sealedBy, unseal } from "../console/sealing/suite.js";
import { newSession, openEntry, openSession, openThreadKey, sealEntry, sealThreadKey } from "../console/sealing/thread.js";

export { newId };

/** Milliseconds: a session lasts 15 minutes at most (protocol 5.1). */
const SESSION_LASTS = 14 * 60_000;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * @typedef {{signal: string, pub: Uint8Array, seed: Uint8Array}} Thread
 * @typedef {{id: string, box: string}} SessionBox
 * @typedef {{entry: any, session: SessionBox | string, unread?: boolean}} SealedReply
 */

/** Whether this browser can seal at all, tried once in earnest. */
export async function canSeal() {
  if (!globalThis.crypto?.subtle) return false;
  return sealedBy().then(() => true, () => false);
}

/** @param {string} home first digit of the visit's account @returns {Promise<Thread>} */
export async function newThread(home) {
  const { seed, public: pub } = await newSealKey();
  const drawn = Array.from(randomBytes(20), (byte) => LETTERS[byte & 31]).join("");
  return { signal: `${home}-${drawn}`, pub, seed };
}

/**
 * What rides along until the desk says that it has the thread (protocol 4.4).
 * @param {Thread} thread @param {Record<"intake" | "fallback", {pub: string, kid: string}>} desks
 */
export async function given({ signal, pub, seed }, desks) {
  /** @type {Record<string, Record<string, string>>} */
  const { boxes, kids } = { boxes: {}, kids: {} };
  for (const desk of /** @type {const} */ (["intake", "fallback"])) {
    const key = unb64u(desks[desk].pub, 1216);
    boxes[desk] = await sealThreadKey(key, signal, desk, seed);
    kids[desk] = await kid(key);
  }
  return { signal, pub: b64u(pub), boxes, kids };
}

/** @type {{signal: string, session: import("../console/sealing/thread.js").Session, until: number} | null} */
let current = null;

/** @param {Thread} thread */
async function session({ signal, pub }) {
  if (!current || current.signal !== signal || performance.now() > current.until) {
    current = { signal, session: await newSession(signal, pub), until: performance.now() + SESSION_LASTS };
  }
  return current.session;
}

/**
 * @param {Thread} thread
 * @param {{asked: string, at: string, from: "text" | "voice", text: string, media?: string, seconds?: number}} fields
 */
export async function sealedWord(thread, fields) {
  const by = await session(thread);
  const entry = await sealEntry(by, thread.signal, { id: newId(), kind: "word", fields });
  return { entry, session: { id: by.id, box: by.box } };
}

/** @param {Thread} thread @param {Uint8Array} reporter her code's public key (protocol 4.3, 4.4) */
export async function reporterBox(thread, reporter) {
  if (thread.seed.length !== 32) throw new Refused("thread-key");
  return { kid: await kid(reporter), box: await sealThreadKey(reporter, thread.signal, "reporter", thread.seed) };
}

/** What a person wrote to her. @param {Thread} thread @param {SealedReply} reply @returns {Promise<string>} Rejects with Refused. */
export async function openedReply(thread, { entry, session: of }) {
  const box = /** @type {SessionBox} */ (of);
  if (entry.kind !== "reply" || box.id !== entry.session) throw new Refused("entry");
  const key = await openSession(thread.seed, thread.signal, box.id, box.box);
  return String((await openEntry(key, thread.signal, entry)).text ?? "");
}

/**
 * A thread that her code found, and the proof that she could open it.
 * @param {Uint8Array} codeSeed @param {string} account of the visit that asks @param {{signal: string, pub: string, box: string, challenge: string}} found
 * @returns {Promise<{thread: Thread, proof: string}>} Rejects with Refused.
 */
export async function reopened(codeSeed, account, { signal, pub, box, challenge }) {
  const known = unb64u(pub, 1216);
  const info = joined("rb/1/return", signal, account);
  // a new code that nobody at the desk has sealed the thread to yet: she can write, the answers stay closed (4.7)
  if (!box) return { thread: { signal, pub: known, seed: new Uint8Array() }, proof: b64u(await unseal(codeSeed, info, unb64u(challenge))) };
  const seed = await openThreadKey(codeSeed, signal, "reporter", box);
  // a key that is not the thread's would make her seal to somebody else
  if (!sameBytes(await publicOf(seed), known)) throw new Refused("thread-key");
  const proof = await unseal(seed, info, unb64u(challenge));
  return { thread: { signal, pub: known, seed }, proof: b64u(proof) };
}

/** @param {Thread | null} thread */
export function forgetThread(thread) {
  current = null;
  wipe(thread?.seed);
}
