/** Proof of work: found beside the page while she reads. Without it nothing is refused, it only waits in the slower lane. */
import { hex, utf8 } from "../console/sealing/encoding.js";
import { trustedScriptUrl, WORK_WORKER } from "../console/sealing/trusted.js";

/** Tries between two looks at whether the page is still needed. */
const SLICE = 256;

/** @type {{stamp: string, nonce: string, account: string} | null} */
let found = null;
let wanted = "";

/** Undefined while it is not found: JSON leaves it out then. @param {string} account */
export function workOf(account) {
  return found?.account === account ? { stamp: found.stamp, nonce: found.nonce } : undefined;
}

/** @param {string} stamp @param {number} bits @param {string} account */
export async function startWork(stamp, bits, account) {
  const key = `${stamp}|${account}`;
  if (!stamp || wanted === key) return;
  wanted = key;
  const lead = `rb/1/work|${key}|`;
  const nonce = await inWorker(lead, bits).catch(() => searched(lead, bits, () => wanted === key));
  if (nonce && wanted === key) found = { stamp, nonce, account };
}

export function stopWork() {
  [wanted, found] = ["", null];
}

/** @param {string} lead @param {number} bits @returns {Promise<string>} */
async function inWorker(lead, bits) {
  const worker = new Worker(trustedScriptUrl(WORK_WORKER), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => { event.preventDefault(); reject(new Error("work")); };
      worker.postMessage({ lead, bits });
    });
  } finally {
    worker.terminate();
  }
}

/**
 * The first number that makes SHA-256(lead ‖ number) begin with so many zero bits; "" when it is wanted no more.
 * @param {string} lead @param {number} bits @param {() => boolean} [stillWanted]
 */
export async function searched(lead, bits, stillWanted = () => true) {
  for (let start = 0; stillWanted(); start += SLICE) {
    const numbers = Array.from({ length: SLICE }, (_, at) => (start + at).toString(36));
    const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest("SHA-256", utf8(lead + number))));
    const at = digests.findIndex((digest) => zeroBits(new Uint8Array(digest)) >= bits);
    if (at !== -1) return numbers[at];
    await new Promise((resolve) => { setTimeout(resolve); });
  }
  return "";
}

/** @param {Uint8Array} digest */
function zeroBits(digest) {
  const first = parseInt(hex(digest.subarray(0, 4)), 16);
  return first ? Math.clz32(first) : 32;
}
