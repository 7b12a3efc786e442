/** The one block of the page that changes: what stands there, the row that is always the same, and where the eyes and ears go. */
import { byId, fill, h } from "../console/elements.js";
import { codeNow, makeCode, onCode } from "./code.js";
import { button, drawn, drawnRow, isFoot, last } from "./screens.js";
import { t } from "./texts.js";

/**
 * @typedef {import("./screens.js").Screen & {reply?: string}} Screen
 * @typedef {{screen: Screen, node: HTMLElement, ready: boolean, seen: boolean, again: boolean}} CodePanel  again: looked up, not just made
 */

/** @type {import("./screens.js").Hands} */
let hands = { tap: () => {}, copy: () => {} };
/** @type {CodePanel | null} */
let panel = null;
/** @type {Screen[]} */
let standing = [];

/** @param {(act: string) => void} tap */
export function startPage(tap) {
  hands = { tap: ({ action }) => tap(action), copy: (text, node) => void copied(text, node) };
  byId("control").append(h("div", { id: "foot", role: "group", "aria-label": t("aria-control"), "data-t-label": "aria-control" }));
  onCode(() => { if (panel) fillPanel(panel); });
}

/** Name of the question that stands there, as entries say what was asked. */
export function asked() {
  return [...standing].reverse().find(({ name }) => name.startsWith("ask_"))?.name ?? "";
}

/** Whether what the desk has now is news beside what is shown. @param {Screen[]} screens */
export function isNews(screens) {
  const [now, then] = [last(screens), last(standing)];
  return now !== undefined && (now.name !== then?.name || (now.name !== "reply" && now.text !== then?.text));
}

/** What was shown is not drawn again when the desk says it once more. @param {Screen[]} screens */
export function stands(screens) {
  if (screens.length) standing = screens;
}

/**
 * In place of what was there. `calm`: she did not ask for it, so the keyboard stays where it is.
 * `part`: of a long text, whose
 * earlier pieces may have been answered with the numbers: they stay above.
 * @param {Screen[]} answer @param {{calm?: boolean, part?: number}} [how]
 */
export function show(answer, { calm = false, part = 0 } = {}) {
  if (!answer.length) return;
  const numbers = standing.filter(({ name }) => part && name.startsWith("danger") && answer.every((one) => one.name !== name));
  const screens = standing = [...numbers, ...answer];
  document.body.dataset.stage = "talk";
  document.body.dataset.screen = last(screens)?.name ?? "";
  byId("main").append(byId("numbers"));
  // what is asked stands where she looks first, the code below it
  const codes = screens.filter(isCode).map(newPanel);
  const others = screens.filter((screen) => !isCode(screen)).map((screen) => drawn(screen, hands, { reply: screen.reply }));
  fill(byId("screens"), others, codes, kept(codes));
  foot(last(screens)?.rows ?? []);
  if (!calm) land();
}

/** News below a reply that she may still be reading. @param {Screen[]} screens */
export function below(screens) {
  standing = screens;
  byId("screens").querySelectorAll(":scope > .news").forEach((/** @type {Element} */ old) => old.remove());
  byId("screens").append(h("div", { class: "news" }, screens.map((screen) => drawn(screen, hands))));
  foot(last(screens)?.rows ?? []);
}

/** @param {Screen} screen */
function isCode({ name, text }) {
  return name.startsWith("code") && text.includes("⟦");
}

/** A code that was not there to be read yet stays for one more answer. @param {HTMLElement[]} nodes */
function kept(nodes) {
  if (!panel || nodes.includes(panel.node)) return [];
  if (panel.seen) { panel = null; return []; }
  panel.seen = panel.ready;
  return [panel.node];
}

/** To where reading begins: on a telephone the keyboard goes away with it. */
export function land() {
  const first = byId("screens").querySelector("h2");
  first?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** @param {import("./screens.js").Choice[][]} rows Hide has its own place and needs no second button beside it */
function foot(rows) {
  const row = rows.find(isFoot) ?? [];
  const nodes = row.filter(({ action }) => action !== "hide").map((choice) => button(choice, hands));
  for (const node of nodes) if (!/\p{L}/u.test(node.textContent ?? "")) for (const [name, said] of [["aria-label", t("aria-choices")], ["data-t-label", "aria-choices"]]) node.setAttribute(name, said);
  fill(byId("foot"), ...nodes);
}

/** @param {Screen} screen */
function newPanel(screen) {
  const again = codeNow().status === "ready";
  if (screen.name === "code_new" && again) void makeCode();
  panel = { screen, again, node: h("section", { class: "code", "aria-label": t("aria-code"), "data-t-label": "aria-code", "aria-live": "polite" }), ready: false, seen: false };
  fillPanel(panel);
  return panel.node;
}

/** In another language. */
export function redraw() {
  if (!panel?.node.isConnected) return;
  fillPanel(panel);
  if (panel.screen.name === "code") hands.tap({ label: "", action: "code" }, /** @type {any} */ (null));
}

/** @param {CodePanel} of */
function fillPanel(of) {
  const { status, words, digits, stays } = codeNow();
  of.ready = status === "ready";
  if (status === "failed") fill(of.node, h("p", {}, t("code-failed")));
  else if (!of.ready) fill(of.node, h("p", {}, t("code-making")));
  else if (stays && of.screen.name === "code_new") fill(of.node, h("p", {}, t("code-stays")));
  else fill(of.node, drawn(of.screen, hands, { code: { words, digits } }), of.again && of.screen.name === "code" ? another() : null);
}

function another() {
  return h("div", { class: "another" }, h("p", {}, t("code-seen")), drawnRow([{ label: t("code-another"), action: "new_code" }], hands));
}

/** @param {string} text @param {HTMLButtonElement} node */
async function copied(text, node) {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false;
  const line = node.parentElement?.nextElementSibling?.classList.contains("copied") ? node.parentElement.nextElementSibling : h("p", { class: "copied", role: "status" });
  node.parentElement?.after(line);
  const key = done ? "copied" : "copy-failed";
  line.dataset.t = key;
  fill(line, t(key));
}
