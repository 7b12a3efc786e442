/** Under the reply box: what the reply check found, live, each with its rule and a better sentence. It warns, it never blocks. */
import { replaced } from "./check.js";
import { fill, h, icon } from "./dom.js";
import { t } from "./words.js";
import { checked } from "./writing.js";

/** Milliseconds without a key before the text is looked at. */
const PAUSE = 250;
/** Characters of what was meant that a line shows. */
const SHOWN = 60;

/** @param {import("./state.js").Row} row @param {HTMLTextAreaElement} area @param {() => void} changed after a better sentence was put in */
export function checkBox(row, area, changed) {
  const summary = h("p", { class: "small quiet", role: "status" });
  const list = h("ul", { class: "finds", "aria-label": t("check") });
  const node = h("div", { class: "check", hidden: true }, summary, list);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let shown = "";

  /** @returns {string[]} categories that stand open */
  const now = () => {
    clearTimeout(timer);
    const { finds, works } = checked(area.value, row);
    const print = JSON.stringify([works, finds]);
    if (print !== shown) show(finds, works);
    shown = print;
    return [...new Set(finds.map((find) => find.category))];
  };
  /** @param {import("./check.js").Find[]} finds @param {boolean} works */
  const show = (finds, works) => {
    node.hidden = works && !finds.length;
    summary.textContent = works ? t("check-found", { n: finds.length }) : t("check-broken");
    fill(list, finds.map((find) => line(find, () => put(find))));
  };
  /** @param {import("./check.js").Find} find */
  const put = (find) => {
    area.value = replaced(area.value, find);
    changed();
    now();
    area.focus();
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(now, PAUSE); };
  return { node, now, soon };

  /** @param {import("./check.js").Find} find @param {() => void} replace */
  function line(find, replace) {
    const meant = area.value.slice(...find.span);
    return h("li", {}, icon("triangle"),
      h("div", { class: "find" },
        h("p", {}, h("b", {}, find.title), " ", h("span", { class: "small quiet" }, rule(find.rule))),
        h("p", { class: "small" }, h("q", { class: "meant" }, meant.length > SHOWN ? `${meant.slice(0, SHOWN)}…` : meant)),
        h("p", { class: "better" }, t("check-better"), " ", h("span", { lang: row.language }, find.instead))),
      h("button", { type: "button", "aria-label": t("check-replace-by", { text: find.instead }), onclick: replace }, t("check-replace")));
  }
}

/** A number of conversation.md, or a section of domain.md. @param {string} name */
function rule(name) {
  return name.startsWith("domain ") ? t("check-section", { n: name.slice("domain ".length) }) : t("check-rule", { n: name });
}
