/** Notes of the desk (protocol §6): sealed to the desk, never under the thread key, and signed by who wrote them. */
import { b64u, canonical, fromUtf8, joined, pad, sameBytes, unb64u, unpad, utf8, wellFormed } from "./encoding.js";
import { Refused, refusing } from "./refused.js";
import { sign, verify } from "./sign.js";
import { kid, publicOf, seal, unseal } from "./suite.js";

/** @typedef {{id: string, at: string, by: string, text: string}} Note */

/** @param {string} signal @param {string} id @param {Uint8Array} deskPub */
async function noteInfo(signal, id, deskPub) {
  return joined("rb/1/note", signal, id, await kid(deskPub));
}

/** @param {string} signal @param {Omit<Note, "by">} note */
function signedBytes(signal, { id, at, text }) {
  return utf8(`rb/1/note\n${signal}\n${id}\n${at}\n${text}`);
}

/**
 * @param {Uint8Array} deskPub @param {string} signal @param {Note} note @param {Uint8Array} signSeed
 * @returns {Promise<{id: string, box: string}>}
 */
export async function sealNote(deskPub, signal, { id, at, by, text: typed }, signSeed) {
  return refusing("note", async () => {
    const text = wellFormed(typed);
    const sig = b64u(await sign(signSeed, signedBytes(signal, { id, at, text })));
    const box = await seal(deskPub, await noteInfo(signal, id, deskPub), pad(canonical({ at, by, sig, text })));
    return { id, box: b64u(box) };
  });
}

/**
 * The same note, author's signature and all, under the desk's present key (protocol 9.5); it is opened once more here
 * before anybody lets go of the earlier box.
 * @param {Uint8Array} earlierSeed @param {{deskSeed: Uint8Array, deskPub: Uint8Array}} present @param {string} signal
 * @param {{id: string, box: string}} note @returns {Promise<{id: string, box: string}>}
 */
export async function resealNote(earlierSeed, { deskSeed, deskPub }, signal, { id, box }) {
  return refusing("note", async () => {
    const plain = await unseal(earlierSeed, await noteInfo(signal, id, await publicOf(earlierSeed)), unb64u(box));
    const info = await noteInfo(signal, id, deskPub);
    const sealed = await seal(deskPub, info, plain);
    if (!sameBytes(await unseal(deskSeed, info, sealed), plain)) throw new Refused("note");
    return { id, box: b64u(sealed) };
  });
}

/**
 * Who is named as its author is only known once `verify` has held with that member's certified sign key.
 * @param {Uint8Array} deskSeed @param {string} signal @param {{id: string, box: string}} note
 * @returns {Promise<{text: string, at: string, by: string, verify: (signPub: Uint8Array) => Promise<boolean>}>}
 */
export async function openNote(deskSeed, signal, { id, box }) {
  return refusing("note", async () => {
    const info = await noteInfo(signal, id, await publicOf(deskSeed));
    const { at, by, sig, text } = JSON.parse(fromUtf8(unpad(await unseal(deskSeed, info, unb64u(box)))));
    if (![at, by, text].every((part) => typeof part === "string")) throw new Refused("note");
    const signature = unb64u(sig, 64);
    return { text, at, by, verify: (signPub) => verify(signPub, signedBytes(signal, { id, at, text }), signature) };
  });
}
