/** The queue stays true: a stream of events, polling where there is none, and an honest word when the line is dead. */
import { Failed, get } from "./api.js";
import { setClock } from "./time.js";
import { state } from "./state.js";

/** Milliseconds. The server pings every 15 s: two missed pings mean that the stream is dead. */
const SILENCE = 35_000;
const POLL = 10_000;
const CHECK = 2_000;

/** @type {{changed: () => void, line: (lostSince: number | null) => void}} */
let tell = { changed: () => {}, line: () => {} };
/** @type {EventSource | null} */
let stream = null;
/** @type {any} */
let timer = null;
let [connectedAt, heardAt, askedAt, answeredAt] = [0, 0, 0, 0];
let asking = false;
let again = false;

/** @param {typeof tell} listeners `line` is given the time of the last answer while nothing answers */
export function startLive(listeners) {
  tell = listeners;
  stopLive();
  connect();
  timer = setInterval(check, CHECK);
  return refresh();
}

export function stopLive() {
  clearInterval(timer);
  stream?.close();
  stream = null;
}

function connect() {
  connectedAt = heardAt = Date.now();
  stream = new EventSource("/console/api/stream");
  const heard = () => { heardAt = Date.now(); };
  stream.addEventListener("open", heard);
  stream.addEventListener("ping", heard);
  stream.addEventListener("queue", () => { heard(); void refresh(); });
}

/** Asks once more when something changed while the answer was on its way. */
export async function refresh() {
  if (asking) { again = true; return; }
  [asking, again, askedAt] = [true, false, Date.now()];
  try {
    const queue = await get("/queue");
    if (!state.me) return;
    state.queue = queue;
    setClock(queue.now);
    answeredAt = Date.now();
    tell.line(null);
    tell.changed();
  } catch (error) {
    if (!(error instanceof Failed) || error.status !== 401) tell.line(answeredAt || Date.now());
  } finally {
    asking = false;
    if (again) void refresh();
  }
}

function check() {
  const dead = Date.now() - heardAt > SILENCE;
  if (stream && (dead || stream.readyState === EventSource.CLOSED) && Date.now() - connectedAt > POLL) {
    stream.close();
    connect();
  }
  const open = stream?.readyState === EventSource.OPEN && !dead;
  if (!open && Date.now() - askedAt > POLL) void refresh();
}

addEventListener("online", () => { if (stream) { stream.close(); connect(); void refresh(); } });
addEventListener("offline", () => { if (stream) tell.line(answeredAt || Date.now()); });
