/** The page at `/`: takes over what the server drew, once it is sure that it can seal. Until then, and without it, plain forms stand. */
import { byId, h } from "../console/elements.js";
import { listOfWords, makeCode } from "./code.js";
import { begin, LAST_RESORT, listen, newcomer, state, tap } from "./conversation.js";
import { leave, leaveSaying, startExit } from "./exit.js";
import { startForgetting } from "./leaving.js";
import { startWatching } from "./live.js";
import { show, startPage } from "./page.js";
import { changed, comeBack, follow, readReplies, sayOfTheLine } from "./returning.js";
import { codeIn } from "./receipt-words.js";
import { last, readNumbers } from "./screens.js";
import { canSeal } from "./sealed.js";
import { drawQueue, drawTrouble, say } from "./status.js";
import { readTexts } from "./texts.js";
import { prepareWriting, sendWords } from "./writing.js";

/** Not needed for the first words, so it comes after everything that is. @type {Promise<typeof import("./voice.js")> | null} */
let voice = null;
/** @type {() => void} */
let hide = () => {};

/** @param {string} act */
function tapped(act) {
  if (act === "hide") hide();
  else if (act === "read") void readReplies();
  else tap(act);
}

/** @param {import("./conversation.js").Answer} answer @param {import("./conversation.js").Deed} deed */
function answered(answer, deed) {
  const elsewhere = document.body.dataset.exit ?? "about:blank";
  if (answer.ended) return answer.screens.length ? leaveSaying(answer.screens[0].text, elsewhere) : leave(elsewhere);
  if (answer.signal && deed.request === state.openedBy) void makeCode(deed.request);
  // the second piece of a long text has no news: what the first was answered with stays
  if (!deed.part || last(answer.screens)?.name !== "more") show(answer.screens, { part: deed.part });
  if (deed.fields?.media) void voice?.then(({ uploadVoice }) => uploadVoice(deed.fields?.media));
  if (deed.act?.startsWith("lang.")) speak(deed.act.slice(5));
  if (state.known) follow();
  return undefined;
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
  for (const event of ["dragover", "drop", "paste"]) addEventListener(event, noFiles);
  byId("text").removeAttribute("maxlength"); // what is longer goes out in pieces
}

function startLanguages() {
  byId("languages")?.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const language = /** @type {HTMLElement} */ (event.target).dataset.language;
    if (!language || event.button || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    speak(language);
  });
}

/** @param {string} language */
function speak(language) {
  void import("./languages.js").then((languages) => languages.speak(language), () => say("again"));
}

/** A file that is dropped here would open in place of the page, and take her words with it. @param {any} event */
function noFiles(event) {
  const given = event.clipboardData ?? event.dataTransfer;
  if (Array.from(given?.types ?? []).includes("Files")) event.preventDefault();
}

/** From here on the script answers for the page. */
function takeOver() {
  const { body } = document;
  Object.assign(state, { language: body.dataset.language ?? "ru", source: body.dataset.source ?? "" });
  document.documentElement.classList.add("live");
  for (const node of document.querySelectorAll("#skip, [data-without-script]")) node.remove();
  for (const node of document.querySelectorAll("[data-with-script]:not(#voice)")) /** @type {HTMLElement} */ (node).hidden = false;
  byId("status").after(h("div", { id: "pending" }));
  byId("screens").after(h("div", { id: "asking", "aria-live": "polite" }));
  body.dataset.stage = byId("text").value.trim() || document.activeElement === byId("text") ? "talk" : "first";
  listen({
    answer: answered,
    changed: drawQueue,
    trouble: (failed, _times, deed) => { drawTrouble(failed); if (deed.refused >= LAST_RESORT && deed.fields?.from === "text") void import("./plainly.js").then(({ offerPlainly }) => offerPlainly()); },
  });
  startPage(tapped);
  startForms();
  startLanguages();
  startWatching(changed);
  sayOfTheLine();
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
