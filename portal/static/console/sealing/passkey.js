/** A second way into the wrapped key: under what a passkey's PRF gives, beside the seven words (protocol 2.8). */
import { aeadKey, aeadOpen, aeadSeal } from "./aead.js";
import { b64u, canonical, fromUtf8, hex, joined, unb64u, utf8 } from "./encoding.js";
import { wipe } from "./random.js";
import { refusing, Refused } from "./refused.js";
import { sign, signPublicOf } from "./sign.js";

const DOOR = "rb/1/passkey-door";

/** @typedef {{v: number, id: string, box: string, door?: string}} Passkey id: SHA-256 of the credential's; door: what it signs with at the door */

/** What every passkey of ours is asked for. @returns {Promise<Uint8Array>} */
export async function prfInput() {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8("rb/1/passkey")));
}

/** @param {Uint8Array} prf @param {string} info @param {string} member @returns {Promise<Uint8Array>} 32 bytes */
async function derived(prf, info, member) {
  const root = await crypto.subtle.importKey("raw", prf, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(joined(info, member)) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, root, 256));
}

/** @param {Uint8Array} prf @param {string} member */
async function passkeyKey(prf, member) {
  const bytes = await derived(prf, "rb/1/passkey-key", member);
  try {
    return await aeadKey(bytes);
  } finally {
    wipe(bytes);
  }
}

/** @param {ArrayBuffer} rawId @returns {Promise<string>} as the server knows it */
export async function passkeyId(rawId) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", rawId)));
}

/** @param {string} member @param {string} id */
function passkeyAad(member, id) {
  return joined("rb/1/member-passkey", member, id);
}

/** @param {import("./member.js").Unwrapped} mine @param {Uint8Array} prf 32 bytes @param {string} id @returns {Promise<Passkey>} */
export async function wrapForPasskey(mine, prf, id) {
  if (prf.length !== 32) throw new Refused("passkey");
  const plain = canonical({ ...mine, seal: b64u(mine.seal), sign: b64u(mine.sign) });
  const seed = await derived(prf, DOOR, mine.member);
  try {
    const box = b64u(await aeadSeal(await passkeyKey(prf, mine.member), passkeyAad(mine.member, id), plain));
    return { v: 1, id, box, door: b64u(await signPublicOf(seed)) };
  } finally {
    wipe(plain);
    wipe(seed);
  }
}

/**
 * That this very device is there: at the door it stands for a one-time code (protocol 3.7).
 * @param {Uint8Array} prf @param {string} id @param {string} origin @param {string} member @param {string} nonce
 */
export async function deviceProof(prf, id, origin, member, nonce) {
  unb64u(nonce, 32);
  const seed = await derived(prf, DOOR, member);
  try {
    return { id, sig: b64u(await sign(seed, utf8(`rb/1/sign-in-device\n${origin}\n${member}\n${nonce}`))) };
  } finally {
    wipe(seed);
  }
}

/** @param {Passkey} passkey @param {Uint8Array} prf @param {string} member @returns {Promise<import("./member.js").Unwrapped>} */
export async function unwrapByPasskey({ id, box }, prf, member) {
  return refusing("passkey", async () => {
    const plain = await aeadOpen(await passkeyKey(prf, member), passkeyAad(member, id), unb64u(box));
    const mine = JSON.parse(fromUtf8(plain));
    wipe(plain);
    if (mine.member !== member || typeof mine.admin !== "string") throw new Refused("passkey");
    return { seal: unb64u(mine.seal, 32), sign: unb64u(mine.sign, 32), admin: mine.admin, member };
  });
}
