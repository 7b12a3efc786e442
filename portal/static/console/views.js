/** What stands on the screen, and the ways between: the queue, a signal, the supervisor's page, the shifts. */
import { acknowledge, renderAlarm } from "./alarm.js";
import { byId } from "./dom.js";
import { refresh } from "./live.js";
import { leaveOversight, maySee, showOversight } from "./oversight.js";
import { focusRow, renderQueue } from "./queue.js";
import { openRoster } from "./roster.js";
import { showSignal } from "./signal.js";
import { closeSignal, state } from "./state.js";

/** @param {"sign-in" | "queue" | "signal" | "oversight" | "roster"} name */
export function show(name) {
  for (const each of ["sign-in", "queue", "signal", "oversight", "roster"]) byId(each).hidden = each !== name;
  byId("who").hidden = name === "sign-in";
  byId("roster-button").setAttribute("aria-current", String(name === "roster"));
  byId("to-oversight").hidden = !maySee() || name === "oversight";
  document.body.classList.toggle("in-signal", name === "signal");
  scrollTo(0, 0);
}

/** One step back from anywhere is the queue, or the supervisor's page. @param {string} view */
function leaveTrace(view) {
  if (byId("queue").hidden && byId("oversight").hidden) history.replaceState({ view }, "");
  else history.pushState({ view }, "");
}

export function showRoster() {
  if (!byId("roster").hidden) return back();
  leaveTrace("roster");
  closeSignal();
  show("roster");
  void openRoster();
}

/** The address stays the same: which signal was open is nobody's history. @param {string} signal */
export function open(signal) {
  if (byId("signal").hidden) leaveTrace("signal");
  acknowledge(signal);
  renderAlarm(open);
  show("signal");
  void showSignal(signal);
}

export function toQueue() {
  const from = state.open?.signal ?? null;
  closeSignal();
  show("queue");
  renderQueue();
  focusRow(from);
  void refresh();
}

export function back() {
  if (history.state?.view !== "queue") history.back();
  else toQueue();
}

export function toOversight() {
  if (!maySee()) return;
  if (history.state?.view !== "oversight") leaveTrace("oversight");
  closeSignal();
  show("oversight");
  void showOversight();
}

/** The browser's own way back: from a signal to where it was opened. */
export function went() {
  const away = state.open || byId("queue").hidden;
  if (state.me && !state.locked && history.state?.view === "oversight") return toOversight();
  if (!away) return;
  leaveOversight();
  toQueue();
}
