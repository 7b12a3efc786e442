/** A voice message in the thread: opened in this browser when it comes into view, and let go with its signal. */
import { getBytes } from "./api.js";
import { explained } from "./dialogs.js";
import { fill, h, icon } from "./dom.js";
import { openMedia } from "./sealing/index.js";
import { atTheWeb, state } from "./state.js";
import { knows, said, t } from "./words.js";

const MINUTE = 60;
/** The first bytes of a file, and how a browser calls what begins so; what is not here it recognises by itself. */
const KINDS = [["OggS", "audio/ogg"], ["\u001aE\u00df\u00a3", "audio/webm"], ["ID3", "audio/mpeg"], ["RIFF", "audio/wav"], ["\u00ff\u00fb", "audio/mpeg"], ["fLaC", "audio/flac"]];

/**
 * The same node for as long as the signal is open: a live update must not stop what somebody listens to.
 * @param {{media: string, seconds: number}} fields of an entry @param {string | undefined} how `waiting`, `kept` …
 */
export function voice({ media, seconds }, how) {
  const open = state.open;
  const known = open.voices.get(media);
  if (known && known.how === how) return known.node;
  const node = h("div", { class: `voice ${how ?? "lost"}`, "data-media": media });
  open.voices.set(media, { how, node, close: null });
  if (how !== "kept") {
    const web = atTheWeb(open.opened.row);
    fill(node, line(how === "waiting" ? "clock" : "triangle", web && knows("voice", `web-${how ?? "lost"}`) ? said("voice", `web-${how ?? "lost"}`) : said("voice", how ?? "lost")));
    return node;
  }
  fill(node, line("lock", t("voice-sealed", { length: length(seconds) })));
  whenSeen(node, () => void load(open, media, seconds));
  return node;
}

/** @param {any} of @param {string} words @param {...any} more */
function line(of, words, ...more) {
  return [h("p", { class: "line quiet" }, icon(of), h("span", {}, words)), ...more];
}

/** @param {number} seconds */
function length(seconds) {
  return `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}`;
}

/** @param {Element} node @param {() => void} then once, when somebody has scrolled to it */
function whenSeen(node, then) {
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    then();
  });
  observer.observe(node);
}

/** @param {any} open @param {string} media @param {number} seconds */
async function load(open, media, seconds) {
  const mine = open.voices.get(media);
  if (state.open !== open || !mine || mine.close) return;
  try {
    const sealed = await getBytes(`/signals/${open.signal}/media/${media}`);
    if (state.open !== open || open.voices.get(media) !== mine) return;
    const bytes = await openMedia(open.threadSeed, open.signal, media, sealed);
    if (state.open !== open || open.voices.get(media) !== mine) return;
    show(mine, URL.createObjectURL(new Blob([/** @type {any} */ (bytes)], { type: kind(bytes) })), seconds);
  } catch (error) {
    if (state.open === open) fail(open, mine, media, seconds, error);
  }
}

/** @param {any} mine @param {string} url @param {number} seconds */
function show(mine, url, seconds) {
  const player = h("audio", { controls: true, preload: "metadata", src: url, "aria-label": t("voice-label", { length: length(seconds) }) });
  player.addEventListener("error", () => { if (player.hasAttribute("src")) fill(mine.node, line("triangle", t("voice-unplayable"))); });
  player.addEventListener("loadedmetadata", () => { if (player.duration === Infinity) learnLength(player); });
  mine.close = () => {
    player.pause();
    player.removeAttribute("src");
    player.load(); // only this lets go of what was decoded
    URL.revokeObjectURL(url);
  };
  fill(mine.node, h("p", { class: "line quiet" }, h("span", {}, t("voice-length", { length: length(seconds) }))), player);
}

/** A browser records without writing how long it is: who goes to the end of it learns that, and can then go to any place. @param {HTMLAudioElement} player */
function learnLength(player) {
  player.addEventListener("durationchange", () => { player.currentTime = 0; }, { once: true });
  player.currentTime = Number.MAX_SAFE_INTEGER;
}

/** @param {any} open @param {any} mine @param {string} media @param {number} seconds @param {any} error */
function fail(open, mine, media, seconds, error) {
  const words = error?.name === "Refused" ? t("voice-closed") : explained(error);
  const again = h("button", { type: "button", onclick: () => void load(open, media, seconds) }, icon("arrow"), t("voice-again"));
  fill(mine.node, line("triangle", words, again));
}

/** @param {Uint8Array} bytes */
function kind(bytes) {
  const first = String.fromCharCode(...bytes.subarray(0, 4));
  if (String.fromCharCode(...bytes.subarray(4, 8)) === "ftyp") return "audio/mp4";
  return KINDS.find(([mark]) => first.startsWith(mark))?.[1] ?? "";
}
