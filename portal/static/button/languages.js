/** Another language in the middle: all that the page says of itself is said anew, and nothing that was typed or is under way is touched. */
import { byId } from "../console/elements.js";
import { persistently, post } from "./client.js";
import { state } from "./conversation.js";
import { redraw } from "./page.js";
import { restate, say } from "./status.js";
import { learn, t } from "./texts.js";

let round = 0;
let troubled = false;

/** Until it is there, unless she chose another meanwhile. @param {string} language */
export async function speak(language) {
  const mine = round += 1;
  if (language === state.language && language === document.documentElement.lang) return;
  state.language = language;
  const answer = await persistently(() => post("texts", { v: 1, language }), (failed) => {
    if (mine !== round) throw new Error("another language");
    troubled = true;
    if (failed) say("again");
  }).catch(() => null);
  if (!answer || mine !== round || !byId("main")) return;
  if (troubled) say("");
  troubled = false;
  learn(answer.words);
  said(answer.language);
  answer.calls.forEach((/** @type {string} */ whose, /** @type {number} */ at) => {
    const line = document.querySelectorAll("#calls span")[at];
    if (line) line.textContent = whose;
  });
  redraw();
  restate();
}

/** @param {string} language */
function said(language) {
  document.documentElement.lang = language;
  document.body.dataset.language = language;
  document.title = t("title");
  for (const input of document.querySelectorAll("input[name=language]")) /** @type {HTMLInputElement} */ (input).value = language;
  for (const link of document.querySelectorAll("#languages a")) {
    if (/** @type {HTMLElement} */ (link).dataset.language === language) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const node of document.querySelectorAll("[data-t]")) {
    const { dataset } = /** @type {HTMLElement} */ (node);
    node.textContent = t(String(dataset.t), { seconds: dataset.seconds ?? "" });
  }
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(String(node.getAttribute("data-t-label"))));
}
