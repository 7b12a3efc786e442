/** The microphone: asked for only after a tap, let go of as soon as nobody speaks into it. */
import { onLeaving } from "./exit.js";

/** Conversation rule 12: three minutes; and what the desk keeps of one voice, with room for the file's own frame. */
const MOST_MS = 180_000;
const MOST_BYTES = 960_000;
/** Bits a second: speech stays clear, three minutes have 540,000 bytes. */
const BITS = 24_000;
const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** @typedef {{stop: () => void, done: Promise<{bytes: Uint8Array, seconds: number, full: boolean}>}} Recording */

/** @type {(() => void) | null} */
let release = null;

export function canRecord() {
  return typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** @param {(seconds: number) => void} tick @returns {Promise<Recording>} Rejects where the microphone is refused. */
export async function record(tick) {
  letGo();
  const source = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported?.(kind));
  const recorder = new MediaRecorder(source, { audioBitsPerSecond: BITS, ...(mimeType ? { mimeType } : {}) });
  release = () => { source.getTracks().forEach((track) => track.stop()); };
  onLeaving(letGo);
  return { stop: () => { if (recorder.state !== "inactive") recorder.stop(); }, done: recorded(recorder, tick) };
}

/** The light of the microphone goes out. */
export function letGo() {
  release?.();
  release = null;
}

/** @param {MediaRecorder} recorder @param {(seconds: number) => void} tick */
async function recorded(recorder, tick) {
  /** @type {Blob[]} */
  const parts = [];
  const began = performance.now();
  const passed = () => performance.now() - began;
  let [size, full] = [0, false];
  const timer = setInterval(() => {
    tick(Math.floor(passed() / 1000));
    full = passed() >= MOST_MS || size >= MOST_BYTES;
    if (full && recorder.state !== "inactive") recorder.stop();
  }, 250);
  try {
    await new Promise((resolve, reject) => {
      recorder.ondataavailable = ({ data }) => { parts.push(data); size += data.size; };
      recorder.onstop = resolve;
      recorder.onerror = reject;
      recorder.start(1000);
    });
    const seconds = Math.max(1, Math.min(MOST_MS / 1000, Math.round(passed() / 1000)));
    return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()), seconds, full };
  } finally {
    clearInterval(timer);
    letGo();
  }
}
