/** `AEAD(k, aad, x)` of protocol §0: AES-256-GCM with a random 12-byte nonce in front. */
import { concat, utf8 } from "./encoding.js";
import { randomBytes } from "./random.js";

const NONCE = 12;

/** A key that WebCrypto never gives back. @param {Uint8Array} bytes 32 bytes @returns {Promise<CryptoKey>} */
export async function aeadKey(bytes) {
  if (bytes.length !== 32) throw new TypeError("an AEAD key has 32 bytes");
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** @param {CryptoKey} key @param {string} aad @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export async function aeadSeal(key, aad, bytes) {
  const nonce = randomBytes(NONCE);
  return concat(nonce, new Uint8Array(await crypto.subtle.encrypt(parameters(nonce, aad), key, bytes)));
}

/** @param {CryptoKey} key @param {string} aad @param {Uint8Array} box @returns {Promise<Uint8Array>} */
export async function aeadOpen(key, aad, box) {
  const opened = await crypto.subtle.decrypt(parameters(box.subarray(0, NONCE), aad), key, box.subarray(NONCE));
  return new Uint8Array(opened);
}

/** @param {Uint8Array} nonce @param {string} aad */
function parameters(nonce, aad) {
  return { name: "AES-GCM", iv: nonce, additionalData: utf8(aad), tagLength: 128 };
}
