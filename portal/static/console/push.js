/** «Тревога на этом устройстве»: the browser's own alarm, for when nobody looks at the page (docs/decisions/0012). */
import { get, post } from "./api.js";
import { byId, fill, h, icon } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { PUSH_WORKER, trustedScriptUrl } from "./sealing/trusted.js";
import { t } from "./words.js";

const SCOPE = "/console";

/** What went wrong, as explained() finds its words. */
class Refused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

function canPush() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** @returns {Promise<PushSubscription | null>} */
async function ours() {
  const kept = await navigator.serviceWorker.getRegistration(SCOPE);
  return await kept?.pushManager?.getSubscription() ?? null;
}

/** As the server names a device. @param {string} endpoint */
async function idOf(endpoint) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text base64url */
function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | Uint8Array} x without padding */
function b64u(x) {
  return btoa(String.fromCharCode(...new Uint8Array(x))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {PushSubscription} of @param {"p256dh" | "auth"} name */
function key(of, name) {
  return b64u(of.getKey(name) ?? new ArrayBuffer(0));
}

/** @param {string} house its public key */
async function switchOn(house) {
  if (await Notification.requestPermission() !== "granted") throw new Refused("push-denied");
  const kept = await navigator.serviceWorker.register(trustedScriptUrl(PUSH_WORKER), { scope: SCOPE });
  await active(kept);
  const before = await kept.pushManager.getSubscription();
  const known = before?.options.applicationServerKey;
  if (known && b64u(known) !== house) await before?.unsubscribe(); // of another house, or of this one before its store was lost
  const options = { userVisibleOnly: true, applicationServerKey: bytes(house) };
  const made = await kept.pushManager.subscribe(options).catch(() => { throw new Refused("push-none"); });
  await post("/push", { endpoint: made.endpoint, p256dh: key(made, "p256dh"), auth: key(made, "auth") });
}

/** @param {ServiceWorkerRegistration} of */
async function active(of) {
  const worker = of.installing ?? of.waiting;
  if (of.active || !worker) return;
  await new Promise((resolve, reject) => worker.addEventListener("statechange", () => {
    if (worker.state === "activated") resolve(undefined);
    if (worker.state === "redundant") reject(new Refused("push-none"));
  }));
}

/** A colleague may have her alarms in the same browser: then its subscription stays. */
async function switchOff() {
  const made = await ours();
  if (!made) return;
  const { shared } = await post("/push/off", { id: await idOf(made.endpoint) });
  if (!shared) await made.unsubscribe();
}

/** Whether this device rings for her, by the server's own word. @returns {Promise<{house: string, on: boolean}>} */
async function standing() {
  const { key: house, ids } = await get("/push");
  const made = house ? await ours() : null;
  return { house, on: made !== null && Notification.permission === "granted" && ids.includes(await idOf(made.endpoint)) };
}

/** @param {(error: any) => string} explained what an error means; the switch is there once the server says that there is such a thing */
export function startPush(explained) {
  if (!canPush()) return;
  quiet().catch(() => null);
  const said = h("span", { class: "small quiet", role: "status" });
  const button = h("button", { class: "plain", type: "button", role: "switch", "aria-checked": "false", onclick: () => void turned() });
  const line = byId("push");
  let house = "";

  /** @param {boolean} on */
  function show(on) {
    button.setAttribute("aria-checked", String(on));
    fill(button, icon(on ? "bell" : "bell-off"), h("span", {}, `${t("push")}: ${t(on ? "push-is-on" : "push-is-off")}`));
  }

  async function looked() {
    const now = await standing();
    house = now.house;
    line.hidden = !house;
    show(now.on);
  }

  async function turned() {
    const on = button.getAttribute("aria-checked") === "true";
    button.disabled = true; // the keyboard may fall out of it: then it comes back
    const land = unlessGoneOn();
    const outcome = await (on ? switchOff() : switchOn(house)).then(() => t(on ? "push-off" : "push-on"), explained);
    await looked().catch(() => null);
    said.textContent = outcome;
    button.disabled = false;
    land(button);
  }

  show(false);
  fill(line, button, said);
  looked().catch(() => null);
}

/** She is here: what stands on her screen has done its work. */
async function quiet() {
  const kept = await navigator.serviceWorker.getRegistration(SCOPE);
  for (const shown of await kept?.getNotifications() ?? []) shown.close();
}
