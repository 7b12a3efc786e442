/** Threads, sessions, entries (protocol §4, §5). Anyone with the thread's public key appends; only its seed reads. */
import { aeadKey, aeadOpen, aeadSeal } from "./aead.js";
import { b64u, canonical, fromUtf8, joined, pad, unb64u, unpad, wellFormed } from "./encoding.js";
import { newId, randomBytes, wipe } from "./random.js";
import { Refused, refusing } from "./refused.js";
import { kid, newSealKey, publicOf, seal, unseal } from "./suite.js";

const SCHEMA = 1;
const KINDS = ["word", "reply"];

/**
 * @typedef {{id: string, kind: "word" | "reply", schema: number, session: string, box: string}} Entry
 * @typedef {{asked: string | null, at: string, from: string, text: string | null, media?: string, seconds?: number}} Fields
 * @typedef {{id: string, box: string, key: CryptoKey}} Session `box` is saved with its first entry, `key` never
 */

/** @param {string} signal @param {string} holder @param {Uint8Array} pub */
async function threadKeyInfo(signal, holder, pub) {
  return joined("rb/1/thread-key", signal, holder, await kid(pub));
}

/** @param {string} signal @param {string} session */
function sessionInfo(signal, session) {
  return joined("rb/1/session", signal, session);
}

/** @param {string} signal @param {Omit<Entry, "box">} entry */
function entryAad(signal, entry) {
  if (entry.schema !== SCHEMA || !KINDS.includes(entry.kind)) throw new Refused("entry");
  return joined("rb/1/entry", signal, entry.id, entry.kind, String(SCHEMA), entry.session);
}

/**
 * The thread's seed, for a member of the desk or the holder of the receipt code.
 * @param {Uint8Array} holderSeed @param {string} signal @param {"intake" | "fallback" | "reporter"} holder
 * @param {string} box
 */
export async function openThreadKey(holderSeed, signal, holder, box) {
  return refusing("thread-key", async () => {
    const info = await threadKeyInfo(signal, holder, await publicOf(holderSeed));
    const seed = await unseal(holderSeed, info, unb64u(box));
    if (seed.length !== 32) throw new Refused("thread-key");
    return seed;
  });
}

/** @param {Uint8Array} holderPub @param {string} signal @param {string} holder @param {Uint8Array} threadSeed */
export async function sealThreadKey(holderPub, signal, holder, threadSeed) {
  return b64u(await seal(holderPub, await threadKeyInfo(signal, holder, holderPub), threadSeed));
}

/**
 * A thread that begins in this browser; its seed is forgotten here (protocol 4.4).
 * @param {string} signal @param {{intake: Uint8Array, fallback: Uint8Array, reporter: Uint8Array}} holders public keys
 */
export async function newThread(signal, { intake, fallback, reporter }) {
  const thread = await newSealKey();
  try {
    const boxes = {
      intake: await sealThreadKey(intake, signal, "intake", thread.seed),
      fallback: await sealThreadKey(fallback, signal, "fallback", thread.seed),
      reporter: await sealThreadKey(reporter, signal, "reporter", thread.seed),
    };
    return { pub: thread.public, boxes };
  } finally {
    wipe(thread.seed);
  }
}

/**
 * @param {Uint8Array} threadSeed @param {string} signal @param {string} id @param {string} box
 * @returns {Promise<CryptoKey>} to open its entries, and to be kept in memory only
 */
export async function openSession(threadSeed, signal, id, box) {
  return refusing("session", async () => {
    const key = await unseal(threadSeed, sessionInfo(signal, id), unb64u(box));
    try {
      return await aeadKey(key);
    } finally {
      wipe(key);
    }
  });
}

/**
 * For one signal and at most 15 minutes (5.1); the caller lets go of it.
 * @param {string} signal @param {Uint8Array} threadPub
 * @returns {Promise<Session>}
 */
export async function newSession(signal, threadPub) {
  const id = newId();
  const bytes = randomBytes(32);
  try {
    const box = b64u(await seal(threadPub, sessionInfo(signal, id), bytes));
    return { id, box, key: await aeadKey(bytes) };
  } finally {
    wipe(bytes);
  }
}

/** @param {CryptoKey} sessionKey @param {string} signal @param {Entry} entry @returns {Promise<Fields>} */
export async function openEntry(sessionKey, signal, entry) {
  return refusing("entry", async () => {
    const padded = await aeadOpen(sessionKey, entryAad(signal, entry), unb64u(entry.box));
    const fields = JSON.parse(fromUtf8(unpad(padded)));
    if (fields === null || typeof fields !== "object" || Array.isArray(fields)) throw new Refused("entry");
    return fields;
  });
}

/**
 * @param {Session} session @param {string} signal
 * @param {{id: string, kind: "word" | "reply", fields: Fields}} what
 * @returns {Promise<Entry>}
 */
export async function sealEntry(session, signal, { id, kind, fields: { asked, at, from, text, media, seconds } }) {
  return refusing("entry", async () => {
    const entry = { id, kind, schema: SCHEMA, session: session.id };
    const spoken = media === undefined ? {} : { media, seconds };
    const words = pad(canonical({ asked, at, from, text: text === null ? null : wellFormed(text), ...spoken }));
    return { ...entry, box: b64u(await aeadSeal(session.key, entryAad(signal, entry), words)) };
  });
}
