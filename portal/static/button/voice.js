/** To speak instead of writing: start, stop, send or throw away. Nothing is played, somebody may be next door. */
import { byId, fill, h } from "../console/elements.js";
import { persistently, postBytes } from "./client.js";
import { state, tellVoice } from "./conversation.js";
import { onLeaving } from "./exit.js";
import { asked } from "./page.js";
import { canRecord, record } from "./recorder.js";
import { newId } from "./sealed.js";
import { drawQueue } from "./status.js";
import { t } from "./texts.js";
import { said } from "./visit.js";
import { sealMedia } from "../console/sealing/media.js";
import { wipe } from "../console/sealing/random.js";

/** What was spoken and is not kept yet, by its media id. @type {Map<string, {bytes: Uint8Array, seconds: number}>} */
const spoken = new Map();
/** @type {import("./recorder.js").Recording | null} */
let running = null;
let starting = false;

export function startVoice() {
  const place = byId("voice");
  if (!canRecord()) return;
  place.hidden = false;
  idle();
  onLeaving(() => { for (const { bytes } of spoken.values()) wipe(bytes); spoken.clear(); running = null; });
}

/** @param {string} key @param {() => void} press @param {boolean} [main] */
function button(key, press, main = false) {
  return h("button", { type: "button", class: main ? "main" : null, "data-voice": key, "data-t": key, onclick: press }, t(key));
}

/** @param {string} [key] what to say of the one before @param {Record<string, number>} [values] */
function idle(key = "", values = {}) {
  alone(false);
  fill(byId("voice"), key ? h("p", { role: "status", "data-t": key }, t(key, values)) : null, button("voice", () => void begin()));
  drawQueue();
}

/** While she speaks, one button ends it: «Отправить» of the text beside it would be taken for the one. @param {boolean} speaking */
function alone(speaking) {
  const send = byId("send");
  if (send) send.hidden = speaking;
}

async function begin() {
  if (starting || running) return;
  starting = true; // the browser may ask for ever: until she answers it she can write
  const line = h("p", { "data-t": "voice-hint" }, t("voice-hint"));
  fill(byId("voice"), line);
  try {
    running = await record((seconds) => {
      line.removeAttribute("data-t");
      line.textContent = t("voice-running", { seconds });
    });
    alone(true);
    const stop = button("voice-stop", () => running?.stop(), true);
    fill(byId("voice"), line, stop);
    stop.focus();
    void running.done.then(offer, () => idle("voice-failed")).finally(() => { running = null; });
  } catch (error) {
    idle(/** @type {any} */ (error)?.name === "NotAllowedError" ? "voice-refused" : "voice-none");
  } finally {
    starting = false;
  }
}

/** @param {{bytes: Uint8Array, seconds: number, full: boolean}} recording */
function offer({ bytes, seconds, full }) {
  if (!byId("voice")) return wipe(bytes);
  if (!bytes.length) return idle("voice-failed");
  const drop = (/** @type {() => void} */ then) => () => { wipe(bytes); then(); };
  const key = full ? "voice-long" : "voice-ready";
  const send = button("voice-send", () => deliver({ bytes, seconds }), true);
  fill(byId("voice"), h("p", { role: "status", "data-t": key, "data-seconds": seconds }, t(key, { seconds })), send,
    h("div", { class: "row" }, button("voice-drop", drop(idle)), button("voice-again", drop(() => void begin()))));
  send.focus();
  return undefined;
}

/** @param {{bytes: Uint8Array, seconds: number}} recording */
function deliver(recording) {
  const media = newId();
  spoken.set(media, recording);
  idle();
  tellVoice(media, recording.seconds, asked());
}

/** What she speaks meanwhile goes on: its buttons must not go away under her finger. */
function lost() {
  if (byId("send")?.hidden) byId("voice").prepend(h("p", { role: "status", "data-t": "voice-failed" }, t("voice-failed")));
  else idle("voice-failed");
}

/** The desk knows of it: now it can be kept there. Tried for as long as the page is open. @param {string | undefined} media */
export async function uploadVoice(media) {
  const recording = media === undefined ? undefined : spoken.get(media);
  const { thread, visit } = state;
  if (!recording || !thread || !visit) return;
  const sealed = await sealMedia(thread.pub, thread.signal, String(media), recording.bytes);
  const note = h("p", { role: "status", "data-t": "sending" }, t("sending"));
  byId("voice")?.prepend(note);
  try {
    const send = () => postBytes(`voice/${media}`, sealed, { Authorization: `Visit ${said(visit)}` });
    const { kept } = await persistently(send, (failed) => {
      if (failed && [404, 413].includes(failed.status)) throw failed;
      note.dataset.t = failed ? "voice-waits" : "sending";
      note.textContent = t(note.dataset.t);
    });
    note.remove();
    if (!kept) lost();
  } catch {
    lost();
  } finally {
    wipe(recording.bytes);
    spoken.delete(String(media));
  }
}
