/** A screen as the server dressed it → nodes. Every word goes in as text. */
import { h } from "../console/elements.js";

/** Characters: a first line up to here stands as a headline. */
const HEADLINE = 70;
/** A browser that translates by itself sends what it finds to its maker, and turns the words of a code into others. */
export const UNTRANSLATED = { translate: "no" };

/**
 * @typedef {{label: string, action: string, look?: string, copy?: string | null}} Choice
 * @typedef {{name: string, text: string, mono?: string[], rows?: Choice[][]}} Screen
 * @typedef {{tap: (choice: Choice, button: HTMLButtonElement) => void, copy: (text: string, button: HTMLButtonElement) => void}} Hands
 */

/** Array.at is younger than the telephones that come here. @template T @param {T[]} list @returns {T | undefined} */
export function last(list) {
  return list[list.length - 1];
}

/** Numbers that the page itself shows, as written there → what a phone dials. @type {Map<string, string>} */
const numbers = new Map();

export function readNumbers() {
  for (const link of document.querySelectorAll('a[href^="tel:"]')) {
    const shown = (link.querySelector("strong") ?? link).textContent?.trim();
    if (shown) numbers.set(shown, String(link.getAttribute("href")));
  }
}

/**
 * @param {Screen} screen @param {Hands} hands @param {{code?: Record<string, string>, reply?: string}} how
 * `code` and `reply`: what stands in the places that only this page can fill
 */
export function drawn(screen, hands, { code = {}, reply } = {}) {
  const put = (/** @type {string} */ text) => text.replace(/⟦(words|digits)⟧/g, (whole, name) => code[name] ?? whole);
  const mono = (screen.mono ?? []).map(put);
  const lines = reply === undefined ? put(screen.text).split("\n") : screen.text.split("⟦text⟧")[0].trimEnd().split("\n");
  const [head, ...rest] = lines;
  const title = h("h2", { tabindex: "-1", class: head.length > HEADLINE ? "plain" : null }, ...linked(head));
  const said = reply === undefined ? null : h("p", { class: "reply", ...UNTRANSLATED }, reply);
  return h("section", { class: "screen", "data-name": screen.name },
    title, ...paragraphs(rest, mono), said,
    ...(screen.rows ?? []).filter((row) => !isFoot(row)).map((row) => drawnRow(row.map((choice) => ({ ...choice, copy: choice.copy && put(choice.copy) })), hands)));
}

/** The row that stands in the same place on every screen. @param {Choice[]} row */
export function isFoot(row) {
  return row.some(({ action }) => action === "hide");
}

/** @param {Choice[]} row @param {Hands} hands */
export function drawnRow(row, hands) {
  return h("div", { class: "row" }, row.map((choice) => button(choice, hands)));
}

/** @param {Choice} choice @param {Hands} hands */
export function button(choice, hands) {
  const node = h("button", { type: "button", class: choice.look === "danger" ? "need" : null, "data-act": choice.action || null });
  node.append(choice.label);
  node.addEventListener("click", () => (choice.copy ? hands.copy(choice.copy, node) : hands.tap(choice, node)));
  return node;
}

/** Lines that stand together, an empty line between the groups. @param {string[]} lines @param {string[]} mono */
function paragraphs(lines, mono) {
  /** @type {any[]} */
  const groups = [];
  let open = null;
  for (const line of lines) {
    if (!line.trim()) { open = null; continue; }
    if (!open) groups.push(open = h("p"));
    else open.append(h("br"));
    open.append(...(mono.includes(line) ? [h("span", { class: "mono", ...UNTRANSLATED }, line)] : linked(line)));
  }
  return groups;
}

/** A line whose numbers can be tapped: only those that the page itself knows, and only whole ones. @param {string} line @returns {(Node | string)[]} */
export function linked(line) {
  const known = [...numbers.keys()].sort((one, other) => other.length - one.length);
  if (!known.length) return [line];
  const pattern = new RegExp(known.map((one) => one.replace(/[^\d ]/g, "\\$&")).join("|"), "g");
  const parts = [];
  let from = 0;
  for (const match of line.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (/[\d-]$/.test(line.slice(0, match.index)) || /^-?\d/.test(line.slice(end))) continue;
    parts.push(line.slice(from, match.index), h("a", { href: numbers.get(match[0]) }, match[0]));
    from = end;
  }
  return [...parts, line.slice(from)].filter((part) => part !== "");
}
