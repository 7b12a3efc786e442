/** What happens later: news of the desk, answers of a person, and her coming back. */
import { byId } from "../console/elements.js";
import { newcomer, state, waiting, workAnew } from "./conversation.js";
import { startLive, stopLive } from "./live.js";
import { below, isNews, land, show, stands } from "./page.js";
import { last } from "./screens.js";
import { look, read, shown } from "./replies.js";
import { say } from "./status.js";
import { t } from "./texts.js";

/** @type {Promise<void> | null} */
let looking = null;
let returning = false;
let followed = "";
/** From the first words on the desk may have news. */
export function follow() {
  if (followed === state.visit?.account) return;
  followed = state.visit?.account ?? "";
  startLive(changed);
}

/** Something happened at the desk: shown only where it is news, and without taking the keyboard away from her. */
export function changed() {
  looking ??= look().then(async ({ screens, mine }) => {
    if (!mine && state.known) return elsewhere();
    if (!isNews(screens) || document.querySelector("#screens button[disabled]")) return;
    const writing = document.activeElement === byId("text");
    if (document.querySelector("#screens .reply")) { below(screens); say("answer"); return; }
    show(screens, { calm: true });
    if (writing) { if (last(screens)?.name !== "unanswered") say("answer"); }
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

export async function readReplies() {
  say("looking");
  try {
    const { screens, entries } = await read(t("answer-failed"));
    say(screens.length ? "" : "answer-none");
    await display(screens, entries);
  } catch {
    say("answer-later", { numbers: true });
  }
}

/** @param {import("./page.js").Screen[]} screens @param {string[]} entries */
export async function display(screens, entries) {
  show(screens);
  await shown(entries).catch(() => []).then(stands);
}

/** @param {number[] | null} indices null: no code at all */
export async function comeBack(indices) {
  if (returning) return;
  if (!indices) return say("not-found");
  returning = true;
  say("looking");
  try {
    await (await import("./coming.js")).welcomed(indices); // few come by this way, and not in a hurry
  } catch {
    say("back-failed", { numbers: true });
  } finally {
    returning = false;
  }
  return undefined;
}

/** While she waits for an answer a line that breaks is said, and that it is back. */
export function sayOfTheLine() {
  addEventListener("offline", () => { if (state.known && !waiting().length) say("asleep"); });
  addEventListener("online", () => { if (state.known && !waiting().length) say("awake"); });
}
