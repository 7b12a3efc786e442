/** A voice message (protocol 5.4): a key of its own sealed to the thread, and what was spoken under that key. */
import { aeadKey, aeadOpen, aeadSeal } from "./aead.js";
import { concat, joined, pad, unpad } from "./encoding.js";
import { randomBytes, wipe } from "./random.js";
import { refusing } from "./refused.js";
import { seal, unseal } from "./suite.js";

/** Bytes of a key sealed to the thread: what `Seal` adds, and the key (protocol §0). */
const SEALED_KEY = 1136 + 32;
const KIND = "voice";
const SCHEMA = "1";

/** @param {string} signal @param {string} media */
function names(signal, media) {
  return { key: joined("rb/1/media-key", signal, media, KIND), bytes: joined("rb/1/media", signal, media, KIND, SCHEMA) };
}

/**
 * For whoever opens the thread, in this place and in no other; the bytes themselves stay as they are.
 * @param {Uint8Array} threadPub @param {string} signal @param {string} media @param {Uint8Array} spoken
 * @returns {Promise<Uint8Array>}
 */
export async function sealMedia(threadPub, signal, media, spoken) {
  return refusing("media", async () => {
    const key = randomBytes(32);
    const plain = pad(spoken);
    try {
      const info = names(signal, media);
      return concat(await seal(threadPub, info.key, key), await aeadSeal(await aeadKey(key), info.bytes, plain));
    } finally {
      wipe(key, plain);
    }
  });
}

/**
 * @param {Uint8Array} threadSeed @param {string} signal @param {string} media @param {Uint8Array} sealed
 * @returns {Promise<Uint8Array>} the bytes as the reporter's phone made them
 */
export async function openMedia(threadSeed, signal, media, sealed) {
  return refusing("media", async () => {
    const info = names(signal, media);
    const key = await unseal(threadSeed, info.key, sealed.slice(0, SEALED_KEY));
    try {
      return unpad(await aeadOpen(await aeadKey(key), info.bytes, sealed.subarray(SEALED_KEY)));
    } finally {
      wipe(key);
    }
  });
}
