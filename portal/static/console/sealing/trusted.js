/**
 * The page's one Trusted Types policy. The CSP `trusted-types rb` lets a page create it once, so whoever else needs a
 * script's address adds it here.
 */
const POLICY = "rb";

/** Scripts that are started by their address: where Argon2 runs, the one that shows an alarm while no page is open, and the button's work. */
export const ARGON2_WORKER = new URL("./argon2-worker.js", import.meta.url).href;
export const PUSH_WORKER = new URL("../../push-worker.js", import.meta.url).href;
export const WORK_WORKER = new URL("../../button/work-worker.js", import.meta.url).href;

/** @type {any} */
let policy;

/**
 * @param {string} url
 * @returns {any} a TrustedScriptURL, or the text itself where the browser has no Trusted Types
 */
export function trustedScriptUrl(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return ownScript(url);
  policy ??= types.createPolicy(POLICY, { createScriptURL: ownScript });
  return policy.createScriptURL(url);
}

/** @param {string} url */
function ownScript(url) {
  if (![ARGON2_WORKER, PUSH_WORKER, WORK_WORKER].includes(url)) throw new TypeError("not a script of ours");
  return url;
}
