/** A voice message (protocol 5.4): a key of its own sealed to the thread, and what was spoken under that key. */
import { aeadKey, aeadOpen } from "./aead.js";
import { joined, unpad } from "./encoding.js";
import { wipe } from "./random.js";
import { refusing } from "./refused.js";
import { unseal } from "./suite.js";

/** Bytes of a key sealed to the thread: what `Seal` adds, and the key (protocol §0). */
const SEALED_KEY = 1136 + 32;
const KIND = "voice";
const SCHEMA = "1";

/**
 * @param {Uint8Array} threadSeed @param {string} signal @param {string} media @param {Uint8Array} sealed
 * @returns {Promise<Uint8Array>} the bytes as the reporter's phone made them
 */
export async function openMedia(threadSeed, signal, media, sealed) {
  return refusing("media", async () => {
    const key = await unseal(threadSeed, joined("rb/1/media-key", signal, media, KIND), sealed.slice(0, SEALED_KEY));
    try {
      const aad = joined("rb/1/media", signal, media, KIND, SCHEMA);
      return unpad(await aeadOpen(await aeadKey(key), aad, sealed.subarray(SEALED_KEY)));
    } finally {
      wipe(key);
    }
  });
}
