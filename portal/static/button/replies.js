/** What a person wrote to her: fetched sealed, opened here, told to the desk as shown. */
import { persistently, post } from "./client.js";
import { state, who } from "./conversation.js";
import { newId, openedReply } from "./sealed.js";

/**
 * @typedef {import("./sealed.js").SealedReply} SealedReply
 * @typedef {import("./screens.js").Screen} Screen
 */

/** The server's screen of a reply, with a place for its text. @type {Screen | null} */
let frame = null;
/** @type {SealedReply[]} */
let unread = [];

/** What stands at the desk now; `mine`: the thread is still this visit's. @returns {Promise<{screens: Screen[], mine: boolean}>} Rejects with Failed. */
export async function look() {
  const answer = await post("look", who());
  frame = answer.reply ?? frame;
  unread = answer.replies ?? [];
  // the house still says that something waits after she has read it: «Есть новое» below the very reply would be untrue
  const screens = (answer.screens ?? []).filter((/** @type {Screen} */ { name }) => name !== "reply_waiting" || unread.length);
  return { screens, mine: Boolean(answer.signal) };
}

/** Every unread reply as a screen; [] where there is none. @returns {Promise<{screens: (Screen & {reply: string})[], entries: string[]}>} Rejects with Failed. */
export async function read(/** @type {string} */ closed) {
  await look();
  return opened(unread, closed);
}

/** @param {SealedReply[]} replies @param {string} closed what stands where a reply cannot be opened */
export async function opened(replies, closed) {
  const shell = frame ?? { name: "reply", text: "⟦text⟧", rows: [] };
  const texts = await Promise.all(replies.map((reply) => openedReply(/** @type {any} */ (state.thread), reply).catch(() => closed)));
  const screens = texts.map((reply, at) => ({ ...shell, rows: at === texts.length - 1 ? shell.rows : [], reply }));
  return { screens, entries: replies.filter((reply) => reply.unread !== false).map(({ entry }) => entry.id) };
}

/** What the server will find standing then. @param {string[]} entries @returns {Promise<Screen[]>} */
export async function shown(entries) {
  if (!entries.length) return [];
  const request = newId();
  const answer = await persistently(() => post("shown", { ...who(), request, entries }), () => { if (!state.visit) throw new Error("left"); });
  unread = unread.filter(({ entry }) => !entries.includes(entry.id));
  return answer.screens ?? [];
}

/** @param {Screen | undefined} of */
export function frameOf(of) {
  frame = of ?? frame;
}
