/** The desk refuses what this page seals, again and again: better through the plain form than not at all. */
import { byId, h } from "../console/elements.js";
import { t } from "./texts.js";

export function offerPlainly() {
  const form = byId("form");
  const words = Array.from(byId("pending")?.children ?? [], (node) => node.textContent).join("\n");
  if (!words || byId("plainly")) return;
  const plainly = () => { byId("text").value = words; HTMLFormElement.prototype.submit.call(form); };
  byId("pending").after(h("div", { id: "plainly" }, h("p", { "data-t": "plainly" }, t("plainly")), h("button", { type: "button", "data-t": "plainly-send", onclick: plainly }, t("plainly-send"))));
}
