/** What was typed and not sent, while nobody is at the page: sealed to the member's own key (protocol 3.5). */
import { canonical, fromUtf8, joined, pad, unpad } from "./encoding.js";
import { wipe } from "./random.js";
import { refusing } from "./refused.js";
import { publicOf, seal, unseal } from "./suite.js";

/** @typedef {import("./member.js").Unwrapped} Unwrapped */

/** @param {string} member */
function draftsInfo(member) {
  return joined("rb/1/drafts", member);
}

/** @param {Unwrapped} mine @param {unknown} drafts JSON @returns {Promise<Uint8Array>} */
export async function sealDrafts(mine, drafts) {
  const plain = pad(canonical(drafts));
  try {
    return await refusing("drafts", async () => seal(await publicOf(mine.seal), draftsInfo(mine.member), plain));
  } finally {
    wipe(plain);
  }
}

/** @param {Unwrapped} mine @param {Uint8Array} box @returns {Promise<any>} */
export async function openDrafts(mine, box) {
  return refusing("drafts", async () => JSON.parse(fromUtf8(unpad(await unseal(mine.seal, draftsInfo(mine.member), box)))));
}
