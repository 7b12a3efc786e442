/** Every request of the console (docs/console-api.md). A session that has ended asks for the passphrase and goes on. */
import { once as onceOnly, watched } from "./busy.js";

const BASE = "/console/api";
/** Milliseconds: past this the network counts as lost, and what was typed is still here. */
const PATIENCE = 20_000;

export class Failed extends Error {
  /** @param {number} status 0: no answer @param {string} code @param {any} [body] */
  constructor(status, code, body = {}) {
    super(code);
    this.name = "Failed";
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

let token = "";
/** @type {() => Promise<void>} */
let signInAgain = () => Promise.reject(new Failed(401, "signed-out"));

/** @type {() => Promise<boolean>} */
let takeOver = () => Promise.resolve(false);

/** @param {string} value from sign-in */
export function setToken(value) {
  token = value;
}

/** @param {() => Promise<void>} ask resolves when the member has signed in again */
export function onSignedOut(ask) {
  signInAgain = ask;
}

/** @param {() => Promise<boolean>} look whether the session that another tab has begun is hers too */
export function onOtherSession(look) {
  takeOver = look;
}

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  return patiently(path, { method: "GET" });
}

/** @param {string} path @param {object} [body] @returns {Promise<any>} */
export async function post(path, body = {}) {
  const sent = JSON.stringify(body);
  return onceOnly(path + sent, () => watched(() => patiently(path, { method: "POST", body: sent })));
}

/** A 401 is an answer like any other. @param {string} path */
export async function getUnsigned(path) {
  return once(path, { method: "GET" });
}

/** Before anybody is signed in: a 401 is an answer like any other. @param {string} path @param {object} body */
export async function postUnsigned(path, body) {
  return once(path, { method: "POST", body: JSON.stringify(body) });
}

/** @param {string} path @param {RequestInit} request @param {(answer: Response) => Promise<any>} [read] */
async function patiently(path, request, read) {
  try {
    return await once(path, request, read);
  } catch (error) {
    // another tab may have begun a session of its own: then this one's token is nobody's
    if (!(error instanceof Failed) || !["signed-out", "wrong-token"].includes(error.code)) throw error;
    if (error.code === "signed-out" || !await takeOver().catch(() => false)) await signInAgain();
    return once(path, request, read);
  }
}

/** Sealed bytes. @param {string} path @returns {Promise<Uint8Array>} */
export async function getBytes(path) {
  return patiently(path, { method: "GET" }, async (answer) => new Uint8Array(await answer.arrayBuffer()));
}

/** @param {Response} answer @returns {Promise<any>} */
async function json(answer) {
  return answer.json();
}

/** @param {string} path @param {RequestInit} request @param {(answer: Response) => Promise<any>} read of an answer that is none of trouble */
async function once(path, request, read = json) {
  const headers = { Accept: "application/json, application/octet-stream", ...(request.body ? { "Content-Type": "application/json" } : {}), ...(token ? { "X-RB-Token": token } : {}) };
  const options = { ...request, headers, cache: /** @type {const} */ ("no-store"), credentials: /** @type {const} */ ("same-origin") };
  const answer = await fetch(BASE + path, { ...options, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw new Failed(0, "no-connection");
  });
  const body = await (answer.ok ? read : json)(answer).catch(() => null);
  if (!answer.ok) throw new Failed(answer.status, body?.error ?? `status-${answer.status}`, body ?? {});
  if (body === null) throw new Failed(0, "no-connection");
  return body;
}
