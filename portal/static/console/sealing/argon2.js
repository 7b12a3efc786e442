/** Argon2id (RFC 9106) with the one cost of protocol 2.3 and 4.3, in a Worker where there are any. */
import { Refused } from "./refused.js";
import { ARGON2_WORKER, trustedScriptUrl } from "./trusted.js";

/** KiB, passes, lanes, bytes out. Every stored wrapped key and every receipt code depends on them. */
export const COST = Object.freeze({ m: 19456, t: 3, p: 1, dkLen: 32 });

/**
 * Takes the password: afterwards it holds zeros.
 * @param {Uint8Array} password
 * @param {Uint8Array} salt at least 8 bytes
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function argon2(password, salt) {
  const own = password.slice();
  password.fill(0);
  try {
    if (typeof Worker === "undefined") return await derive(own, salt);
    // the worker gets a copy: where it cannot start, the page derives the key itself
    return await inWorker(own, salt).catch(() => derive(own, salt));
  } catch {
    throw new Refused("argon2");
  } finally {
    own.fill(0);
  }
}

/** @param {Uint8Array} password @param {Uint8Array} salt @returns {Promise<Uint8Array>} */
async function derive(password, salt) {
  const { argon2id } = await import("../../vendor/noble-argon2.js");
  return argon2id(password, salt, COST);
}

/** @param {Uint8Array} password @param {Uint8Array} salt @returns {Promise<Uint8Array>} */
async function inWorker(password, salt) {
  const worker = new Worker(trustedScriptUrl(ARGON2_WORKER), { type: "module" });
  const copy = password.slice();
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => { event.preventDefault(); reject(new Refused("argon2")); };
      worker.postMessage({ password: copy, salt, cost: COST }, [copy.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
