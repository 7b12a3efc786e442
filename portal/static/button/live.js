/** Says when something changed at the desk: an event without content, over a stream that the page reads itself. */
import { lineIsClosed, stream } from "./client.js";
import { state, who } from "./conversation.js";
import { onLeaving } from "./exit.js";

/** Milliseconds. The server pings every 15 s: two missed pings mean that the stream is dead. */
const SILENCE = 35_000;
const POLL = 15_000;
const PAUSES = [1_000, 2_000, 5_000, 15_000, 30_000];

/** @type {AbortController | null} */
let open = null;
let round = 0;

/** From the first words on, and anew for another visit. @param {() => void} changed */
export function startLive(changed) {
  const mine = round += 1;
  open?.abort();
  void follow(changed, () => mine === round && !lineIsClosed() && state.visit !== null);
}

export function stopLive() {
  round += 1;
  open?.abort();
}

/** @param {() => void} changed @param {() => boolean} wanted */
async function follow(changed, wanted) {
  for (let failures = 0; wanted(); failures += 1) {
    const heard = await once(changed).catch(() => false);
    if (!wanted()) return;
    if (heard) failures = 0;
    // where no stream comes through, looking from time to time must do
    else if (failures > 1) changed();
    await new Promise((resolve) => { setTimeout(resolve, heard ? PAUSES[0] : Math.min(PAUSES[Math.min(failures, PAUSES.length - 1)], POLL)); });
  }
}

/** Until the stream ends. @param {() => void} changed @returns {Promise<boolean>} whether anything came through it */
async function once(changed) {
  const mine = open = new AbortController();
  const answer = await stream("live", who(), mine.signal);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  const decoder = new TextDecoder();
  let [heard, rest] = [false, ""];
  for (;;) {
    const timer = setTimeout(() => mine.abort(), SILENCE);
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    clearTimeout(timer);
    if (done) return heard;
    heard = true;
    const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    if (events.some((event) => event.startsWith("event: look"))) changed();
  }
}

/** A telephone that slept or changed its network finds out at once. */
export function startWatching(/** @type {() => void} */ changed) {
  const again = () => { if (state.known && state.visit) startLive(changed); };
  addEventListener("online", again);
  onLeaving(stopLive);
}
