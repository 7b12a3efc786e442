/** What was typed and not sent: sealed under a key that only its author can derive (protocol 3.5). */
import { aeadKey, aeadOpen, aeadSeal } from "./aead.js";
import { canonical, fromUtf8, joined, pad, unpad, utf8 } from "./encoding.js";
import { wipe } from "./random.js";
import { refusing } from "./refused.js";

/** @typedef {import("./member.js").Unwrapped} Unwrapped */

/** Not the member's public key: whoever can write into this browser's storage could then put words into her mouth. @param {Unwrapped} mine */
async function draftsKey({ seal, member }) {
  const root = await crypto.subtle.importKey("raw", seal, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(joined("rb/1/drafts-key", member)) };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(how, root, 256));
  try {
    return await aeadKey(bytes);
  } finally {
    wipe(bytes);
  }
}

/** @param {string} member */
function draftsAad(member) {
  return joined("rb/1/drafts", member);
}

/** @param {Unwrapped} mine @param {unknown} drafts JSON @returns {Promise<Uint8Array>} */
export async function sealDrafts(mine, drafts) {
  const plain = pad(canonical(drafts));
  try {
    return await refusing("drafts", async () => aeadSeal(await draftsKey(mine), draftsAad(mine.member), plain));
  } finally {
    wipe(plain);
  }
}

/** @param {Unwrapped} mine @param {Uint8Array} box @returns {Promise<any>} */
export async function openDrafts(mine, box) {
  return refusing("drafts", async () => JSON.parse(fromUtf8(unpad(await aeadOpen(await draftsKey(mine), draftsAad(mine.member), box)))));
}
