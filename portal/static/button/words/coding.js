/** Reads what tools/lexicon/coding.py wrote: a range decoder with adaptive contexts, its twin to the bit. */

const TOP = 2 ** 24;
const ONE = 2 ** 16;
const SLOTS = 20;
const SLOWEST = 250;
const SPREAD = 0x9e3779b1;
const PACE = Uint16Array.from({ length: SLOWEST + 1 }, (_, met) => ONE / (met + 1.5));
const TRUST = Uint16Array.from({ length: SLOWEST + 1 }, (_, met) => Math.min(met, 30) * (Math.min(met, 30) + 2));

/** A hash of small numbers. @param {...number} parts */
export function context(...parts) {
  let value = 0;
  for (const part of parts) {
    value = (Math.imul(value ^ part, SPREAD) + 0x7f4a7c15) | 0;
    value ^= value >>> 15;
  }
  return value;
}

/** What was cut off reads as zeroes: whoever fetched the bytes has looked at their sum. */
export class Decoder {
  #chance = new Uint16Array(1 << SLOTS).fill(ONE >> 1);
  #met = new Uint8Array(1 << SLOTS);
  #slots = new Int32Array(4);
  #range = 2 ** 32 - 1;
  #code = 0;
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    for (let count = 0; count < 4; count += 1) this.#more();
  }

  /** A value of so many bits, the highest first. @param {number[]} contexts @param {number} bits */
  tree(contexts, bits) {
    let node = 1;
    for (let count = 0; count < bits; count += 1) node = node * 2 + this.#bit(contexts, node);
    return node - 2 ** bits;
  }

  /** A value from 0 on: how many bits it has, then these. @param {number[]} contexts */
  number(contexts) {
    let size = 1;
    while (this.#bit(contexts, size)) size += 1;
    let node = 1;
    for (let count = 1; count < size; count += 1) node = node * 2 + this.#bit(contexts, size * 2 ** SLOTS + node);
    return node - 1;
  }

  /** 0, -1, 1, -2, … from 0, 1, 2, 3, … @param {number[]} contexts */
  signed(contexts) {
    const folded = this.number(contexts);
    return folded % 2 ? -(folded + 1) / 2 : folded / 2;
  }

  #bit(contexts, node) {
    const count = contexts.length;
    const far = Math.imul(node, SPREAD);
    for (let place = 0; place < count; place += 1) this.#slots[place] = (contexts[place] + far) >>> (32 - SLOTS);
    const bound = (this.#range >>> 12) * this.#guess(count);
    const bit = this.#code < bound ? 1 : 0;
    this.#learn(count, bit);
    if (bit) this.#range = bound;
    else {
      this.#code -= bound;
      this.#range -= bound;
    }
    while (this.#range < TOP) {
      this.#range *= 256;
      this.#more();
    }
    return bit;
  }

  #more() {
    const byte = this.#at < this.#bytes.length ? this.#bytes[this.#at] : 0;
    this.#code = this.#code * 256 + byte;
    this.#at += 1;
  }

  #guess(count) {
    let weight = 0;
    let total = 0;
    for (let place = 0; place < count; place += 1) {
      const slot = this.#slots[place];
      const trust = TRUST[this.#met[slot]] * (place + 1);
      weight += trust;
      total += trust * this.#chance[slot];
    }
    const likely = weight ? Math.floor(total / weight) : ONE >> 1;
    return Math.min(Math.max(likely >> 4, 1), 4095);
  }

  #learn(count, bit) {
    for (let place = 0; place < count; place += 1) {
      const slot = this.#slots[place];
      const chance = this.#chance[slot];
      const met = this.#met[slot];
      const step = ((bit ? ONE - 1 - chance : chance) * PACE[met]) >>> 16;
      this.#chance[slot] = bit ? chance + step : chance - step;
      if (met < SLOWEST) this.#met[slot] = met + 1;
    }
  }
}
