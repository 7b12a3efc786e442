/** A new member's page (protocol §2): keys made here, words shown once, the administrator's answer checked here. */
import { postUnsigned } from "./api.js";
import { byId, fill, h, icon } from "./dom.js";
import { startAnswer } from "./enrol-answer.js";
import { grouped, newMember, requestFingerprint, unwrap } from "./sealing/index.js";
import { enrolError } from "./enrol-words.js";
import { t } from "./words.js";

const STEPS = ["start", "phrase", "repeat", "request", "done"];
const INVITED = /^#([A-Za-z0-9_-]{22})\.([a-z2-7]{16})$/;

/** @type {any} what was made here; forgotten with the page */
let made = null;
/** @type {any} */
let invited = null;

/** @param {string} step */
export function showStep(step) {
  for (const each of STEPS) byId(`step-${each}`).hidden = each !== step;
  const at = STEPS.indexOf(step);
  Array.from(byId("progress").children).forEach((node, index) => node.classList.toggle("done", index <= at));
  byId(`step-${step}`).querySelector("h1").focus();
  scrollTo(0, 0);
}

/** @param {string} step @param {string} words */
function complain(step, words) {
  const place = byId(`error-${step}`);
  place.hidden = words === "";
  fill(place, icon("triangle"), h("span", {}, words));
}

/** @param {string} step @param {HTMLButtonElement} button @param {string} doing @param {() => Promise<void>} work */
async function working(step, button, doing, work) {
  const words = button.textContent ?? "";
  button.disabled = true;
  button.textContent = doing;
  complain(step, "");
  try {
    await work();
  } catch (error) {
    complain(step, enrolError(error));
  } finally {
    button.disabled = false;
    button.textContent = words;
  }
}

async function readInvite() {
  const found = INVITED.exec(location.hash);
  // the invite opens the door once: it must not stay in the history of a shared computer
  if (location.hash) history.replaceState(null, "", location.pathname);
  if (!found) return byId("no-invite").hidden = false;
  try {
    invited = { ...await postUnsigned("/invite", { invite: found[1] }), invite: found[1], adminFingerprint: found[2] };
    byId("greeting").textContent = t("enrol-greeting", { name: invited.name });
    byId("role").textContent = t(`enrol-desk-${invited.desk}`);
    byId("admin-print").textContent = grouped(invited.adminFingerprint);
    byId("invite").hidden = false;
  } catch (error) {
    complain("start", enrolError(error));
    byId("no-invite").hidden = false;
  }
}

async function make() {
  const words = (await (await fetch("/static/words.txt")).text()).split(/\s+/).filter(Boolean);
  const { member, name, role, desk, adminFingerprint } = invited;
  made = await newMember({ member, name, role, desk, adminFingerprint }, words);
  fill(byId("phrase"), made.passphrase.split(" ").map((/** @type {string} */ word) => h("li", {}, word)));
  showStep("phrase");
}

async function repeat() {
  const field = byId("repeated");
  const typed = field.value.normalize("NFC").toLowerCase().split(/[\s,.]+/).filter(Boolean);
  const wrong = made.passphrase.split(" ").findIndex((/** @type {string} */ word, /** @type {number} */ at) => typed[at] !== word);
  if (wrong !== -1 || typed.length !== 7) {
    complain("repeat", t("enrol-word-wrong", { n: wrong === -1 ? 8 : wrong + 1 }));
    return field.focus();
  }
  // opened once from what will be stored, before anything relies on it
  const mine = await unwrap(made.wrapped, made.passphrase, invited.member);
  await postUnsigned("/enrol", { invite: invited.invite, request: made.request, wrapped: made.wrapped });
  await showRequest(mine);
}

/** @param {any} mine */
async function showRequest(mine) {
  const text = JSON.stringify(made.request);
  field("repeated").value = "";
  fill(byId("phrase"));
  byId("request-print").textContent = grouped(await requestFingerprint(made.request));
  byId("request").textContent = text;
  byId("copy-request").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text).catch(() => null);
    byId("request-said").textContent = t("copied");
  });
  byId("save-request").addEventListener("click", () => download(text, `${invited.member}.request.json`));
  startAnswer({ place: byId("answer-place"), mine: async () => mine, accepted: () => showStep("done") });
  made = null;
  showStep("request");
}

/** @param {string} id @returns {HTMLInputElement} */
function field(id) {
  return byId(id);
}

/** @param {string} text @param {string} name */
function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

function start() {
  byId("make").addEventListener("click", () => working("start", byId("make"), t("enrol-making"), make));
  byId("written").addEventListener("click", () => { showStep("repeat"); byId("repeated").focus(); });
  byId("see-again").addEventListener("click", () => showStep("phrase"));
  byId("repeat-form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    void working("repeat", byId("repeat-submit"), t("enrol-checking"), repeat);
  });
  addEventListener("beforeunload", (event) => { if (made) event.preventDefault(); });
  void readInvite();
}

start();
