/** The sound of a new `immediate`: made here, no file. A browser lets it out only after a gesture; signing in is one. */

/** @type {AudioContext | null} */
let audio = null;

/** Hz and seconds: two rising tones, three times; heard across a room, not frightening. */
const TONES = [[659, 0], [880, 0.18], [659, 0.55], [880, 0.73], [659, 1.1], [880, 1.28]];
const LASTS = 0.16;
const LOUD = 0.35;

export function unlockSound() {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    audio = null;
  }
}

/** @returns {boolean} whether anything can be heard */
export function ring() {
  if (!audio || audio.state !== "running") return false;
  for (const [tone, after] of TONES) note(audio, tone, audio.currentTime + after);
  return true;
}

/** @param {AudioContext} context @param {number} tone @param {number} at */
function note(context, tone, at) {
  const [voice, loudness] = [context.createOscillator(), context.createGain()];
  voice.frequency.value = tone;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + LASTS);
  voice.connect(loudness).connect(context.destination);
  voice.start(at);
  voice.stop(at + LASTS);
}
