/** What stands beside the thread, panel by panel: one that did not change is not touched, so nobody loses her place in it. */
import { casePanel } from "./case.js";
import { h, reconcile } from "./dom.js";
import { handsPanel } from "./hands.js";
import { answeringPanel, reasonsPanel, routesPanel } from "./helping.js";
import { journalPanel, marksPanel, notesPanel, renderNotes } from "./rail.js";

/** @typedef {{name: string, of: any, build: () => HTMLElement | null}} Panel drawn anew when `of` is another */

/** @param {HTMLElement} rail @param {any} open of state.js @param {import("./rail.js").Act} act */
export function renderPanels(rail, open, act) {
  const { row, calls, journal } = open.opened;
  const real = (/** @type {HTMLElement | null} */ panel) => (row.case.drill ? null : panel);
  /** @type {Panel[]} */
  const panels = [
    { name: "marks", of: row, build: () => marksPanel(row, act) },
    { name: "hands", of: [row, journal], build: () => handsPanel(row, journal) },
    { name: "case", of: row, build: () => casePanel(row, act) },
    { name: "answering", of: row, build: () => real(answeringPanel(row)) },
    { name: "reasons", of: row, build: () => reasonsPanel(row) },
    { name: "routes", of: [row, calls], build: () => real(routesPanel(row, calls)) },
    { name: "notes", of: open.signal, build: () => notesPanel(open.signal, act) },
    { name: "journal", of: journal, build: () => journalPanel(journal, rail.querySelector("details")?.open ?? false) },
  ];
  reconcile(rail, panels, ({ name }) => name, ({ of }) => JSON.stringify(of), ({ build }) => build() ?? h("section", { hidden: true }));
  renderNotes(rail, open.opening);
}
