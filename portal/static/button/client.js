/** Requests to our own server. The visit secret stands in bodies and in one header, never in an address. */

const BASE = "/button/api";
/** Milliseconds: past this the line counts as lost, and what was sealed is still here. The last of the slow lane waits 32 s. */
const PATIENCE = 45_000;
/** Milliseconds between tries; the last one goes on for as long as the page is open. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Bytes: what browsers let outlive its page (Fetch: 64 KiB of all such requests together). */
const OUTLIVES = 24_000;

export class Failed extends Error {
  /** @param {number} status 0: no answer @param {string} code @param {number} [after] milliseconds, as the server asks for @param {any} [body] */
  constructor(status, code, after = 0, body = {}) {
    super(code);
    this.name = "Failed";
    this.status = status;
    this.code = code;
    this.after = after;
    this.body = body;
  }
}

/** How far the server's clock is ahead, milliseconds: an old phone may live in another year. */
let ahead = 0;
const closing = new AbortController();

/** `2026-11-22T03:29:00Z` by the server's clock, as entries spell it (protocol 5.2). */
export function isoNow() {
  return `${new Date(Date.now() + ahead).toISOString().slice(0, 19)}Z`;
}

/** Nothing is asked any more, and whoever waits for an answer waits for ever. */
export function closeLine() {
  closing.abort();
}

/** What waits for an answer when she leaves: nothing of it may touch the empty page. @returns {Promise<never>} */
function never() {
  return new Promise(() => {});
}

export function lineIsClosed() {
  return closing.signal.aborted;
}

/** @param {string} verb @param {object} body @returns {Promise<any>} Rejects with Failed. */
export async function post(verb, body) {
  const text = JSON.stringify(body);
  // what was sent must arrive even if somebody comes in and the page is gone a moment later
  return json(await answered(verb, { body: text, keepalive: text.length < OUTLIVES, headers: { "Content-Type": "application/json" } }));
}

/** @param {string} verb @param {Uint8Array} bytes @param {Record<string, string>} headers @returns {Promise<any>} Rejects with Failed. */
export async function postBytes(verb, bytes, headers) {
  return json(await answered(verb, { body: /** @type {any} */ (bytes), headers: { "Content-Type": "application/octet-stream", ...headers } }, 3 * PATIENCE));
}

/** An answer that goes on. @param {string} verb @param {object} body @param {AbortSignal} signal @returns {Promise<Response>} */
export async function stream(verb, body, signal) {
  const answer = await fetch(`${BASE}/${verb}`, { ...how(), body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal });
  if (!answer.ok || !answer.body) throw new Failed(answer.status, "no-stream");
  return answer;
}

/** On the way out: nobody waits for the answer. @param {string} verb @param {object} body */
export function farewell(verb, body) {
  void fetch(`${BASE}/${verb}`, { ...how(), keepalive: true, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }).catch(() => {});
}

/** @returns {RequestInit} */
function how() {
  return { method: "POST", cache: "no-store", credentials: "same-origin", referrerPolicy: "no-referrer" };
}

/** @param {string} verb @param {RequestInit} request @param {number} [patience] */
async function answered(verb, request, patience = PATIENCE) {
  if (lineIsClosed()) await never();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    return await fetch(`${BASE}/${verb}`, { ...how(), ...request, signal: late.signal });
  } catch {
    throw new Failed(0, "no-connection");
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} answer */
async function json(answer) {
  const date = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(date)) ahead = date - Date.now();
  const body = await answer.json().catch(() => null);
  if (answer.ok && body !== null) return body;
  const after = Number(answer.headers.get("Retry-After")) * 1_000 || 0;
  throw new Failed(answer.ok ? 0 : answer.status, body?.error ?? "failed", after, body ?? {});
}

/**
 * Until it is answered. `trouble` is told of every failure and with null that there is none any more; it may throw to end it.
 * @template T
 * @param {() => Promise<T>} work @param {(failed: Failed | null, times: number) => void | Promise<void>} trouble
 * @returns {Promise<T>}
 */
export async function persistently(work, trouble) {
  for (let times = 0; ; times += 1) {
    try {
      const result = await work();
      if (times) await trouble(null, times);
      return result;
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(0, "failed");
      if (lineIsClosed()) await never();
      await trouble(failed, times + 1);
      // a little different for everybody: a server that comes back must not meet all of them at once
      const pause = Math.max(PAUSES[Math.min(times, PAUSES.length - 1)], failed.after);
      await untilOnlineOr(pause * (0.75 + Math.random() / 2), failed);
    }
  }
}

/** @param {number} pause @param {Failed} failed */
function untilOnlineOr(pause, failed) {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); removeEventListener("online", done); resolve(undefined); };
    const timer = setTimeout(done, pause);
    if (failed.status === 0) addEventListener("online", done);
  });
}
