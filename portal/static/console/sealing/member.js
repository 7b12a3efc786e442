/** A member's own keys: made, wrapped under the generated passphrase, opened, used to sign in (protocol §2, §3). */
import { aeadKey, aeadOpen, aeadSeal } from "./aead.js";
import { argon2, COST } from "./argon2.js";
import { MEMBER_REQUEST, signed } from "./documents.js";
import { b64u, canonical, fromUtf8, joined, unb64u, utf8 } from "./encoding.js";
import { randomBytes, randomIndices, wipe } from "./random.js";
import { Refused, refusing } from "./refused.js";
import { newSignKey, sign } from "./sign.js";
import { newSealKey } from "./suite.js";

/** 7 words of 2,048: 77 bits (protocol 2.2). */
const WORDS = 7;
const LIST = 2048;

/**
 * @typedef {{member: string, name: string, role: "specialist" | "fallback", desk: "intake" | "fallback"}} Invited
 * @typedef {{v: number, m: number, t: number, p: number, salt: string, box: string}} Wrapped
 * @typedef {{seal: Uint8Array, sign: Uint8Array, admin: string, member: string}} Unwrapped seeds, and the fingerprint
 */

/**
 * @param {Invited & {adminFingerprint: string}} invited
 * @param {string[]} words the 2,048-word list
 */
export async function newMember({ member, name, role, desk, adminFingerprint }, words) {
  const [sealKey, signKey] = [await newSealKey(), await newSignKey()];
  const passphrase = newPassphrase(words);
  const mine = { member, admin: adminFingerprint, seal: sealKey.seed, sign: signKey.seed };
  try {
    const pubs = { seal: b64u(sealKey.public), sign: b64u(signKey.public) };
    const request = await signed(MEMBER_REQUEST, { v: 1, member, name, role, desk, ...pubs }, signKey.seed);
    return { passphrase, request, wrapped: await wrap(mine, passphrase) };
  } finally {
    wipe(sealKey.seed, signKey.seed);
  }
}

/** @param {string[]} words */
function newPassphrase(words) {
  if (new Set(words).size !== LIST || words.length !== LIST) throw new Refused("word-list");
  return randomIndices(WORDS).map((index) => words[index].toLowerCase()).join(" ");
}

/** What a person types differs from what was shown by capitals and spaces only. @param {string} typed */
function tidied(typed) {
  return typed.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

/** @param {string} passphrase @param {Uint8Array} salt @returns {Promise<CryptoKey>} */
async function wrappingKey(passphrase, salt) {
  const key = await argon2(utf8(passphrase), salt);
  try {
    return await aeadKey(key);
  } finally {
    wipe(key);
  }
}

/** @param {string} member */
function wrappedAad(member) {
  return joined("rb/1/member-key", member);
}

/** @param {Unwrapped} mine @param {string} passphrase @returns {Promise<Wrapped>} */
async function wrap(mine, passphrase) {
  const salt = randomBytes(16);
  const plain = canonical({ ...mine, seal: b64u(mine.seal), sign: b64u(mine.sign) });
  try {
    const box = await aeadSeal(await wrappingKey(passphrase, salt), wrappedAad(mine.member), plain);
    return { v: 1, m: COST.m, t: COST.t, p: COST.p, salt: b64u(salt), box: b64u(box) };
  } finally {
    wipe(plain);
  }
}

/**
 * Refuses with "wrapped" what no enrolment of ours has made, with "passphrase" what these words do not open.
 * @param {Wrapped} wrapped @param {string} passphrase @param {string} member
 * @returns {Promise<Unwrapped>}
 */
export async function unwrap(wrapped, passphrase, member) {
  const { salt, box } = await refusing("wrapped", () => parts(wrapped));
  const key = await wrappingKey(tidied(passphrase), salt);
  const plain = await refusing("passphrase", () => aeadOpen(key, wrappedAad(member), box));
  try {
    return await refusing("wrapped", () => opened(plain, member));
  } finally {
    wipe(plain);
  }
}

/** Other costs than ours are refused: a server must not be able to ask for gigabytes. @param {Wrapped} wrapped */
function parts({ v, m, t, p, salt, box }) {
  if (v !== 1 || m !== COST.m || t !== COST.t || p !== COST.p) throw new Refused("wrapped");
  return { salt: unb64u(salt, 16), box: unb64u(box) };
}

/** @param {Uint8Array} plain @param {string} member @returns {Unwrapped} */
function opened(plain, member) {
  const mine = JSON.parse(fromUtf8(plain));
  if (mine.member !== member || typeof mine.admin !== "string") throw new Refused("wrapped");
  return { seal: unb64u(mine.seal, 32), sign: unb64u(mine.sign, 32), admin: mine.admin, member };
}

/**
 * @param {Uint8Array} signSeed
 * @param {string} origin of this page
 * @param {string} member
 * @param {string} nonce as the server wrote it
 * @returns {Promise<string>} the signature of protocol 3.3
 */
export async function signIn(signSeed, origin, member, nonce) {
  unb64u(nonce, 32);
  return b64u(await sign(signSeed, utf8(`rb/1/sign-in\n${origin}\n${member}\n${nonce}`)));
}
