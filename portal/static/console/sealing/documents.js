/** Signed documents: Ed25519 over `<name>\n ‖ canonical(document without its signature)` (protocol 1.3, 2.4, 2.5). */
import { b64u, canonical, concat, unb64u, utf8 } from "./encoding.js";
import { sign, verify } from "./sign.js";

/** `field` holds the signature; `keys` are all that the paper may and must have. */
export const DESK_DOCUMENT = {
  name: "rb/1/desk-document",
  field: "sig",
  keys: ["v", "demo", "made_at", "admin", "recovery", "desks", "sig"],
};
export const MEMBER_REQUEST = {
  name: "rb/1/member-request",
  field: "proof",
  keys: ["v", "member", "name", "role", "desk", "seal", "sign", "proof"],
};
export const MEMBER_CERTIFICATE = {
  name: "rb/1/member-certificate",
  field: "sig",
  keys: ["v", "demo", "issued_at", "request", "sig"],
};

/** @typedef {{name: string, field: string, keys: string[]}} Kind */

/** Whether `value` is an object with these keys and no other. @param {any} value @param {string[]} keys */
export function hasExactly(value, keys) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

/** @param {Kind} kind @param {Record<string, any>} document */
function signedBytes(kind, document) {
  const { [kind.field]: _signature, ...rest } = document;
  return concat(utf8(`${kind.name}\n`), canonical(rest));
}

/** @param {Kind} kind @param {Record<string, any>} document @param {Uint8Array} seed */
export async function signed(kind, document, seed) {
  return { ...document, [kind.field]: b64u(await sign(seed, signedBytes(kind, document))) };
}

/**
 * Whether it is version 1 of such a paper and the signature holds.
 * @param {Kind} kind @param {any} document @param {Uint8Array} pub
 */
export async function signatureHolds(kind, document, pub) {
  if (!hasExactly(document, kind.keys) || document.v !== 1) return false;
  try {
    return await verify(pub, signedBytes(kind, document), unb64u(document[kind.field], 64));
  } catch {
    return false;
  }
}
