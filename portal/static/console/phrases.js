/** Ready phrases (conversation rule 36): `/` in the empty reply box or a button opens the list, typing filters, Enter puts one in. */
import { fill, h } from "./dom.js";
import { said, t } from "./words.js";
import { phrasesFor } from "./writing.js";

/** @typedef {{key: string, title: string, text: string}} Phrase */

/** @param {import("./state.js").Row} row @param {HTMLTextAreaElement} area @param {() => void} changed after a phrase was put in */
export function phraseList(row, area, changed) {
  const { language, audience, phrases } = phrasesFor(row);
  const list = h("ul", { id: "phrases", role: "listbox", "aria-label": t("phrases") });
  const filter = h("input", { type: "text", role: "combobox", "aria-controls": "phrases", "aria-expanded": "true", "aria-autocomplete": "list", "aria-label": t("phrases-filter"), placeholder: t("phrases-filter"), autocomplete: "off" });
  const none = h("p", { class: "quiet", role: "status" });
  const node = h("div", { class: "phrases", hidden: true }, h("div", { class: "line spread" }, filter, h("span", { class: "small quiet" }, `${said("age", audience)}, ${said("language", language)}`)), list, none);
  const button = h("button", { type: "button", class: "plain", "aria-expanded": "false", onclick: () => (node.hidden ? open() : close()) }, t("phrases"), h("kbd", {}, "/"));
  /** @type {Phrase[]} */
  let left = [];
  let at = 0;

  const open = () => {
    node.hidden = false;
    button.setAttribute("aria-expanded", "true");
    filter.value = "";
    narrow();
    filter.focus();
  };
  const close = () => {
    node.hidden = true;
    button.setAttribute("aria-expanded", "false");
    area.focus();
  };
  const narrow = () => {
    const wanted = plain(filter.value).split(" ").filter(Boolean);
    left = phrases.filter((one) => wanted.every((word) => plain(`${one.title} ${one.text}`).includes(word)));
    fill(list, left.map(option));
    list.hidden = left.length === 0;
    filter.setAttribute("aria-expanded", String(left.length > 0));
    none.textContent = left.length ? "" : t("phrases-none");
    move(0);
  };
  /** @param {Phrase} phrase @param {number} place */
  const option = (phrase, place) => h("li", { id: `phrase-${phrase.key}`, role: "option", onclick: () => put(phrase), onmousemove: () => { if (at !== place) move(place); } },
    h("b", {}, phrase.title), h("span", { lang: language }, phrase.text));
  /** @param {number} to */
  const move = (to) => {
    at = Math.max(0, Math.min(left.length - 1, to));
    Array.from(list.children, (one, place) => one.setAttribute("aria-selected", String(left.length > 0 && place === at)));
    filter.setAttribute("aria-activedescendant", left.length ? `phrase-${left[at].key}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  /** @param {Phrase} phrase */
  const put = (phrase) => {
    close();
    const before = area.value.slice(0, area.selectionStart);
    area.setRangeText(/\S$/u.test(before) ? ` ${phrase.text}` : phrase.text, area.selectionStart, area.selectionEnd, "end");
    changed();
  };
  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    /** @type {Record<string, () => void>} */
    const doing = { ArrowDown: () => move(at + 1), ArrowUp: () => move(at - 1), PageDown: () => move(at + 5), PageUp: () => move(at - 5), Escape: close, Enter: () => { if (left[at]) put(left[at]); } };
    if (!doing[event.key]) return;
    event.preventDefault();
    doing[event.key]();
  });
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (!opens(event) || area.value !== "" || !phrases.length) return;
    event.preventDefault();
    open();
  });
  return { node, button };
}

/** The key or the place of it: on a Russian layout `/` is elsewhere. @param {KeyboardEvent} event */
function opens(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || (event.code === "Slash" && !event.shiftKey));
}

/** @param {string} text */
function plain(text) {
  return text.toLowerCase().replaceAll("ё", "е");
}
