/** One signal: opened in this browser, answered from it, kept true while it is on the screen. */
import { get, post } from "./api.js";
import { explained } from "./dialogs.js";
import { announce, byId, fill, h, icon, toast } from "./dom.js";
import { closeDrill, drillEnd, goneWords } from "./drills.js";
import { renderFirst } from "./first.js";
import { openEntries, openNotes, openThread, sealForReporter } from "./opening.js";
import { renderPanels } from "./panels.js";
import { replyBox } from "./reply.js";
import { about, urgencyBadge, waiting } from "./row.js";
import { keptReply } from "./kept-reply.js";
import { refresh } from "./live.js";
import { colleagues } from "./session.js";
import { atTheWeb, closeSignal, isMine, rowOf, state } from "./state.js";
import { renderThread } from "./thread.js";
import { t } from "./words.js";

/** Milliseconds that the opened lock stays to be seen. */
const LOCK_SEEN = 900;
/** Milliseconds between two looks at whether a reply was shown or a voice has come: readings are lines in the journal. */
const LOOK_AGAIN = { reply: 20_000, voice: 2000 };
/** Milliseconds between two thoughts of it, for a reply that is shown while nothing else happens. */
const STATE_MS = 5000;
/** @type {{open: (signal: string) => void, back: () => void}} */
let act;

/** @param {typeof act} actions */
export function startSignal(actions) {
  act = actions;
  byId("back").addEventListener("click", act.back);
  setInterval(() => void signalChanged(), STATE_MS);
  for (const button of document.querySelectorAll(".view-tabs button")) {
    button.addEventListener("click", () => showPart(/** @type {HTMLElement} */ (button).dataset.part ?? "talk"));
  }
}

/** @param {string} part on a narrow screen: the talk or what stands beside it */
function showPart(part) {
  byId("signal").dataset.part = part;
  for (const button of document.querySelectorAll(".view-tabs button")) {
    button.setAttribute("aria-current", String(/** @type {HTMLElement} */ (button).dataset.part === part));
  }
  scrollTo(0, 0);
}

/** @param {string} signal */
export async function showSignal(signal) {
  closeSignal();
  state.open = { signal, opened: null, entries: [], opening: null, threadSeed: null, texts: new Map(), sessions: new Map(), notes: new Map(), voices: new Map(), composer: "", first: "", print: "", readAt: 0 };
  const open = state.open;
  for (const part of ["first", "thread", "composer", "rail", "signal-title"]) fill(byId(part));
  byId("first").hidden = true;
  showPart("talk");
  lock("closed", t("opening"));
  const known = rowOf(signal);
  if (known) renderTitle(known);
  byId("signal-heading").focus();
  await reload(open);
  if (state.open === open && open.threadSeed) {
    toLatest(open);
    lock("open", t("opened"));
    announce(t("opened"));
    setTimeout(() => { if (state.open === open) byId("lock").hidden = true; }, LOCK_SEEN);
  }
}

/** A talk is read on from where it stands; a first message from its beginning. @param {any} open */
function toLatest(open) {
  if (!open.entries.some((/** @type {any} */ entry) => entry.kind === "reply")) return;
  byId("thread").lastElementChild?.scrollIntoView({ block: "end" });
}

/** @param {"closed" | "open" | "broken"} how @param {string} words */
function lock(how, words) {
  const line = byId("lock");
  line.hidden = false;
  line.classList.toggle("open", how === "open");
  line.querySelector("span").textContent = words;
}

/** @param {any} open */
async function reload(open) {
  try {
    const opened = await get(`/signals/${open.signal}`);
    if (state.open !== open) return;
    open.opened = opened;
    open.readAt = Date.now();
    open.print = JSON.stringify(opened.row);
    await decrypt(open, opened);
    if (state.open === open) render(open);
  } catch (error) {
    if (state.open !== open) return;
    if (/** @type {any} */ (error).code === "gone") { act.back(); return void goneWords(open.signal); }
    if (!open.opened) lock("broken", explained(error));
    else toast(explained(error));
  }
}

/** @param {any} open @param {any} opened */
async function decrypt(open, opened) {
  try {
    open.threadSeed ??= await openThread(open.signal, opened);
    void sealForReporter(open.signal, opened, open.threadSeed).catch(() => null);
  } catch {
    lock("broken", t("thread-closed"));
  }
  await colleagues().catch(() => null);
  open.entries = await openEntries(open, opened);
  open.opening = await openNotes(open, opened).catch(() => []);
}

/** The queue changed: only what concerns the open signal is read again. */
export async function signalChanged() {
  const open = state.open;
  if (!open?.opened) return;
  const row = rowOf(open.signal);
  const unread = atTheWeb(open.opened.row) ? ["waiting", "sealed"] : ["waiting"];
  const waits = (/** @type {Record<string, string>} */ states) => Object.values(states).some((one) => unread.includes(one));
  const same = row !== undefined && JSON.stringify(row) === open.print;
  const pause = waits(open.opened.media) ? LOOK_AGAIN.voice : waits(open.opened.replies) ? LOOK_AGAIN.reply : Infinity;
  if (same && Date.now() - open.readAt < pause) return;
  await reload(open);
}

/** @param {any} open */
function render(open) {
  const { row } = open.opened;
  renderTitle(row);
  renderFirst(byId("first"), open, row);
  renderThread(byId("thread"), open.entries, open.opened, isMine(row) ? sendAgain : null);
  renderComposer(open, row);
  renderPanels(byId("rail"), open, { refresh: () => after(open), open: act.open, gone: act.back });
}

/** @param {import("./state.js").Row} row */
function renderTitle(row) {
  const holding = row.case.drill ? null : isMine(row)
    ? h("button", { type: "button", class: "holding", onclick: () => change("release", "released") }, t("release"))
    : row.held_by && h("span", { class: "mark holding" }, icon("person"), t("mark-held", { name: row.held_by.name }));
  fill(byId("signal-title"), urgencyBadge(row.urgency), waiting(row), h("span", { class: "quiet" }, about(row)), holding);
}

/** @param {any} open @param {import("./state.js").Row} row */
function renderComposer(open, row) {
  const composer = byId("composer");
  const typed = Boolean(state.drafts.get(row.signal)?.text.trim());
  const how = row.case.drill ? `drill ${isMine(row)} ${row.case.closed_at}` : !open.threadSeed ? "closed" : isMine(row) ? `mine ${row.door}` : row.held_by ? `held ${row.held_by.name} ${typed}` : "free";
  if (open.composer === how) return;
  open.composer = how;
  if (row.case.drill) return fill(composer, isMine(row) && !row.case.closed_at && drillEnd(() => closeDrill(row, { refresh: () => after(open), gone: act.back })));
  if (how === "closed") return fill(composer);
  if (isMine(row)) return fill(composer, replyBox(row, { sent: async () => { await after(open); toLatest(open); } }));
  const typedHere = keptReply(open.signal);
  if (row.held_by) return fill(composer, h("p", { class: "notice" }, icon("person"), h("span", {}, t("held-by", { name: row.held_by.name }))), typedHere);
  fill(composer, typedHere, h("div", { class: "take" }, h("p", { class: "quiet" }, t("claim-first")),
    h("button", { type: "button", class: "primary", onclick: () => claimOpen() }, t("claim-to-reply"), h("kbd", {}, "C"))));
}

/** @param {"claim" | "release"} verb @param {string} words */
async function change(verb, words) {
  const open = state.open;
  if (!open) return;
  try {
    await post(`/signals/${open.signal}/${verb}`);
    toast(t(words));
  } catch (error) {
    toast(explained(error));
  }
  await after(open);
}

/** What I did is seen at once, here and in the queue, whether or not the stream says so. @param {any} open */
async function after(open) {
  await Promise.all([reload(open), refresh()]);
}

export async function claimOpen() {
  const row = state.open?.opened?.row;
  if (!row || isMine(row)) return byId("reply")?.focus();
  const from = document.activeElement;
  await change("claim", "claimed");
  // on a slow line she has gone on meanwhile: the keyboard is not pulled out of her hands
  const now = document.activeElement;
  if (now === from || now === document.body || byId("composer").contains(now)) byId("reply")?.focus();
}

/** The words come out of the thread here; the server had forgotten them. @param {string} id @param {string} text */
async function sendAgain(id, text) {
  const open = state.open;
  try {
    await post(`/signals/${open.signal}/replies/${id}/again`, { text });
    toast(t("sent-again"));
  } catch (error) {
    toast(explained(error));
  }
  await after(open);
}
