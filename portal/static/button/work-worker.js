/** Looks for the number beside the page, so that it stays alive. */
import { searched } from "./work.js";

self.onmessage = async ({ data }) => {
  /** @type {any} */ (self).postMessage(await searched(data.lead, data.bits));
};
