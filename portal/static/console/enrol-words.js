/** What went wrong on the way in, in words. */
import { knows, said, t } from "./words.js";

/** @param {any} error */
export function enrolError(error) {
  const code = String(error?.code ?? (error instanceof SyntaxError ? "version" : ""));
  return knows("error", code) ? said("error", code) : t("error-other", { code: code || "?" });
}
