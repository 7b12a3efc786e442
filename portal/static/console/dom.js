/** Lists that stay alive, symbols, codes; and elements, from their own file. */
import { byId, fill, h } from "./elements.js";

export { byId, fill, h };

const SVG = "http://www.w3.org/2000/svg";

/** A symbol of the page's own sprite; beside it there is always a word. @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(SVG, "use"));
  svg.firstElementChild?.setAttribute("href", `#i-${name}`);
  return svg;
}

/** A QR code: dark squares of a path, on white in both themes. @param {number} size @param {string} path @param {string} name */
export function squares(size, path, name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name })) svg.setAttribute(key, value);
  svg.append(document.createElementNS(SVG, "path"));
  svg.firstElementChild?.setAttribute("d", path);
  return svg;
}

/**
 * Keeps the rows that did not change and moves none that need not move: focus, caret, selection and half-made taps survive a live update.
 * @template T
 * @param {Element} list @param {T[]} items @param {(item: T) => string} key
 * @param {(item: T) => string} print what must be equal for the row to stay @param {(item: T) => HTMLElement} build
 */
export function reconcile(list, items, key, print, build) {
  const old = new Map(Array.from(list.children, (node) => [/** @type {any} */ (node).rowKey, node]));
  const wanted = items.map((item) => {
    const before = /** @type {any} */ (old.get(key(item)));
    if (before?.rowPrint === print(item)) return before;
    const node = /** @type {any} */ (build(item));
    [node.rowKey, node.rowPrint] = [key(item), print(item)];
    return node;
  });
  const stay = new Set(wanted);
  for (const node of Array.from(list.children)) if (!stay.has(node)) node.remove();
  let at = list.firstElementChild;
  for (const node of wanted) {
    if (node === at) at = at.nextElementSibling;
    else list.insertBefore(node, at);
  }
}

/**
 * How this opening of a dialog ends. One dialog asks many questions, and the event of an earlier one may come when the next stands open already: that is not its end.
 * @param {any} dialog @returns {Promise<string>} its returnValue; "" where another question took its place
 */
export function ended(dialog) {
  const mine = dialog.opening = (dialog.opening ?? 0) + 1;
  return new Promise((resolve) => {
    const heard = () => {
      if (dialog.open && dialog.opening === mine) return;
      dialog.removeEventListener("close", heard);
      resolve(dialog.opening === mine ? dialog.returnValue : "");
    };
    dialog.addEventListener("close", heard);
  });
}

/** What is said aloud or shown for a moment. Kept by hand: a dialog that is filled anew drops what lies in it. @type {Record<string, {node: any, home: any}>} */
const regions = {};

/** All but the topmost dialog is inert, so what is said moves into it, and back when it closes. @param {string} id */
function region(id) {
  const { node, home } = regions[id] ??= { node: byId(id), home: byId(id).parentElement };
  const open = document.querySelectorAll("dialog[open]");
  const place = document.activeElement?.closest("dialog[open]") ?? open[open.length - 1] ?? home;
  if (node.parentElement !== place) place.append(node);
  if (place !== home) place.addEventListener("close", () => region(id), { once: true });
  return node;
}

/** Nothing that was said stays readable. */
export function hush() {
  for (const id of ["toast", "said", "said-now"]) fill(region(id));
}

/** Said by a screen reader; `now` interrupts. @param {string} text @param {boolean} [now] */
export function announce(text, now = false) {
  const node = region(now ? "said-now" : "said");
  node.textContent = "";
  setTimeout(() => { node.textContent = text; }, 50);
}

/** @type {any} */
let toastTimer;

/** A line that is read aloud. @param {string} text @param {number} [stays] milliseconds */
export function toast(text, stays = 6000) {
  const node = region("toast");
  node.textContent = text;
  node.hidden = false;
  announce(text);
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, stays);
}
