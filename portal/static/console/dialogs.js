/** The few questions that stand above the page. */
import { post } from "./api.js";
import { byId, ended, fill, h } from "./dom.js";
import { groupLine } from "./group.js";
import { addPasskey, canPasskey } from "./passkey.js";
import { chime, ring, unlockSound } from "./sound.js";
import { state } from "./state.js";
import { showCodes } from "./totp.js";
import { knows, said, t } from "./words.js";

/** What an error means to a person: what happened, what was kept, what to press. @param {any} error */
export function explained(error) {
  const code = String(error?.code ?? "");
  if (code === "held") return t("error-held", { name: error.body?.by ?? "" });
  return knows("error", code) ? said("error", code) : t("error-other", { code: code || "?" });
}

/** One question, one way back; `final` makes the way back the one that lies under the finger. @param {{title: string, text: string, yes: string, no?: string, final?: boolean}} words @returns {Promise<boolean>} */
export function ask({ title, text, yes, no = t("cancel"), final = false }) {
  const dialog = byId("ask");
  fill(dialog, h("h2", { id: "ask-title" }, title), h("p", {}, text),
    h("form", { method: "dialog", class: "line" },
      h("button", { value: "no", autofocus: true, class: final ? "primary" : "" }, no), h("button", { value: "yes", class: final ? "" : "primary" }, yes)));
  dialog.returnValue = "";
  dialog.showModal();
  return ended(dialog).then((value) => value === "yes");
}

/** The code is written to the bot: there is no link, because a link would stay in the history of the browser. */
export async function linkTelegram() {
  const dialog = byId("link");
  const answer = await post("/link");
  const command = `/start ${answer.code}`;
  const copied = h("span", { class: "small quiet", role: "status" });
  const copy = async () => {
    await navigator.clipboard.writeText(command).catch(() => null);
    copied.textContent = t("copied");
  };
  fill(dialog, h("h2", { id: "link-title" }, t("link-title")), h("p", {}, t("link-text", { bot: answer.bot, minutes: answer.minutes })),
    h("p", { class: "code" }, command),
    h("div", { class: "line" }, h("button", { type: "button", onclick: copy }, t("copy")), copied),
    h("p", { class: "small quiet" }, t("link-what-comes")),
    h("form", { method: "dialog" }, h("button", { class: "primary" }, t("done"))));
  dialog.showModal();
}

const HELP = ["n", "j", "h", "enter", "c", "r", "o", "send", "phrases", "escape", "help"];
const OF_SUPERVISORS = ["o"];
const CAPS = { n: ["N"], j: ["J", "K"], h: ["←", "→"], enter: ["Enter"], c: ["C"], r: ["R"], o: ["O"], send: ["Ctrl", "Enter"], phrases: ["/"], escape: ["Esc"], help: ["?"] };

export function showHelp() {
  const dialog = byId("help");
  const heard = h("span", { class: "small quiet", role: "status" });
  const test = (/** @type {() => boolean} */ play, /** @type {string} */ words) => () => { unlockSound(); heard.textContent = t(play() ? words : "sound-silent"); };
  const shortcuts = h("button", { type: "button", "aria-pressed": String(state.shortcuts), onclick: (/** @type {any} */ event) => {
    state.shortcuts = !state.shortcuts;
    event.currentTarget.setAttribute("aria-pressed", String(state.shortcuts));
    event.currentTarget.textContent = t(state.shortcuts ? "shortcuts-on" : "shortcuts-off");
  } }, t(state.shortcuts ? "shortcuts-on" : "shortcuts-off"));
  fill(dialog, h("h2", { id: "help-title" }, t("help")),
    h("div", { class: "line" }, h("button", { type: "button", onclick: test(ring, "sound-played") }, t("sound-test")),
      h("button", { type: "button", onclick: test(chime, "sound-played-other") }, t("sound-test-other")), shortcuts, heard),
    h("dl", { class: "keys" }, HELP.filter((name) => state.me?.role === "fallback" || !OF_SUPERVISORS.includes(name)).flatMap((name) => [
      h("dt", {}, /** @type {any} */ (CAPS)[name].flatMap((/** @type {string} */ cap) => [h("kbd", {}, cap), " "])),
      h("dd", {}, t(`key-${name}`))])),
    h("p", { class: "small quiet" }, t("help-kept")),
    canPasskey() && passkeyLine(),
    h("div", { class: "line" }, h("button", { type: "button", onclick: () => { dialog.close(); void showCodes(explained); } }, t(state.me.totp ? "totp-off" : "totp-on"))),
    state.me?.role === "fallback" && groupLine(explained),
    h("form", { method: "dialog" }, h("button", { class: "primary" }, t("close"))));
  dialog.showModal();
}

/** This device as a second way in, and the way to take all of them back. */
function passkeyLine() {
  const said = h("span", { class: "small quiet", role: "status" });
  const doing = (/** @type {() => Promise<any>} */ act, /** @type {string} */ done) => async () => {
    said.textContent = await act().then(() => done, explained);
  };
  return h("div", { class: "line" },
    h("button", { type: "button", onclick: doing(addPasskey, t("passkey-added")) }, t("passkey-add")),
    h("button", { type: "button", onclick: doing(() => post("/passkeys/forget"), t("passkey-forgotten")) }, t("passkey-forget")), said);
}
