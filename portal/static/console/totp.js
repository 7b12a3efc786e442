/** One-time codes beside the seven words (protocol 2.9): added with a first code, taken back with the words and a code. */
import { post } from "./api.js";
import { byId, fill, h, squares, toast } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { signIn } from "./sealing/index.js";
import { sixDigits, unlock } from "./session.js";
import { state } from "./state.js";
import { t } from "./words.js";

/** @param {(error: any) => string} explained */
export async function showCodes(explained) {
  if (state.me.totp) return show(t("totp-off"), removal(explained));
  try {
    show(t("totp-on"), addition(await post("/totp"), explained));
  } catch (error) {
    toast(explained(error));
  }
}

/** What was shown leaves the page with the dialog. @param {string} title @param {any[]} parts */
function show(title, parts) {
  const dialog = byId("link");
  fill(dialog, h("h2", { id: "link-title" }, title), ...parts);
  dialog.addEventListener("close", () => fill(dialog), { once: true });
  dialog.showModal();
}

/** @param {{secret: string, address: string, size: number, path: string}} shown @param {(error: any) => string} explained */
function addition(shown, explained) {
  const code = codeField();
  return [
    h("p", {}, t("totp-on-text")),
    squares(shown.size, shown.path, t("totp-qr")),
    h("p", { class: "small quiet" }, t("totp-by-hand")),
    h("p", { class: "totp-secret" }, (shown.secret.match(/.{1,4}/g) ?? []).join(" ")),
    h("p", {}, h("a", { href: shown.address }, t("totp-here"))),
    asking([code], t("totp-confirm"), explained, async () => {
      await post("/totp/confirm", { code: digits(code) });
      done(true, t("totp-added"));
    }),
  ];
}

/** @param {(error: any) => string} explained */
function removal(explained) {
  const words = h("input", { id: "totp-words", class: "concealed", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true });
  const code = codeField();
  return [
    h("p", {}, t("totp-off-text")),
    asking([h("div", {}, h("label", { for: "totp-words" }, t("passphrase")), words), code], t("totp-remove"), explained, async () => {
      const { mine, nonce, member } = await unlock(state.me.member, words.value);
      const sig = await signIn(mine.sign, location.origin, member, nonce);
      for (const seed of [mine.seal, mine.sign]) seed.fill(0);
      await post("/totp/remove", { member, nonce, sig, code: digits(code) });
      done(false, t("totp-removed"));
    }),
  ];
}

/** @param {boolean} stands @param {string} words */
function done(stands, words) {
  state.me.totp = stands;
  fill(byId("link"));  // at once: what was shown is not waiting for the event of closing
  byId("link").close();
  toast(words);
}

function codeField() {
  return h("div", {}, h("label", { for: "totp-code" }, t("totp-code")),
    h("input", { id: "totp-code", inputmode: "numeric", autocomplete: "off", maxlength: "11", required: true }));
}

/** @param {any} field */
function digits(field) {
  const input = field.querySelector("input");
  const code = sixDigits(input.value);
  input.value = "";  // one that was looked at is never good again
  return code;
}

/** @param {any[]} fields @param {string} yes @param {(error: any) => string} explained @param {() => Promise<void>} act */
function asking(fields, yes, explained, act) {
  const said = h("p", { class: "notice", role: "alert", tabindex: "-1", hidden: true });
  const button = h("button", { class: "primary" }, yes);
  let busy = false;
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    said.hidden = true;
    const land = unlessGoneOn();
    await act().catch((error) => { said.hidden = false; said.textContent = explained(error); land(said); });
    busy = false;
    button.setAttribute("aria-disabled", "false");
  };
  return h("form", { class: "stack", novalidate: true, autocomplete: "off", onsubmit: submit }, fields, said,
    h("div", { class: "line" }, button, h("button", { type: "button", onclick: () => byId("link").close() }, t("cancel"))));
}
