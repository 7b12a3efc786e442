/** Opens a signal in this browser (protocol §4–6). One box that does not open never hides the others. */
import { post } from "./api.js";
import { b64u, kid, openEntry, openNote, openSession, openThreadKey, publicOf, Refused, sealThreadKey, unb64u } from "./sealing/index.js";
import { colleagues, deskSeedOf } from "./session.js";
import { state } from "./state.js";

/**
 * @typedef {{id: string, kind: "word" | "reply", fields: any | null}} OpenedEntry fields is null where it stays closed
 * @typedef {{id: string, at: string, by: string, text: string, signed: boolean} | {id: string, text: null}} OpenedNote
 */

/** @param {string} signal @param {any} opened as the server answers */
export async function openThread(signal, opened) {
  const { pub, box, holder } = opened.thread;
  if (holder !== state.keys.desk) throw new Refused("thread-key");
  const seed = await openThreadKey(await deskSeedOf(opened.thread.kid), signal, holder, box);
  // a reply goes to this key: one that the server invented would be readable by whoever invented it
  if (b64u(await publicOf(seed)) !== pub) throw new Refused("thread-key");
  return seed;
}

/**
 * A new receipt code waits for somebody who can open the thread: it is sealed to it here, and nobody need do anything.
 * Another browser may be faster; what fails is tried again when the signal is opened next.
 * @param {string} signal @param {any} opened as the server answers @param {Uint8Array} seed
 */
export async function sealForReporter(signal, opened, seed) {
  if (!opened.thread.reporter) return;
  const own = seed.slice();  // the open signal's own is overwritten when it is left
  try {
    // sealed all the same, an overwritten seed would give her a code that opens nothing
    if (b64u(await publicOf(own)) !== opened.thread.pub) throw new Refused("thread-key");
    const pub = unb64u(opened.thread.reporter);
    const box = await sealThreadKey(pub, signal, "reporter", own);
    await post(`/signals/${signal}/reporter-box`, { kid: await kid(pub), box });
  } finally {
    own.fill(0);
  }
}

/**
 * @param {any} open of state.js: what was opened before is not opened again
 * @param {any} opened @returns {Promise<OpenedEntry[]>} in the server's order
 */
export async function openEntries(open, opened) {
  const entries = [];
  for (const entry of opened.entries) {
    const known = open.texts.get(`${entry.id} ${entry.session}`);
    const fields = known ?? await fieldsOf(open, opened, entry).catch(() => null);
    if (fields) open.texts.set(`${entry.id} ${entry.session}`, fields);
    entries.push({ id: entry.id, kind: entry.kind, fields });
  }
  return entries;
}

/** @param {any} open @param {any} opened @param {any} entry */
async function fieldsOf(open, opened, entry) {
  if (!open.sessions.has(entry.session)) {
    open.sessions.set(entry.session, await openSession(open.threadSeed, open.signal, entry.session, opened.sessions[entry.session]));
  }
  return plain(await openEntry(open.sessions.get(entry.session), open.signal, entry));
}

/** A day: no voice is longer, and no number that somebody made up is. */
const MOST_SECONDS = 86_400;

/**
 * What a page sealed is whatever its owner liked: one entry of another shape must not hide those beside it.
 * @param {any} fields
 */
function plain({ at, asked, from, text, media, seconds, ...others }) {
  const said = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const lasts = Number.isInteger(seconds) && seconds >= 0 && seconds <= MOST_SECONDS ? seconds : 0;
  return { ...others, at: said(at), asked: said(asked), from: said(from), text: said(text), ...(media === undefined ? {} : { media: said(media), seconds: lasts }) };
}

/** @param {any} open @param {any} opened @returns {Promise<OpenedNote[]>} the oldest first */
export async function openNotes(open, opened) {
  const read = async () => {
    const known = await colleagues().catch(() => new Map());
    return Promise.all(opened.notes.map((/** @type {any} */ note) => noteOf(open, note, known)));
  };
  let notes = opened.notes.length > 0 ? await read() : [];
  if (notes.some((note) => note.text !== null && !note.signed)) {
    // perhaps somebody joined after the roster was read
    state.colleagues = null;
    notes = await read();
  }
  return notes.sort((one, other) => (one.at ?? "").localeCompare(other.at ?? ""));
}

/** @param {any} open @param {{id: string, box: string}} note @param {Map<string, any>} known */
async function noteOf(open, note, known) {
  const kept = open.notes.get(note.id);
  if (kept) return kept;
  try {
    const { text, at, by, verify } = await openedNote(open.signal, note);
    const author = known.get(by);
    const signed = author !== undefined && await verify(author.sign);
    const opened = { id: note.id, at, by: author?.name ?? by, text, signed };
    if (signed) open.notes.set(note.id, opened);
    return opened;
  } catch {
    return { id: note.id, text: null };
  }
}

/** Under the desk's key or, while it changes, an earlier one. @param {string} signal @param {{id: string, box: string}} note */
async function openedNote(signal, note) {
  const { deskSeed, earlier } = state.keys;
  for (const seed of [deskSeed, ...earlier.values()]) {
    const opened = await openNote(seed, signal, note).catch(() => null);
    if (opened) return opened;
  }
  throw new Refused("note");
}
