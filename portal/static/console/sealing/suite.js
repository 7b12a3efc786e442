/**
 * `Seal(pk, info, x)` of protocol §0: HPKE with X-Wing, HKDF-SHA256 and AES-256-GCM, in WebCrypto where the browser
 * has X-Wing, else with its JavaScript twin, which is fetched only then.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from "../../vendor/hpke.js";
import { concat, hex, sameBytes, utf8 } from "./encoding.js";
import { randomBytes, wipe } from "./random.js";
import { Refused, refusing } from "./refused.js";

const X_WING = "MLKEM768-X25519";
const ENC = 1120;
const TAG = 16;

/**
 * @typedef {object} Suite
 * @property {"native" | "noble"} name
 * @property {any} hpke a CipherSuite
 * @property {(seed: Uint8Array) => Uint8Array | Promise<Uint8Array>} publicOf
 */

/** @type {Promise<Suite> | undefined} */
let chosen;

/** @returns {Promise<Suite>} */
function suite() {
  chosen ??= choose();
  // a fallback that could not be fetched (the network was away) must be tried again, not remembered
  chosen.catch(() => { chosen = undefined; });
  return chosen;
}

async function choose() {
  const native = nativeSuite();
  if (native && await roundTrip(native)) return native;
  return refusing("sealing-unavailable", nobleSuite);
}

/** @returns {Suite | undefined} */
function nativeSuite() {
  const supports = /** @type {any} */ (globalThis.SubtleCrypto)?.supports;
  if (!supports?.call(SubtleCrypto, "generateKey", X_WING)) return undefined;
  const hpke = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
  return { name: "native", hpke, publicOf: nativePublicOf };
}

/** @returns {Promise<Suite>} */
async function nobleSuite() {
  const noble = await import("../../vendor/hpke-noble.js");
  const hpke = new CipherSuite(noble.KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
  return { name: "noble", hpke, publicOf: noble.publicOf };
}

/** @param {Uint8Array} seed @returns {Promise<Uint8Array>} */
async function nativePublicOf(seed) {
  const subtle = /** @type {any} */ (crypto.subtle);
  const key = await subtle.importKey("raw-seed", seed, X_WING, true, ["decapsulateBits"]);
  const pub = await subtle.getPublicKey(key, ["encapsulateBits"]);
  return new Uint8Array(await subtle.exportKey("raw-public", pub));
}

/** What a browser says it can is believed only after it has done it once. @param {Suite} candidate */
async function roundTrip(candidate) {
  const seed = randomBytes(32);
  try {
    const box = await sealWith(candidate, await candidate.publicOf(seed), "rb/1/probe", seed);
    return sameBytes(await unsealWith(candidate, seed, "rb/1/probe", box), seed);
  } catch {
    return false;
  } finally {
    wipe(seed);
  }
}

/** @param {Suite} by @param {Uint8Array} pub @param {string} info @param {Uint8Array} bytes */
async function sealWith(by, pub, info, bytes) {
  const key = await by.hpke.DeserializePublicKey(pub);
  const { encapsulatedSecret, ciphertext } = await by.hpke.Seal(key, bytes, { info: utf8(info) });
  return concat(encapsulatedSecret, ciphertext);
}

/** @param {Suite} by @param {Uint8Array} seed @param {string} info @param {Uint8Array} box */
async function unsealWith(by, seed, info, box) {
  if (box.length < ENC + TAG) throw new Refused("unseal");
  const publicKey = await by.hpke.DeserializePublicKey(await by.publicOf(seed));
  const privateKey = await by.hpke.DeserializePrivateKey(seed, false);
  // both halves: a private key alone fails with DecapError in some runtimes
  return by.hpke.Open({ privateKey, publicKey }, box.slice(0, ENC), box.slice(ENC), { info: utf8(info) });
}

/** Which of the two works here. @returns {Promise<"native" | "noble">} */
export async function sealedBy() {
  return (await suite()).name;
}

/**
 * @param {Uint8Array} publicKey 1216 bytes
 * @param {string} info
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>} enc (1120 bytes) ‖ ct
 */
export async function seal(publicKey, info, bytes) {
  const by = await suite();
  return refusing("seal", () => sealWith(by, publicKey, info, bytes));
}

/** @param {Uint8Array} seed 32 bytes @param {string} info @param {Uint8Array} box @returns {Promise<Uint8Array>} */
export async function unseal(seed, info, box) {
  const by = await suite();
  return refusing("unseal", () => unsealWith(by, seed, info, box));
}

/** @param {Uint8Array} seed 32 bytes @returns {Promise<Uint8Array>} 1216 bytes */
export async function publicOf(seed) {
  const by = await suite();
  return refusing("public-key", () => by.publicOf(seed));
}

/** Names a public key: 16 characters of hex. @param {Uint8Array} publicKey @returns {Promise<string>} */
export async function kid(publicKey) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey)).subarray(0, 8));
}

/** @returns {Promise<{seed: Uint8Array, public: Uint8Array}>} */
export async function newSealKey() {
  const seed = randomBytes(32);
  return { seed, public: await publicOf(seed) };
}
