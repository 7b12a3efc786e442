/**
 * The one error of the sealing modules. Its message is a constant of these files: never a key, a word of a report or
 * the error underneath, because messages travel to consoles and screenshots.
 */
export class Refused extends Error {
  /** @param {string} code which step failed: "entry", "answer-desk-signature" */
  constructor(code) {
    super(code);
    this.name = "Refused";
    this.code = code;
  }
}

/**
 * Runs a step and forgets why it failed (protocol §0: any failure of any step is final for that value).
 * @template T
 * @param {string} code
 * @param {() => T | Promise<T>} step
 * @returns {Promise<T>}
 */
export async function refusing(code, step) {
  try {
    return await step();
  } catch {
    throw new Refused(code);
  }
}
