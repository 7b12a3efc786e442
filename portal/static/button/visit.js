/** One visit: 32 random bytes that only this page's memory knows. Whoever has them is this reporter, until the page is left. */
import { b64u, concat, hex, utf8 } from "../console/sealing/encoding.js";
import { randomBytes, wipe } from "../console/sealing/random.js";

/** @typedef {{secret: Uint8Array, account: string}} Visit */

/** @param {Uint8Array} secret @returns {Promise<string>} 33 characters; the first is the partition it lives in */
async function accountOf(secret) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", concat(utf8("rb/1/visit|"), secret)));
  return `${hex(digest.subarray(0, 16))}w`;
}

/**
 * @param {string} [home] the first digit that its account must have, sixteen drawings on average
 * @returns {Promise<Visit>}
 */
export async function newVisit(home) {
  for (;;) {
    const secret = randomBytes(32);
    const account = await accountOf(secret);
    if (!home || account[0] === home) return { secret, account };
    wipe(secret);
  }
}

/** As every request says it. @param {Visit} visit */
export function said({ secret }) {
  return b64u(secret);
}
