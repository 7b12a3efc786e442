/** What two people compare by voice (protocol 1.4, 2.5). */
import { canonical } from "./encoding.js";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** base32 of the first 10 bytes of SHA-256. @param {Uint8Array} bytes @returns {Promise<string>} 16 characters */
export async function fingerprint(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 10);
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join("");
}

/** Of an enrolment request. @param {object} request @returns {Promise<string>} */
export async function requestFingerprint(request) {
  return fingerprint(canonical(request));
}

/** In groups of four, as it is read aloud. @param {string} text */
export function grouped(text) {
  return (text.match(/.{1,4}/g) ?? []).join(" ");
}
