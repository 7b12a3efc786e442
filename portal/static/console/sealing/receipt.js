/** The receipt code: five indices of 11 bits, or the same in 17 digits, and the reporter's key (protocol 4.1–4.3). */
import { argon2 } from "./argon2.js";
import { hex, joined, utf8 } from "./encoding.js";
import { randomIndices, wipe } from "./random.js";
import { Refused } from "./refused.js";
import { publicOf } from "./suite.js";

/** The generation of the word lists: words and digits of every language open the same thread. */
const GENERATION = "rb1";
const COUNT = 5;
const BITS = 11n;
const DIGITS = 17;

/** @returns {number[]} */
export function newIndices() {
  return randomIndices(COUNT);
}

/** @param {number[]} indices @returns {number[]} */
function checked(indices) {
  const known = indices.every((index) => Number.isInteger(index) && index >= 0 && index < 2048);
  if (indices.length !== COUNT || !known) throw new Refused("code");
  return indices;
}

/** @param {number[]} indices @returns {string} 17 digits */
export function digitsOf(indices) {
  const number = checked(indices).reduce((sum, index) => (sum << BITS) | BigInt(index), 0n);
  return number.toString().padStart(DIGITS, "0");
}

/** @param {string} digits exactly 17 of them @returns {number[]} */
export function indicesOf(digits) {
  if (!/^[0-9]{17}$/.test(digits)) throw new Refused("code");
  const number = BigInt(digits);
  if (number >> (BITS * BigInt(COUNT))) throw new Refused("code");
  return Array.from({ length: COUNT }, (_, at) => Number((number >> (BITS * BigInt(COUNT - 1 - at))) & 2047n));
}

/**
 * @param {number[]} indices
 * @returns {Promise<{locator: string, seed: Uint8Array, public: Uint8Array}>} the seed is never stored (4.3)
 */
export async function derive(indices) {
  const password = utf8(joined("rb/1/code", GENERATION, checked(indices).join("-")));
  const root = await argon2(password, utf8("rb/1/receipt-code"));
  try {
    const key = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveBits"]);
    const seed = await expanded(key, "rb/1/seed", 32);
    return { locator: hex(await expanded(key, "rb/1/locator", 16)), seed, public: await publicOf(seed) };
  } finally {
    wipe(root);
  }
}

/** @param {CryptoKey} key @param {string} info @param {number} length @returns {Promise<Uint8Array>} */
async function expanded(key, info, length) {
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}
