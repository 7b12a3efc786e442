// What a test asks of the sealing modules, in Node and in a page alike.
import * as rb from "../../../portal/static/console/sealing/index.js";
import { CASES } from "./cases.js";
import { measured } from "./measured.js";
import { forPython } from "./for_python.js";

const TASKS = {
  check: ({ name, vectors }) => checked(CASES[name](vectors)),
  seal: forPython,
  measure: measured,
  implementations: async () => ({ seal: await rb.sealedBy(), sign: await rb.signedBy() }),
  reseal: async ({ member, admin, seal, document, grant, earlier, boxes }) => {
    const mine = { member, admin, seal: rb.unb64u(seal), sign: new Uint8Array(32) };
    const present = await rb.openGrant(grant, mine, document);
    const seeds = await rb.openEarlier(earlier, mine, present.desk);
    return Promise.all(boxes.map((box) => rb.resealed(box, seeds, present).catch((error) => ({ refused: error.code }))));
  },
  derive: async ({ indices }) => (await rb.derive(indices)).locator,
};

export async function run({ task, ...given }) {
  return TASKS[task](given);
}

/** Which cases failed, by name, and how many there were. */
async function checked(cases) {
  const failed = [];
  for (const [name, holds] of cases) {
    const failure = await holds().then((right) => (right ? "" : "differs"), String);
    if (failure) failed.push(`${name}: ${failure}`);
  }
  return { count: cases.length, failed };
}
