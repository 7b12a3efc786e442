// Milliseconds, the middle of several runs, for a person to read: no test asserts them.
import * as rb from "../../../portal/static/console/sealing/index.js";

async function middle(runs, step) {
  const took = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await step();
    took.push(performance.now() - began);
  }
  return Number(took.sort((one, other) => one - other)[Math.floor(runs / 2)].toFixed(2));
}

export async function measured() {
  const key = await rb.newSealKey();
  const box = await rb.seal(key.public, "rb/1/x", new Uint8Array(512));
  return {
    seal: await middle(15, () => rb.seal(key.public, "rb/1/x", new Uint8Array(512))),
    unseal: await middle(15, () => rb.unseal(key.seed, "rb/1/x", box)),
    argon2id: await middle(5, () => rb.argon2(new Uint8Array(20), new Uint8Array(16))),
  };
}
