/** «Завершённые»: what support ended with, the newest first, twenty at a time; from here it is read, or opened again. */
import { get, post } from "./api.js";
import { ask, explained } from "./dialogs.js";
import { byId, fill, h, icon, toast } from "./dom.js";
import { unlessGoneOn } from "./focus.js";
import { refresh } from "./live.js";
import { about, urgencyBadge } from "./row.js";
import { newId } from "./sealing/index.js";
import { day, hour } from "./time.js";
import { knows, said, t } from "./words.js";

/** @typedef {import("./state.js").Row & {alone: boolean}} ClosedRow */

/** @type {(signal: string) => void} */
let open = () => {};

/** @param {typeof open} openSignal */
export function startClosed(openSignal) {
  open = openSignal;
}

export async function showClosed() {
  const dialog = byId("closed");
  const list = h("ul", { class: "plain-list closed-rows", tabindex: "-1" });
  const more = h("button", { type: "button", "data-act": "more", hidden: true }, t("closed-more"));
  const status = h("p", { class: "small quiet", role: "status" }, t("closed-loading"));
  fill(dialog, h("h2", { id: "closed-title" }, t("closed-list")), h("p", { class: "small quiet" }, t("closed-list-text")), list, status,
    h("form", { method: "dialog", class: "line" }, more, h("button", { value: "no", autofocus: true }, t("close"))));
  dialog.showModal();
  await page(list, more, status, null);
}

/** @param {any} list @param {any} more @param {any} status @param {{at: string, signal: string} | null} after */
async function page(list, more, status, after) {
  const land = unlessGoneOn();
  more.setAttribute("aria-disabled", "true");
  try {
    const { rows, after: next } = await get(`/closed${after ? `?${new URLSearchParams(after)}` : ""}`);
    const nodes = rows.map(item);
    list.append(...nodes);
    if (after) land(nodes[0]?.querySelector("button"));
    status.textContent = list.children.length === 0 && !next ? t("closed-none") : "";
    more.hidden = !next;
    more.onclick = () => { if (more.getAttribute("aria-disabled") !== "true") void page(list, more, status, next); };
  } catch (error) {
    status.textContent = explained(error);
    more.hidden = false;
    more.onclick = () => void page(list, more, status, after);
  }
  more.removeAttribute("aria-disabled");
}

/** @param {ClosedRow} row */
function item(row) {
  const { outcome, closed_at: at, closed_by: who, after } = row.case;
  const node = h("li", { "data-row": row.signal },
    h("p", { class: "line" }, urgencyBadge(row.urgency), at && h("time", { datetime: at }, `${day(at)}, ${hour(at)}`), h("span", { class: "quiet" }, who?.name ?? "")),
    h("p", {}, knows("outcome", outcome) ? said("outcome", outcome) : t("closed-unreadable")),
    h("p", { class: "small quiet" }, about(row)),
    h("p", { class: "line" }, row.alone && h("span", { class: "mark attention" }, icon("triangle"), t("closed-alone")),
      knows("case-after", after) && h("span", { class: "mark" }, said("case-after", after))),
    h("div", { class: "line" }, h("button", { type: "button", "data-act": "open", onclick: () => { byId("closed").close(); open(row.signal); } }, t("closed-open")),
      h("button", { type: "button", "data-act": "reopen", onclick: () => reopen(row, node) }, t("case-reopen"))));
  return node;
}

/** @param {ClosedRow} row @param {any} node */
async function reopen(row, node) {
  if (!await ask({ title: t("closed-reopen-title"), text: t("closed-reopen-text"), yes: t("case-reopen") })) return;
  const land = unlessGoneOn();
  try {
    await post(`/signals/${row.signal}/reopen`, { request: newId() });
    toast(t("case-reopen-done"));
    const next = node.nextElementSibling ?? node.previousElementSibling;
    node.remove();
    land((next ?? byId("closed")).querySelector("button"));
  } catch (error) {
    toast(explained(error));
  }
  await refresh();
}
