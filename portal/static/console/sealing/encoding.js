/** Bytes and their writing (protocol §0), the same to the byte as the Python twin. */
import { Refused } from "./refused.js";

/** Bytes of one padding block (protocol §0). */
const BLOCK = 512;
const FIXED = /^[0-9a-z_/-]+$/;
const PART = /^[0-9a-z_-]+$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** @param {string} text @returns {Uint8Array} */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** Refuses what is not UTF-8. @param {Uint8Array} bytes @returns {string} */
export function fromUtf8(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/**
 * The text with U+FFFD for each half of a surrogate pair: a phone that cuts an emoji in two must not cost the message.
 * @param {string} text
 */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** @param {Uint8Array} bytes @returns {string} */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** base64url without padding. @param {Uint8Array} bytes @returns {string} */
export function b64u(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Strict: one writing per value, so padding, other alphabets, white space and spare bits are refused.
 * @param {string} text
 * @param {number} [length] bytes that must come out
 * @returns {Uint8Array}
 */
export function unb64u(text, length) {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Refused("b64u");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (b64u(bytes) !== text || (length !== undefined && bytes.length !== length)) throw new Refused("b64u");
  return bytes;
}

/**
 * `fixed|part|part`. What could give the joining a second reading is refused.
 * @param {string} fixed our own text ("rb/1/entry"), which alone may hold slashes
 * @param {...string} parts ids, roles, kinds
 */
export function joined(fixed, ...parts) {
  const clear = parts.every((part) => typeof part === "string" && PART.test(part));
  if (!FIXED.test(fixed) || !clear) throw new Refused("joined");
  return [fixed, ...parts].join("|");
}

/** @param {...Uint8Array} parts @returns {Uint8Array} */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** @param {Uint8Array} bytes @returns {Uint8Array} */
export function pad(bytes) {
  const padded = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

/** @param {Uint8Array} padded @returns {Uint8Array} */
export function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  const whole = padded.length > 0 && padded.length % BLOCK === 0;
  if (!whole || padded[end] !== 0x80 || padded.length - end > BLOCK) throw new Refused("padding");
  return padded.slice(0, end);
}

/**
 * JSON, keys sorted by code point, no white space, non-ASCII unescaped, integers only; UTF-8.
 * @param {unknown} value
 * @returns {Uint8Array}
 */
export function canonical(value) {
  return utf8(written(value));
}

/** @param {unknown} value @returns {string} */
function written(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (typeof value === "string" && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, written).join(",")}]`;
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) throw new Refused("canonical");
  const fields = /** @type {Record<string, unknown>} */ (value);
  const keys = Object.keys(fields).sort(byCodePoint);
  return `{${keys.map((key) => `${written(key)}:${written(fields[key])}`).join(",")}}`;
}

/** sort() alone goes by UTF-16 units, which puts U+1F600 before U+FF01. @param {string} one @param {string} other */
function byCodePoint(one, other) {
  const left = Array.from(one, (sign) => Number(sign.codePointAt(0)));
  const right = Array.from(other, (sign) => Number(sign.codePointAt(0)));
  const at = left.findIndex((point, index) => point !== right[index]);
  if (at === -1) return left.length - right.length;
  return at < right.length ? left[at] - right[at] : 1;
}
