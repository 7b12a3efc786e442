/** Wires the page: who is on the screen, what keys and events do. Nothing is decided here. */
import { renderAlarm, ringOn } from "./alarm.js";
import { onOtherSession, onSignedOut, post } from "./api.js";
import { showClosed, startClosed } from "./closed.js";
import { ask, explained, linkTelegram, showHelp } from "./dialogs.js";
import { byId, fill, h, icon, toast } from "./dom.js";
import { drillOver, drillsChanged, forgetDrills, look, showDrills } from "./drills.js";
import { handsChanged } from "./hands.js";
import { startFocus } from "./focus.js";
import { lockUnlessBack, startIdle, unlocked } from "./idle.js";
import { isKept, keep, restored, startKeeping } from "./keeping.js";
import { startKeys } from "./keys.js";
import { startPush } from "./push.js";
import { refresh, startLive, stopLive } from "./live.js";
import { focusedSignal, focusRow, move, moveColumn, nextMostUrgent, renderQueue, renderSound, startQueue } from "./queue.js";
import { moveInOversight, oversightChanged, startOversight } from "./oversight.js";
import { focusReply } from "./reply.js";
import { renderOwn, rosterChanged, startRoster } from "./roster.js";
import { startResealing, stopResealing } from "./resealing.js";
import { renderShift, startShift } from "./shift.js";
import { signOut, takeOverSession } from "./session.js";
import { fieldOf, prefill, startSignIn } from "./sign-in.js";
import { claimOpen, signalChanged, startSignal } from "./signal.js";
import { onSound } from "./sound.js";
import { state, unsent } from "./state.js";
import { hour, startTicking } from "./time.js";
import { back, open, show, showRoster, toOversight, went } from "./views.js";
import { t } from "./words.js";

async function entered() {
  byId("member").textContent = state.me.name;
  show("queue");
  byId("drills-open").hidden = state.me.role !== "fallback";
  history.replaceState({ view: "queue" }, "");
  const waits = await restored();
  await startLive({ changed, line });
  startResealing();
  startPush(explained);
  renderSound();
  focusRow(null);
  forgetDrills();
  if (state.me.role === "fallback") void look().catch(() => null);
  if (waits) toast(t("drafts-back", { n: waits }));
}

function changed() {
  renderQueue();
  renderAlarm(open);
  handsChanged();
  drillOver();
  void drillsChanged();
  oversightChanged();
  renderShift();
  renderOwn();
  void rosterChanged();
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

/** @param {string | null} signal */
async function claim(signal) {
  if (!signal) return;
  try {
    await post(`/signals/${signal}/claim`);
    toast(t("claimed"));
    // on a slow line she has opened another one meanwhile: that is not taken from under her hands
    if (!byId("queue").hidden && !document.querySelector("dialog[open]")) open(signal);
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
  await keep();
  if (unsent() && !await ask({ title: t("leave-title"), text: t(isKept() ? "leave-text" : "leave-lost"), yes: t("leave-yes"), final: true })) return;
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
  await restored();
  asking = null;
  askedAgain();
  byId("member").textContent = state.me.name;
  if (!wasLocked) return;
  // the line of before belongs to the session of before
  await startLive({ changed, line });
  if (signal) open(signal);
}

/** Nothing of the kind that had the focus is left. */
function landed() {
  if (state.open) (byId("reply") ?? byId("composer").querySelector("button") ?? byId("back")).focus();
  else if (state.me) (byId("queue").querySelector(".row .open") ?? byId("told").querySelector("button") ?? byId("leave")).focus();
}

function start() {
  startSignIn(byId("sign-in-form"), entered);
  startSignIn(byId("again-form"), enteredAgain);
  startIdle(locked);
  byId("again").addEventListener("cancel", (/** @type {Event} */ event) => event.preventDefault());
  onSignedOut(signInAgain);
  onOtherSession(takeOverSession);
  startKeeping(renderQueue);
  onSound(renderSound);
  startFocus(landed);
  const link = () => linkTelegram().catch((error) => toast(explained(error)));
  startQueue({ open, claim, link });
  startSignal({ open, back });
  startClosed(open);
  byId("closed-open").addEventListener("click", () => void showClosed());
  byId("drills-open").addEventListener("click", () => void showDrills());
  startOversight(open);
  byId("to-oversight").addEventListener("click", toOversight);
  byId("from-oversight").addEventListener("click", back);
  startShift({ show: showRoster, changed: () => void rosterChanged() });
  startRoster();
  byId("roster-back").addEventListener("click", back);
  byId("help-button").addEventListener("click", showHelp);
  byId("leave").addEventListener("click", leave);
  byId("again-leave").addEventListener("click", leave);
  const queued = (/** @type {() => void} */ act) => () => { if (!byId("queue").hidden) act(); };
  const moving = (/** @type {number} */ by) => () => { if (!byId("oversight").hidden) moveInOversight(by); else if (!byId("queue").hidden) move(by); };
  const onShift = (/** @type {() => void} */ act) => () => { if (state.me) act(); };
  startKeys({
    j: moving(1), k: moving(-1), o: queued(toOversight), h: queued(() => moveColumn(-1)), l: queued(() => moveColumn(1)),
    c: onShift(() => void (state.open ? claimOpen() : claim(focusedSignal()))), n: onShift(next), r: onShift(focusReply),
    "?": onShift(showHelp), Escape: onShift(() => { if (byId("queue").hidden) back(); }),
  });
  addEventListener("popstate", went);
  addEventListener("beforeunload", (event) => { if (unsent() && !isKept()) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  startTicking();
  setInterval(ringOn, 1000);
  prefill(byId("sign-in-form"));
}

start();
