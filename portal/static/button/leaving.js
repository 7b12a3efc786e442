/** On the way out: what was sent goes along, the rest is forgotten. */
import { closeLine, farewell, lineIsClosed } from "./client.js";
import { state, waiting, who, work } from "./conversation.js";
import { onLeaving } from "./exit.js";
import { forgetThread, newId } from "./sealed.js";
import { stopWork } from "./work.js";
import { wipe } from "../console/sealing/random.js";

/** What she pressed Send on is sealed by now, and is lost otherwise. @param {boolean} hide whether she hides */
function goodbye(hide) {
  if (lineIsClosed() || !state.visit) return;
  for (const { ready } of waiting()) if (ready) farewell("say", ready);
  if (hide) farewell("say", { ...who(), request: newId(), language: state.language, source: state.source, work: work(), act: "hide" });
}

/** @param {boolean} hide */
function forget(hide) {
  goodbye(hide);
  closeLine();
  stopWork();
  wipe(state.visit?.secret);
  forgetThread(state.thread);
  waiting().length = 0;
  Object.assign(state, { visit: null, thread: null });
}

/** Must come first: what leaves after it finds nothing to send. */
export function startForgetting() {
  onLeaving(forget);
}
