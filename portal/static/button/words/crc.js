/** CRC-32 as zlib counts it (RFC 1952, 8): the same buckets and sums as in Python. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
/** The state before the first byte; `ended` makes a sum of a state. */
export const BEGUN = -1;

/** @param {number} state @param {number} byte */
export function withByte(state, byte) {
  return (state >>> 8) ^ TABLE[(state ^ byte) & 0xff];
}

/** One character as UTF-8. @param {number} state @param {number} point code point, no surrogate */
export function withPoint(state, point) {
  if (point < 0x80) return withByte(state, point);
  if (point < 0x800) return tail(withByte(state, 0xc0 | (point >> 6)), point, 0);
  if (point < 0x10000) return tail(withByte(state, 0xe0 | (point >> 12)), point, 6);
  return tail(withByte(state, 0xf0 | (point >> 18)), point, 12);
}

function tail(state, point, shift) {
  for (let left = shift; left >= 0; left -= 6) state = withByte(state, 0x80 | ((point >> left) & 0x3f));
  return state;
}

/** @param {number} state */
export function ended(state) {
  return ~state >>> 0;
}

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let state = BEGUN;
  for (const byte of bytes) state = withByte(state, byte);
  return ended(state);
}
