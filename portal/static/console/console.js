/** Wires the page: who is on the screen, what keys and events do. Nothing is decided here. */
import { acknowledge, renderAlarm, ringOn } from "./alarm.js";
import { onSignedOut, post } from "./api.js";
import { ask, explained, linkTelegram, showHelp } from "./dialogs.js";
import { byId, fill, h, icon, toast } from "./dom.js";
import { lockUnlessBack, startIdle, unlocked } from "./idle.js";
import { startKeys } from "./keys.js";
import { startPush } from "./push.js";
import { refresh, startLive, stopLive } from "./live.js";
import { focusedSignal, focusRow, move, moveColumn, nextMostUrgent, renderQueue, startQueue } from "./queue.js";
import { focusReply } from "./reply.js";
import { startResealing, stopResealing } from "./resealing.js";
import { signOut } from "./session.js";
import { fieldOf, prefill, startSignIn } from "./sign-in.js";
import { claimOpen, showSignal, signalChanged, startSignal } from "./signal.js";
import { closeSignal, state, unsent } from "./state.js";
import { hour, startTicking } from "./time.js";
import { t } from "./words.js";

/** @param {"sign-in" | "queue" | "signal"} name */
function show(name) {
  for (const each of ["sign-in", "queue", "signal"]) byId(each).hidden = each !== name;
  byId("who").hidden = name === "sign-in";
  document.body.classList.toggle("in-signal", name === "signal");
  scrollTo(0, 0);
}

async function entered() {
  byId("member").textContent = state.me.name;
  show("queue");
  history.replaceState({ view: "queue" }, "");
  await startLive({ changed, line });
  startResealing();
  startPush(explained);
  focusRow(null);
}

function changed() {
  renderQueue();
  renderAlarm(open);
  void signalChanged();
}

/** @param {number | null} lostSince */
function line(lostSince) {
  const bar = byId("line");
  bar.hidden = lostSince === null;
  if (lostSince !== null) {
    fill(bar, icon("no-line"), h("span", {}, t("line-lost", { time: hour(new Date(lostSince).toISOString()) })), h("span", { class: "still" }, t("line-still")));
  }
}

/** The address stays the same: which signal was open is nobody's history. @param {string} signal */
function open(signal) {
  if (byId("signal").hidden) history.pushState({ view: "signal" }, "");
  acknowledge(signal);
  renderAlarm(open);
  show("signal");
  void showSignal(signal);
}

function toQueue() {
  const from = state.open?.signal ?? null;
  closeSignal();
  show("queue");
  renderQueue();
  focusRow(from);
  void refresh();
}

function back() {
  if (history.state?.view === "signal") history.back();
  else toQueue();
}

/** @param {string | null} signal */
async function claim(signal) {
  if (!signal) return;
  try {
    await post(`/signals/${signal}/claim`);
    toast(t("claimed"));
    open(signal);
  } catch (error) {
    toast(explained(error));
  }
  await refresh();
}

function next() {
  const signal = nextMostUrgent(state.open?.signal ?? null);
  if (signal) open(signal);
  else toast(t("nobody-waits"));
}

async function leave() {
  if (unsent() && !await ask({ title: t("leave-title"), text: t("leave-text"), yes: t("leave-yes"), final: true })) return;
  stopLive();
  stopResealing();
  await signOut();
  // a new document: nothing of this shift stays in the memory of the page
  location.replace(location.pathname);
}

/** One dialog, however many requests found the session ended; the page behind it is covered. */
let asking = /** @type {Promise<void> | null} */ (null);
let askedAgain = () => {};

function locked() {
  show("queue");
  void signInAgain().catch(() => null);
}

function signInAgain() {
  if (!state.me) return Promise.reject(new Error("signed-out"));
  if (!asking && !state.locked) lockUnlessBack(locked);
  asking ??= new Promise((resolve) => {
    askedAgain = () => resolve(undefined);
    fill(byId("again-title"), t(state.locked ? "locked-title" : "again-title"));
    fill(byId("again-text"), t(state.locked ? "locked-text" : "again-text"));
    fieldOf(byId("again-form"), "login").value = state.me.name;
    byId("again").showModal();
    fieldOf(byId("again-form"), "passphrase").focus();
  });
  return asking;
}

/** Behind the dialog everything is where it was; after a lock it is opened again. */
async function enteredAgain() {
  byId("again").close();
  const wasLocked = state.locked !== null;
  const signal = wasLocked ? await unlocked().catch(() => null) : null;
  asking = null;
  askedAgain();
  byId("member").textContent = state.me.name;
  if (!wasLocked) return;
  // the line of before belongs to the session of before
  await startLive({ changed, line });
  if (signal) open(signal);
}

function start() {
  startSignIn(byId("sign-in-form"), entered);
  startSignIn(byId("again-form"), enteredAgain);
  startIdle(locked);
  byId("again").addEventListener("cancel", (/** @type {Event} */ event) => event.preventDefault());
  onSignedOut(signInAgain);
  const link = () => linkTelegram().catch((error) => toast(explained(error)));
  startQueue({ open, claim, link });
  startSignal({ open, back });
  byId("help-button").addEventListener("click", showHelp);
  byId("leave").addEventListener("click", leave);
  byId("again-leave").addEventListener("click", leave);
  const queued = (/** @type {() => void} */ act) => () => { if (!byId("queue").hidden) act(); };
  const onShift = (/** @type {() => void} */ act) => () => { if (state.me) act(); };
  startKeys({
    j: queued(() => move(1)), k: queued(() => move(-1)), h: queued(() => moveColumn(-1)), l: queued(() => moveColumn(1)),
    c: onShift(() => void (state.open ? claimOpen() : claim(focusedSignal()))), n: onShift(next), r: onShift(focusReply),
    "?": onShift(showHelp), Escape: onShift(() => { if (state.open) back(); }),
  });
  addEventListener("popstate", () => { if (state.open) toQueue(); });
  addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  startTicking();
  setInterval(ringOn, 1000);
  prefill(byId("sign-in-form"));
}

start();
