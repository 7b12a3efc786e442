/** The keyboard's place in the page: never nowhere. What a live update took away is followed by its heir, else by what stands next to it. */

const CONTROLS = "button, a[href], input, select, textarea, summary, [tabindex='0']";

/** @type {{node: Element, region: Element | null, row: string, name: string, at: number} | null} */
let last = null;
/** @type {() => void} */
let lands = () => {};
/** Where this file put the keyboard last: nobody's choice. @type {Element | null} */
let placed = null;

/** @param {Element} node */
function shown(node) {
  return node.isConnected && node.getClientRects().length > 0;
}

/** @param {Element} region */
function controls(region) {
  return Array.from(region.querySelectorAll(CONTROLS)).filter((node) => shown(node) && node.getAttribute("tabindex") !== "-1");
}

/** What a control is called, however often it is drawn anew. @param {Element} node */
function nameOf(node) {
  return node.id || node.getAttribute("data-act") || node.getAttribute("aria-label") || (node.textContent ?? "");
}

/** @param {Element} node */
function rowOf(node) {
  return node.closest("[data-row], [data-entry]")?.getAttribute("data-row") ?? "";
}

/** @param {FocusEvent} event */
function remember({ target }) {
  if (!(target instanceof Element) || target === document.body) return;
  const region = target.parentElement?.closest("[id]") ?? null;
  last = { node: target, region, row: rowOf(target), name: nameOf(target), at: region ? controls(region).indexOf(target) : -1 };
}

/** The same row or the same words, else what is now where it was. @param {NonNullable<typeof last>} lost */
function heir({ region, row, name, at }) {
  if (!region || !shown(region)) return null;
  const there = controls(region);
  const same = there.filter((node) => rowOf(node) === row);
  return same.find((node) => nameOf(node) === name) ?? (row ? same[0] : null) ?? there[Math.min(Math.max(at, 0), there.length - 1)] ?? null;
}

function check() {
  const [active, modal] = [document.activeElement, document.querySelector("dialog[open]")];
  // what was hidden a moment ago may still be called the active one
  if (!last || (active && active !== document.body && shown(active)) || shown(last.node)) return;
  if (modal && !modal.contains(last.region)) return;
  const next = heir(last);
  if (next) /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
  else if (!modal) lands();
  placed = document.activeElement;
}

/**
 * Before a slow answer; what it returns puts the keyboard somewhere after it, unless the specialist has gone on to another living control meanwhile.
 * @returns {(to: any) => void}
 */
export function unlessGoneOn() {
  const from = document.activeElement;
  return (to) => {
    const now = document.activeElement;
    if (!now || now === document.body || now === from || now === placed || !shown(now)) to?.focus();
  };
}

/** @param {() => void} land where the keyboard goes when nothing of the kind is left on the screen */
export function startFocus(land) {
  lands = land;
  document.addEventListener("focusin", remember);
  // a dialog gives the focus back to what may be gone meanwhile
  document.addEventListener("close", () => requestAnimationFrame(check), true);
  new MutationObserver(() => requestAnimationFrame(check)).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
}
