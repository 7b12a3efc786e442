/** The desk's forum group in Telegram, for a supervisor: how it stands with it, and the code that binds it. */
import { get, post } from "./api.js";
import { h } from "./dom.js";
import { said, t } from "./words.js";

/** Nothing where no group is configured: its line comes when the server has answered. @param {(error: any) => string} explained */
export function groupLine(explained) {
  const line = h("div", { class: "line", hidden: true });
  get("/group").then((answer) => { if (answer.group !== "not-configured") show(line, answer.group, explained); }, () => null);
  return line;
}

/** @param {HTMLElement} line @param {string} word @param {(error: any) => string} explained */
function show(line, word, explained) {
  const status = h("span", { class: "small quiet", role: "status" }, said("group", word));
  const bind = async () => {
    status.textContent = await post("/group").then((answer) => t("group-code", { code: `/bind ${answer.code}`, minutes: answer.minutes }), explained);
  };
  line.replaceChildren(h("button", { type: "button", onclick: bind }, t("group-bind")), status);
  line.hidden = false;
}
