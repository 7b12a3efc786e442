/** Ed25519 (RFC 8032) in WebCrypto, else with its JavaScript twin, which is fetched only then. */
import { concat, unb64u } from "./encoding.js";
import { randomBytes, wipe } from "./random.js";
import { refusing } from "./refused.js";

/** What stands before the 32-byte seed in PKCS #8 (RFC 8410 §7). */
const PKCS8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

/**
 * @typedef {object} Signer
 * @property {"native" | "noble"} name
 * @property {(seed: Uint8Array) => Uint8Array | Promise<Uint8Array>} publicOf
 * @property {(seed: Uint8Array, bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>} sign
 * @property {(pub: Uint8Array, bytes: Uint8Array, sig: Uint8Array) => boolean | Promise<boolean>} verify
 */

/** @type {Promise<Signer> | undefined} */
let chosen;

/** @returns {Promise<Signer>} */
function signer() {
  chosen ??= choose();
  chosen.catch(() => { chosen = undefined; });
  return chosen;
}

/** @returns {Promise<Signer>} */
async function choose() {
  if (await roundTrip()) return native;
  return refusing("signing-unavailable", nobleSigner);
}

/** @type {Signer} */
const native = {
  name: "native",
  async publicOf(seed) {
    const { x } = await crypto.subtle.exportKey("jwk", await privateKey(seed, true));
    return unb64u(String(x), 32);
  },
  async sign(seed, bytes) {
    return new Uint8Array(await crypto.subtle.sign("Ed25519", await privateKey(seed, false), bytes));
  },
  async verify(pub, bytes, sig) {
    const key = await crypto.subtle.importKey("raw", pub, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", key, sig, bytes);
  },
};

/** @returns {Promise<Signer>} */
async function nobleSigner() {
  const { ed25519 } = await import("../../vendor/noble-ed25519.js");
  return {
    name: "noble",
    publicOf: (seed) => ed25519.getPublicKey(seed),
    sign: (seed, bytes) => ed25519.sign(bytes, seed),
    // as strict as RFC 8032: what ZIP 215 alone would accept, Python and WebCrypto refuse
    verify: (pub, bytes, sig) => ed25519.verify(sig, bytes, pub, { zip215: false }),
  };
}

/** @param {Uint8Array} seed @param {boolean} extractable @returns {Promise<CryptoKey>} */
async function privateKey(seed, extractable) {
  const wrapped = concat(PKCS8, seed);
  try {
    return await crypto.subtle.importKey("pkcs8", wrapped, "Ed25519", extractable, ["sign"]);
  } finally {
    wipe(wrapped);
  }
}

async function roundTrip() {
  const seed = randomBytes(32);
  try {
    return await native.verify(await native.publicOf(seed), PKCS8, await native.sign(seed, PKCS8));
  } catch {
    return false;
  } finally {
    wipe(seed);
  }
}

/** Which of the two works here. @returns {Promise<"native" | "noble">} */
export async function signedBy() {
  return (await signer()).name;
}

/** @param {Uint8Array} seed 32 bytes @returns {Promise<Uint8Array>} 32 bytes */
export async function signPublicOf(seed) {
  const by = await signer();
  return refusing("sign-key", () => by.publicOf(seed));
}

/** @param {Uint8Array} seed @param {Uint8Array} bytes @returns {Promise<Uint8Array>} 64 bytes */
export async function sign(seed, bytes) {
  const by = await signer();
  return refusing("sign", () => by.sign(seed, bytes));
}

/**
 * Malformed keys and signatures are false, not errors.
 * @param {Uint8Array} pub @param {Uint8Array} bytes @param {Uint8Array} sig
 */
export async function verify(pub, bytes, sig) {
  const by = await signer();
  try {
    return await by.verify(pub, bytes, sig);
  } catch {
    return false;
  }
}

/** @returns {Promise<{seed: Uint8Array, public: Uint8Array}>} */
export async function newSignKey() {
  const seed = randomBytes(32);
  return { seed, public: await signPublicOf(seed) };
}
