/** The keyboard. By the place of a key, so that a Russian layout works; never while somebody types. */
import { state } from "./state.js";

const PLACES = { KeyJ: "j", KeyK: "k", KeyH: "h", KeyL: "l", KeyC: "c", KeyN: "n", KeyR: "r", KeyO: "o", ArrowDown: "j", ArrowUp: "k", ArrowLeft: "h", ArrowRight: "l" };

/** @param {KeyboardEvent} event */
function nameOf(event) {
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return "?";
  if (event.key === "Escape") return "Escape";
  return event.shiftKey ? "" : (/** @type {any} */ (PLACES)[event.code] ?? "");
}

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/**
 * @param {Record<string, () => void>} actions by key; Escape also works while typing, where it only leaves the field
 */
export function startKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const name = nameOf(event);
    if (!name || document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (name === "Escape") /** @type {HTMLElement} */ (event.target).blur();
      return;
    }
    if (!state.shortcuts && name !== "Escape" && !event.code.startsWith("Arrow")) return;
    if (!actions[name]) return;
    event.preventDefault();
    actions[name]();
  });
}

/** Moves among what can be seen. @param {Element[]} rows @param {number} by */
export function moveFocus(rows, by) {
  const visible = rows.filter((row) => /** @type {HTMLElement} */ (row).offsetParent !== null);
  const here = visible.indexOf(/** @type {Element} */ (document.activeElement));
  const to = here === -1 ? 0 : Math.min(visible.length - 1, Math.max(0, here + by));
  /** @type {HTMLElement | undefined} */ (visible[to])?.focus();
}
