/** The sign-in form, at the start of a shift and, in place, when a session has ended. */
import { post } from "./api.js";
import { explained } from "./dialogs.js";
import { byId, fill, h, icon } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { canPasskey, enterByPasskey } from "./passkey.js";
import { acceptAnswer } from "./sealing/index.js";
import { enter, sixDigits, unlock } from "./session.js";
import { unlockSound } from "./sound.js";
import { t } from "./words.js";

/** @param {HTMLFormElement} form @param {() => void | Promise<void>} entered */
export function startSignIn(form, entered) {
  const field = (/** @type {string} */ name) => fieldOf(form, name);
  const show = /** @type {HTMLButtonElement} */ (form.querySelector("[data-show]"));
  show.addEventListener("click", () => conceal(field("passphrase"), show));
  /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]")).disabled = false;
  const device = /** @type {HTMLButtonElement} */ (form.querySelector("[data-passkey]"));
  device.hidden = !canPasskey();
  device.addEventListener("click", async () => {
    unlockSound();
    await enterByPasskey().then(async () => { complain(form, ""); wantCode(form, false); await entered(); }).catch((error) => complain(form, explained(error)));
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    unlockSound();
    if (form.classList.contains("busy")) return;
    await attempt(form, field("login").value, field("passphrase").value, async () => {
      field("passphrase").value = "";
      await entered();
    });
  });
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
export function fieldOf(form, name) {
  return /** @type {any} */ (form.querySelector(`[data-field=${name}]`));
}

/** @param {HTMLInputElement} input @param {HTMLButtonElement} button */
function conceal(input, button) {
  const hidden = !input.classList.toggle("concealed");
  button.textContent = t(hidden ? "hide" : "show");
  button.setAttribute("aria-pressed", String(hidden));
}

/** @param {HTMLFormElement} form @param {string} login @param {string} passphrase @param {() => Promise<void>} entered */
async function attempt(form, login, passphrase, entered) {
  if (!login.trim() || !passphrase.trim()) return complain(form, t("sign-in-both"));
  busy(form, true);
  const land = unlessGoneOn();
  let unlocked = null;
  try {
    const typed = fieldOf(form, "code").value;
    const second = typed ? { code: sixDigits(typed) } : {};
    unlocked = await unlock(login, passphrase);
    await enter(unlocked, second);
    complain(form, "");
    wantCode(form, false);
    await entered();
  } catch (error) {
    const wanted = /** @type {any} */ (error).code === "code-wanted";
    if (wanted) wantCode(form, true);
    fieldOf(form, "code").value = "";  // one that was looked at is never good again
    complain(form, wanted ? "" : explained(error), land);
    if (wanted) land(fieldOf(form, "code"));
    if (unlocked && /** @type {any} */ (error).code === "not-signed-yet") offerAnswer(form, unlocked);
  } finally {
    busy(form, false);
  }
}

/** The server asks who knows the words for a code as well. @param {HTMLFormElement} form @param {boolean} on */
function wantCode(form, on) {
  /** @type {HTMLElement} */ (form.querySelector("[data-code]")).hidden = !on;
  fieldOf(form, "code").value = "";
}

/** @param {HTMLFormElement} form @param {boolean} on */
function busy(form, on) {
  form.classList.toggle("busy", on);
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  button.setAttribute("aria-disabled", String(on));
  fill(button, t(on ? "unlocking" : "sign-in"));
  const status = form.querySelector("[data-status]");
  if (status) status.textContent = on ? t("unlocking-text") : "";
}

/** @param {HTMLFormElement} form @param {string} words @param {(to: any) => void} [land] after a slow answer */
function complain(form, words, land = (to) => to.focus()) {
  const place = /** @type {HTMLElement} */ (form.querySelector("[data-error]"));
  place.hidden = words === "";
  fill(place, icon("triangle"), h("span", {}, words));
  if (words) land(place);
}

/** The administrator has answered, and the answer is brought by hand (protocol 2.7). @param {HTMLFormElement} form @param {any} unlocked */
function offerAnswer(form, unlocked) {
  const file = h("input", { type: "file", accept: ".json,application/json", "aria-label": t("answer-file"), onchange: async () => {
    try {
      const answer = JSON.parse(await file.files[0].text());
      await acceptAnswer(answer, unlocked.mine);
      await post("/answer", { answer });
      complain(form, t("answer-accepted-again"));
    } catch (error) {
      complain(form, explained(error instanceof SyntaxError ? { code: "version" } : error));
    }
  } });
  form.querySelector("[data-error]")?.append(file);
}

/** The demo's link carries login and words after #, and takes them out of the address bar at once. @param {HTMLFormElement} form */
export function prefill(form) {
  const found = /^#demo=([^:]+):(.+)$/.exec(decodeURIComponent(location.hash));
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  if (!found || byId("demo") === null) return;
  fieldOf(form, "login").value = found[1];
  fieldOf(form, "passphrase").value = found[2].replaceAll(".", " ");
  /** @type {HTMLElement} */ (form.querySelector("[type=submit]")).focus();
}
