/** What this tab knows, only in memory: a reload forgets it. Nothing of it is written down, but drafts, sealed (keeping.js). */

/**
 * @typedef {{signal: string, urgency: string, reasons: string[], routes: string[], received_at: string, last_word_at: string, waits_since: string, language: string,
 *   reporter: string | null, age_band: string | null, region: string | null, abroad: boolean, place_given: boolean, wishes_given: boolean,
 *   may_write: string, consent: string, held_by: null | {member: string, name: string}, awaiting: "desk" | "reporter",
 *   asked_to_delete: boolean, code_wanted: boolean, linked_to: string | null, under_cover: boolean, words: number, door: string, source: string, code?: boolean, case: Case}} Row `source`: the tag of the site or poster that led here; `code`: she has one
 * @typedef {{member: string, name: string}} Person
 * @typedef {{to: string, way: string, said_at: string, said_by: Person, heard_at: string | null, done_at: string | null, done_by: Person | null}} Telling
 * @typedef {{desk: string, before: Person | null, lowered: boolean, opinions: Person[], tellings: Telling[], outcome: string, closed_at: string | null,
 *   closed_by: Person | null, after: string, taken: null | {of: Person, by: Person, at: string}, drill: boolean, answered: boolean}} Case
 * @typedef {{text: string, attempt: null | {text: string, entry: any, session: {id: string, box: string}}, note: string, noteId: string,
 *   asked: Record<string, Record<string, string>>, at: number}} Draft `asked`: dialog → field → what stands in it; `at`: when a word changed, ms
 */

function empty() {
  return {
    /** @type {any} as GET me answers */ me: null,
    /** @type {any} of signing in: deskSeed, deskPub, admin, mine */ keys: null,
    /** @type {null | {now: string, waiting: Row[], mine: Row[], asked: Row[], others: Row[], told: boolean,
     *   drill_over: null | {signal: string, at: string}}} */ queue: null,
    /** @type {any} the open signal */ open: null,
    /** @type {Map<string, any> | null} member → checked certificate */ colleagues: null,
    /** @type {Map<string, Draft>} */ drafts: new Map(),
    /** @type {Uint8Array | null} sealed drafts while nobody is at the page */ locked: null,
    /** @type {Set<string>} immediate signals that were seen */ acknowledged: new Set(),
    shortcuts: true,
  };
}

export const state = empty();

/** @returns {Draft} */
export function nothingTyped() {
  return { text: "", attempt: null, note: "", noteId: "", asked: {}, at: 0 };
}

/** @param {string} signal @returns {Draft} */
export function draftOf(signal) {
  const draft = state.drafts.get(signal) ?? nothingTyped();
  state.drafts.set(signal, draft);
  return draft;
}

/** @param {Draft} draft */
export function isBlank({ text, note, asked }) {
  return ![text, note, ...Object.values(asked).flatMap((fields) => Object.values(fields))].some((words) => words.trim());
}

/** @param {string} signal */
export function hasUnsent(signal) {
  const draft = state.drafts.get(signal);
  return draft !== undefined && !isBlank(draft);
}

export function unsent() {
  return (state.locked?.length ?? 0) > 0 || [...state.drafts.values()].some((draft) => !isBlank(draft));
}

/** Seeds are overwritten; strings of JavaScript cannot be, they are let go. */
export function wipe() {
  for (const seed of [...(state.keys?.earlier?.values() ?? []), state.keys?.deskSeed, state.keys?.mine?.seal, state.keys?.mine?.sign]) seed?.fill(0);
  closeSignal();
  Object.assign(state, empty());
}

/** What was opened of a signal is forgotten when it is left. */
export function closeSignal() {
  state.open?.threadSeed?.fill(0);
  for (const voice of state.open?.voices.values() ?? []) voice.close?.();
  state.open = null;
}

/** @param {string} signal @returns {Row | undefined} */
export function rowOf(signal) {
  const { waiting = [], mine = [], asked = [], others = [] } = state.queue ?? {};
  return [...waiting, ...mine, ...asked, ...others].find((row) => row.signal === signal);
}

/** Whoever writes is at a page of ours: no text of a reply may reach the server. @param {Row} row */
export function atTheWeb(row) {
  return row.door === "web";
}

/** @param {Row} row */
export function isMine(row) {
  return row.held_by?.member === state.me?.member;
}
