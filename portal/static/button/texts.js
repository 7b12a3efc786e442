/** The page's own words: i18n/<language>/button.ftl, put by the server into `<template id="texts"><p data-key="send">…</p>…</template>`. */

/** @type {Map<string, string>} */
const texts = new Map();

/** Must run before the page may be emptied. */
export function readTexts() {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("texts"));
  for (const node of template?.content.querySelectorAll("[data-key]") ?? []) {
    texts.set(String(node.getAttribute("data-key")), (node.textContent ?? "").trim());
  }
}

/** In another language. @param {Record<string, string>} words by key */
export function learn(words) {
  for (const [key, text] of Object.entries(words)) texts.set(key, text.trim());
}

/** A missing word is nothing rather than a key that a child would read. @param {string} key @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  return (texts.get(key) ?? "").replace(/\{\s*\$?(\w+)\s*\}/g, (whole, name) => String(values[name] ?? whole));
}
