/** Two sounds, made here, no file: of a new `immediate` and of everything else. A browser lets them out only after a gesture; signing in is one. */

/** @type {AudioContext | null} */
let audio = null;

/** Hz and seconds: two rising tones, three times; heard across a room, not frightening. */
const TONES = [[659, 0], [880, 0.18], [659, 0.55], [880, 0.73], [659, 1.1], [880, 1.28]];
/** One low tone, once: somebody else waits, or has written again. Nobody takes it for the other. */
const SOFT = [[392, 0]];
const LASTS = 0.16;
const LOUD = 0.35;
const QUIET = 0.2;

/** @type {() => void} */
let tell = () => {};

/** @param {() => void} changed the browser lets sound out, or does not any more */
export function onSound(changed) {
  tell = changed;
}

export function audible() {
  return audio?.state === "running";
}

export function unlockSound() {
  try {
    if (!audio) {
      audio = new AudioContext();
      audio.addEventListener("statechange", () => tell());
    }
    void audio.resume().then(tell, tell);
  } catch {
    audio = null;
  }
}

/** @returns {boolean} whether anything can be heard */
export function ring() {
  return play(TONES, LOUD);
}

/** @returns {boolean} whether anything can be heard */
export function chime() {
  return play(SOFT, QUIET);
}

/** @param {number[][]} tones @param {number} loud */
function play(tones, loud) {
  if (!audio || audio.state !== "running") return false;
  for (const [tone, after] of tones) note(audio, tone, { at: audio.currentTime + after, loud });
  return true;
}

/** @param {AudioContext} context @param {number} tone @param {{at: number, loud: number}} how */
function note(context, tone, { at, loud }) {
  const [voice, loudness] = [context.createOscillator(), context.createGain()];
  voice.frequency.value = tone;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(loud, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + LASTS);
  voice.connect(loudness).connect(context.destination);
  voice.start(at);
  voice.stop(at + LASTS);
}
