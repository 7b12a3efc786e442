/** The words of the page: i18n/ru/console.ftl, put into it by the server, every variable as its name in braces. */

/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** @param {string} key without `console-` @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  const text = words[`console-${key}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A code of the server as words; a code that is newer than this page stands for itself. @param {string} group @param {string} code */
export function said(group, code) {
  return words[`console-${group}-${code.replaceAll("_", "-").toLowerCase()}`] ?? code;
}

/** Every code of a group with its words, in the order of the page. @param {string} group @returns {[string, string][]} */
export function named(group) {
  const lead = `console-${group}-`;
  return Object.entries(words).filter(([key]) => key.startsWith(lead)).map(([key, text]) => [key.slice(lead.length), text]);
}

/** @param {string} group @param {string} code */
export function knows(group, code) {
  return `console-${group}-${code.replaceAll("_", "-").toLowerCase()}` in words;
}
