/** What a specialist does with a signal beside answering it: asks first, sends once, says what became of it. */
import { get, post } from "./api.js";
import { choose, settled } from "./choose.js";
import { explained } from "./dialogs.js";
import { toast } from "./dom.js";
import { DESK_DOCUMENT, signatureHolds } from "./sealing/documents.js";
import { kid, newId, Refused, sealNote, sealThreadKey, unb64u } from "./sealing/index.js";
import { colleagues } from "./session.js";
import { atTheWeb, isMine, state } from "./state.js";
import { isoNow, now } from "./time.js";
import { knows, named, said, t } from "./words.js";

/** @typedef {import("./state.js").Row} Row @typedef {{refresh: () => Promise<void>, gone: () => void}} Act */

const TIERS = ["immediate", "urgent", "standard", "planned"];
const DESKS = ["intake", "fallback"];
const OUTSIDE = ["police", "guardianship", "other"];
const WAYS = ["will", "had"];

/** @param {string} group @param {string[]} codes @returns {[string, string][]} */
function options(group, codes) {
  return codes.map((code) => [code, said(group, code)]);
}

/** Nothing is chosen by a slip of the thumb. @param {[string, string][]} listed @returns {[string, string][]} */
function chosen(listed) {
  return [["", t("case-choose")], ...listed];
}

/** What is said of a chat is said otherwise of a page. @param {Row} row @param {string} words */
function atItsDoor(row, words) {
  return said("case", atTheWeb(row) && knows("case", `${words}-web`) ? `${words}-web` : words);
}

/** @param {Row} row @param {string} verb @param {Record<string, any>} body @param {Act} act @param {boolean} [leaves] the desk's columns */
async function send(row, verb, body, act, leaves = false) {
  try {
    await post(`/signals/${row.signal}/${verb}`, { request: newId(), ...body });
    settled({ signal: row.signal, name: verb });
    toast(atItsDoor(row, `${verb}-done`));
    if (leaves && state.open?.signal === row.signal) return act.gone();
  } catch (error) {
    toast(explained(error));
  }
  await act.refresh();
}

/** @param {Row} row @param {string} verb @param {import("./choose.js").Field[]} fields */
function asks(row, verb, fields) {
  return choose({ title: t(`case-${verb}`), text: atItsDoor(row, `${verb}-text`), yes: t(`case-${verb}-yes`), fields, kept: { signal: row.signal, name: verb } });
}

/** @param {Row} row @param {Act} act */
export async function raise(row, act) {
  const higher = TIERS.slice(0, TIERS.indexOf(row.urgency)).reverse();
  const answer = await asks(row, "raise", [{ name: "to", label: t("case-tier"), kind: "select", options: options("urgency", higher) }]);
  if (answer) await send(row, "raise", answer, act);
}

/** The reason is a note like any other: the server never reads it. @param {Row} row @param {Act} act */
export async function lower(row, act) {
  const lowerOnes = TIERS.slice(TIERS.indexOf(row.urgency) + 1);
  const answer = await asks(row, "lower", [
    { name: "to", label: t("case-tier"), kind: "select", options: options("urgency", lowerOnes) },
    { name: "why", label: t("case-why"), kind: "area" }]);
  if (!answer?.why) return;
  const text = t("case-lower-note", { to: said("urgency", answer.to), why: answer.why });
  const note = { id: newId(), at: isoNow(), by: state.me.member, text };
  await send(row, "lower", { to: answer.to, note: { ...await sealNote(state.keys.deskPub, row.signal, note, state.keys.mine.sign), kid: state.keys.deskKid } }, act);
}

/** @param {Row} row @param {"hand-over" | "opinion"} verb @returns {Promise<Record<string, string> | null>} */
async function colleague(row, verb) {
  const known = await colleagues();
  const there = new Map((await get("/colleagues")).map((/** @type {any} */ one) => [one.member, one.on_shift]));
  // out of somebody's hands into her own: that is broken glass, with a reason
  const mineToTake = row.held_by === null || isMine(row);
  const others = [...known.values()].filter(({ member }) => member !== row.held_by?.member && (verb === "hand-over" && mineToTake || member !== state.me.member));
  if (others.length === 0) throw new Refused("no-such-colleague");
  // she may have gone back to the queue while the answer was on its way: no question about what is not on the screen
  if (state.open?.signal !== row.signal) return null;
  const first = others.sort((one, other) => Number(there.get(other.member)) - Number(there.get(one.member)));
  const label = (/** @type {any} */ { member, name, desk }) => t("case-colleague", { name, desk: said("case-desk", desk), there: t(there.get(member) ? "case-on-shift" : "case-off-shift") });
  return asks(row, verb, [{ name: "member", label: t("case-who"), kind: "select", options: first.map((one) => [one.member, label(one)]) }]);
}

/** @param {Row} row @param {Act} act @param {"hand-over" | "opinion"} verb */
export async function toColleague(row, act, verb) {
  try {
    const answer = await colleague(row, verb);
    if (answer) await send(row, verb, answer, act);
  } catch (error) {
    toast(explained(error));
  }
}

/** The thread's key is sealed here, to the key of a desk document that the administrator signed (protocol 4.6). @param {Row} row @param {Act} act */
export async function toDesk(row, act) {
  const others = DESKS.filter((desk) => desk !== row.case.desk);
  const answer = await asks(row, "hand-to-desk", [{ name: "desk", label: t("case-desk"), kind: "select", options: options("case-desk", others) }]);
  if (!answer) return;
  try {
    await send(row, "hand-to-desk", { desk: answer.desk, ...await resealed(row.signal, answer.desk) }, act, true);
  } catch (error) {
    toast(explained(error));
  }
}

/** @param {string} signal @param {string} desk */
async function resealed(signal, desk) {
  const office = await get("/office");
  if (!await signatureHolds(DESK_DOCUMENT, office, state.keys.admin)) throw new Refused("desk-signature");
  const pub = unb64u(office.desks[desk].pub, 1216);
  const open = state.open;
  if (open?.signal !== signal || !open.threadSeed) throw new Refused("thread-key");
  return { kid: await kid(pub), box: await sealThreadKey(pub, signal, desk, open.threadSeed) };
}

/** @param {Row} row @param {Act} act */
export async function sayFirst(row, act) {
  const answer = await asks(row, "say-first", [
    { name: "to", label: t("case-to"), kind: "select", options: chosen(options("case-outside", OUTSIDE)) },
    { name: "way", label: t("case-way"), kind: "select", options: chosen(options("case-way", WAYS)) }]);
  if (answer) await send(row, "say-first", answer, act);
}

/** @param {Row} row @param {string} to @param {Act} act */
export async function markTold(row, to, act) {
  const here = new Date(now() - new Date(now()).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const answer = await asks(row, "told", [{ name: "at", label: t("case-when", { to: said("case-outside", to) }), kind: "time", value: here }]);
  if (!answer?.at) return;
  await send(row, "told", { to, at: `${new Date(answer.at).toISOString().slice(0, 19)}Z` }, act);
}

/** What she wrote while the question stood open is not closed over: the page says up to which word it has read. @param {Row} row @param {Act} act */
export async function close(row, act) {
  const seen = row.last_word_at;
  const answer = await asks(row, "close", [{ name: "outcome", label: t("case-outcome"), kind: "select", options: chosen(named("outcome")) }]);
  if (answer) await send(row, "close", { ...answer, seen }, act, true);
}

/** @param {Row} row @param {Act} act */
export async function reopen(row, act) {
  await send(row, "reopen", {}, act);
}
