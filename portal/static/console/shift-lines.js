/** Lines of hours as people here write them, `пн-пт 09:00-18:00`, and as the server reads them, `mon-fri 09:00-18:00`. */

const NAMES = { пн: "mon", вт: "tue", ср: "wed", чт: "thu", пт: "fri", сб: "sat", вс: "sun" };
const BACK = Object.fromEntries(Object.entries(NAMES).map(([here, there]) => [there, here]));

/** What cannot be read goes as it is: the server judges, and the page names the line. @param {string} line */
export function toServer(line) {
  return line.trim().toLowerCase().replace(/[‐-―−]/g, "-").replace(/\s*-\s*/g, "-").replace(/,?\s+/g, " ")
    .replace(/[а-яё]{2}/g, (name) => /** @type {any} */ (NAMES)[name] ?? name)
    .replace(/(^|[ -])(\d):/g, "$10$2:");
}

/** @param {string} line */
export function toPeople(line) {
  return line.replace(/[a-z]{3}/g, (name) => BACK[name] ?? name);
}

/** @param {string[]} lines */
export function spokenHours(lines) {
  return lines.map((line) => toPeople(line).replaceAll("-", "–")).join(", ");
}

/** Empty lines are nothing; each other keeps its number. @param {string} text @returns {{at: number, line: string, text: string}[]} */
export function linesOf(text) {
  return text.split("\n").map((line, at) => ({ at: at + 1, line: toServer(line), text: line.trim() })).filter(({ line }) => line !== "");
}
