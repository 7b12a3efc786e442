/** The page at `/`: takes over what the server drew, once it is sure that it can seal. Until then, and without it, plain forms stand. */
import { byId, h } from "../console/elements.js";
import { Failed } from "./client.js";
import { keepCode, listOfWords, makeCode } from "./code.js";
import { CLOSED, cameBack } from "./coming.js";
import { begin, listen, newcomer, state, tap, workAnew } from "./conversation.js";
import { leave, startExit } from "./exit.js";
import { startForgetting } from "./leaving.js";
import { startLive, startWatching, stopLive } from "./live.js";
import { isNews, land, show, stands, startPage } from "./page.js";
import { frameOf, look, opened, read, shown } from "./replies.js";
import { codeIn } from "./receipt-words.js";
import { last, readNumbers } from "./screens.js";
import { canSeal } from "./sealed.js";
import { drawQueue, drawTrouble, say, wordsFor } from "./status.js";
import { readTexts, t } from "./texts.js";
import { prepareWriting, sendWords } from "./writing.js";
import { Refused } from "../console/sealing/refused.js";

/** Refusals of one and the same, after which the plain form is offered. */
const LAST_RESORT = 3;
/** Not needed for the first words, so it comes after everything that is. @type {Promise<typeof import("./voice.js")> | null} */
let voice = null;
/** @type {() => void} */
let hide = () => {};
/** @type {Promise<void> | null} */
let looking = null;
let returning = false;

/** @param {string} act */
function tapped(act) {
  if (act === "hide") hide();
  else if (act === "read") void readReplies();
  else tap(act);
}

/** @param {import("./conversation.js").Answer} answer @param {import("./conversation.js").Deed} deed */
function answered(answer, deed) {
  if (answer.ended) return leave(document.body.dataset.exit ?? "about:blank");
  if (answer.signal && deed.request === state.openedBy) void makeCode(deed.request);
  // the second piece of a long text has no news: what the first was answered with stays
  if (!deed.part || last(answer.screens)?.name !== "more") show(answer.screens);
  if (deed.fields?.media) void voice?.then(({ uploadVoice }) => uploadVoice(deed.fields?.media));
  if (state.known) follow();
  return undefined;
}

let followed = "";
function follow() {
  if (followed === state.visit?.account) return;
  followed = state.visit?.account ?? "";
  startLive(changed);
}

/** Something happened at the desk: shown only where it is news, and without taking the keyboard away from her. */
function changed() {
  looking ??= look().then(async ({ screens, mine }) => {
    if (!mine && state.known) return elsewhere();
    if (!isNews(screens) || document.querySelector("#screens button[disabled]")) return;
    const writing = document.activeElement === byId("text");
    show(screens, { calm: true });
    if (writing) say("answer");
    else if (document.visibilityState === "visible") land();
    return undefined;
  }).catch(() => {}).finally(() => { looking = null; });
}

/** Somebody opened the thread with the code: what is written here from now on begins anew. */
async function elsewhere() {
  stopLive();
  say("elsewhere");
  await newcomer();
  await workAnew();
}

async function readReplies() {
  say("looking");
  try {
    const { screens, entries } = await read(t("answer-failed"));
    say(screens.length ? "" : "answer-none");
    await display(screens, entries);
  } catch (error) {
    say(wordsFor(/** @type {Failed} */ (error)), { numbers: true });
  }
}

/** @param {import("./page.js").Screen[]} screens @param {string[]} entries */
async function display(screens, entries) {
  show(screens);
  await shown(entries).catch(() => []).then(stands);
}

/** @param {number[] | null} indices null: no code at all */
async function comeBack(indices) {
  if (returning) return;
  if (!indices) return say("not-found");
  returning = true;
  say("looking");
  try {
    const answer = await cameBack(indices, (failed) => say(failed ? "back-failed" : "looking", { numbers: failed !== null }));
    if (answer === null || answer === CLOSED) return say(answer === null ? "not-found" : "answer-failed");
    await keepCode(indices);
    await welcome(answer);
  } catch (error) {
    say(error instanceof Failed || error instanceof Refused ? "not-found" : "again", { numbers: true });
  } finally {
    returning = false;
  }
  return undefined;
}

/** @param {any} answer of `back` */
async function welcome(answer) {
  byId("back")?.remove();
  frameOf(answer.reply);
  const { screens, entries } = await opened(answer.replies ?? [], t("answer-failed"));
  say("");
  await display([...answer.screens, ...screens], entries);
  follow();
}

function startForms() {
  byId("form").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter ?? document.activeElement);
    if (pressed?.name === "act") tapped(pressed.value);
    else void sendWords((indices) => void comeBack(indices));
  });
  byId("back-form")?.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void listOfWords().catch(() => []).then((list) => comeBack(codeIn(byId("code").value, list)));
  });
  byId("text").addEventListener("focus", prepareWriting, { once: true });
  byId("text").removeAttribute("maxlength"); // what is longer goes out in pieces
}

let honest = "";

/** The desk refuses what this page seals, again and again: better through the plain form than not at all. */
function lastResort() {
  const form = byId("form");
  const words = Array.from(byId("pending").children, (node) => node.textContent).join("\n");
  if (!words || byId("plainly")) return;
  const plainly = () => { byId("text").value = words; HTMLFormElement.prototype.submit.call(form); };
  byId("pending").after(h("div", { id: "plainly" }, h("p", {}, honest), h("button", { type: "button", onclick: plainly }, t("send"))));
}

/** From here on the script answers for the page. */
function takeOver() {
  const { body } = document;
  Object.assign(state, { language: body.dataset.language ?? "ru", source: body.dataset.source ?? "" });
  document.documentElement.classList.add("live");
  honest = document.querySelector("#form [data-without-script]")?.textContent ?? "";
  for (const node of document.querySelectorAll("#skip, [data-without-script]")) node.remove();
  for (const node of document.querySelectorAll("[data-with-script]:not(#voice)")) /** @type {HTMLElement} */ (node).hidden = false;
  byId("status").after(h("div", { id: "pending" }));
  byId("screens").after(h("div", { id: "asking", "aria-live": "polite" }));
  body.dataset.stage = byId("text").value.trim() || document.activeElement === byId("text") ? "talk" : "first";
  listen({
    answer: answered,
    changed: drawQueue,
    trouble: (failed, _times, deed) => { drawTrouble(failed); if (deed.refused >= LAST_RESORT && deed.fields?.from === "text") lastResort(); },
  });
  startPage(tapped);
  startForms();
  startWatching(changed);
}

async function start() {
  readTexts();
  readNumbers();
  history.replaceState(null, "", location.pathname);
  startForgetting();
  const exit = byId("exit");
  if (exit) hide = startExit(exit);
  if (!byId("form") || !await canSeal()) return;
  await newcomer();
  takeOver();
  void begin().catch(() => {});
  prepareWriting();
  voice = import("./voice.js");
  void voice.then(({ startVoice }) => startVoice(), () => {}); // without it she can write
}

void start();
