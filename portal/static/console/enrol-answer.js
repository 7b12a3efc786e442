/** The administrator's answer: dropped, chosen or pasted; believed only after every check of protocol 2.7. */
import { postUnsigned } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { enrolError } from "./enrol-words.js";
import { acceptAnswer } from "./sealing/index.js";
import { t } from "./words.js";

/** @param {{place: HTMLElement, mine: () => Promise<any>, accepted: () => void}} of */
export function startAnswer({ place, mine, accepted }) {
  const failed = h("p", { class: "notice", role: "alert", hidden: true });
  const file = h("input", { type: "file", id: "answer-file", accept: ".json,application/json", class: "vh", tabindex: "-1", "aria-hidden": "true" });
  const pasted = h("textarea", { rows: "2", "aria-label": t("answer-paste"), placeholder: t("answer-paste") });
  const take = async (/** @type {string} */ text) => {
    failed.hidden = true;
    try {
      const answer = JSON.parse(text);
      await acceptAnswer(answer, await mine());
      await postUnsigned("/answer", { answer });
      accepted();
    } catch (error) {
      fill(failed, icon("triangle"), h("span", {}, enrolError(error)));
      failed.hidden = false;
    }
  };
  file.addEventListener("change", async () => { if (file.files[0]) await take(await file.files[0].text()); file.value = ""; });
  pasted.addEventListener("input", () => { if (pasted.value.trim().endsWith("}")) void take(pasted.value); });
  dropping(place, take);
  fill(place, h("p", {}, t("answer-text")), h("div", { class: "line" },
    h("button", { type: "button", class: "primary", onclick: () => file.click() }, t("answer-choose")), h("span", { class: "quiet small" }, t("answer-or-drop"))),
    file, pasted, failed);
}

/** @param {HTMLElement} place @param {(text: string) => Promise<void>} take */
function dropping(place, take) {
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("over");
    const dropped = event.dataTransfer?.files[0];
    if (dropped) await take(await dropped.text());
  });
}
