/** Everything random comes from the system's source (protocol 2.2). */
import { hex } from "./encoding.js";

/** @param {number} length @returns {Uint8Array} */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** An entry, note, session or request id: 16 random bytes, lower-case hex (protocol §0). */
export function newId() {
  return hex(randomBytes(16));
}

/** `count` numbers of 0–2047, each equally likely. @param {number} count @returns {number[]} */
export function randomIndices(count) {
  return Array.from(crypto.getRandomValues(new Uint16Array(count)), (drawn) => drawn & 2047);
}

/** Best effort: JavaScript may have copied them. @param {...(Uint8Array | undefined)} secrets */
export function wipe(...secrets) {
  secrets.forEach((secret) => secret?.fill(0));
}
