// The vectors of tests/vault/make_vectors.py, read as it documents them: per file a list of [name, () => holds].
import * as rb from "../../../portal/static/console/sealing/index.js";
import { aeadKey, aeadOpen } from "../../../portal/static/console/sealing/aead.js";
import { joined } from "../../../portal/static/console/sealing/encoding.js";
import { member, office } from "./cases_of_papers.js";
import { every, refuses, same, unhex } from "./judging.js";

const encoding = (v) => [
  ...every("b64u", v.b64u, ({ hex, text }) => rb.b64u(unhex(hex)) === text && rb.hex(rb.unb64u(text)) === hex),
  ...every("b64u refused", v.b64u_refused, (text) => refuses(() => rb.unb64u(text))),
  ...every("canonical", v.canonical, ({ json, text }) => rb.fromUtf8(rb.canonical(JSON.parse(json))) === text),
  // U+FF01 comes before U+1F600, but after the first half of its surrogate pair
  ...every("keys by code point", [{ "\u{1F600}": 1, "\uFF01": 2, "\uFF01a": 3 }], (keyed) =>
    rb.fromUtf8(rb.canonical(keyed)) === '{"\uFF01":2,"\uFF01a":3,"\u{1F600}":1}'),
  ...every("canonical refused", v.canonical_refused, (json) => refuses(() => rb.canonical(JSON.parse(json)))),
  ...every("well formed", v.well_formed, ({ json, text }) => rb.wellFormed(JSON.parse(json)) === text),
  ...every("pad", v.pad, ({ hex, padded_hex }) =>
    rb.hex(rb.pad(unhex(hex))) === padded_hex && rb.hex(rb.unpad(unhex(padded_hex))) === hex),
  ...every("unpad refused", v.unpad_refused, ({ hex }) => refuses(() => rb.unpad(unhex(hex)))),
  ...every("joined", v.joined, ({ parts, text }) => joined(...parts) === text),
  ...every("joined refused", v.joined_refused, (parts) => refuses(() => joined(...parts))),
  ...every("fingerprint", v.fingerprint, async ({ hex, text, grouped }) =>
    await rb.fingerprint(unhex(hex)) === text && rb.grouped(text) === grouped),
];

const keys = (v) => [
  ...every("xwing", v.xwing, async ({ seed, public: pub, kid }) =>
    rb.b64u(await rb.publicOf(rb.unb64u(seed))) === pub && await rb.kid(rb.unb64u(pub)) === kid),
  ...every("ed25519", v.ed25519, async ({ seed, public: pub, message, sig }) => {
    const [bytes, signature] = [rb.utf8(message), rb.unb64u(sig)];
    const made = [await rb.signPublicOf(rb.unb64u(seed)), await rb.sign(rb.unb64u(seed), bytes)].map(rb.b64u);
    const other = await rb.verify(rb.unb64u(pub), rb.utf8(`${message}.`), signature);
    return same(made, [pub, sig]) && await rb.verify(rb.unb64u(pub), bytes, signature) && !other;
  }),
];

const opensTo = async (x_hex, open) => (x_hex === null ? refuses(open) : rb.hex(await open()) === x_hex);

const seals = (v) => [
  ...every("seal", v.cases, ({ seed, info, box, x_hex }) =>
    opensTo(x_hex, () => rb.unseal(rb.unb64u(seed), info, rb.unb64u(box)))),
  ...every("aead", v.aead, ({ key, aad, box, x_hex }) =>
    opensTo(x_hex, async () => aeadOpen(await aeadKey(rb.unb64u(key)), aad, rb.unb64u(box)))),
];

const thread = (v) => {
  const threadSeed = rb.unb64u(v.thread.seed);
  const session = (id, signal = v.signal) =>
    rb.openSession(threadSeed, signal, id, v.sessions.find((one) => one.id === id).box);
  return [
    ...every("thread key", Object.entries(v.holders), async ([holder, { seed, box, kid, public: pub }]) => {
      const opened = await rb.openThreadKey(rb.unb64u(seed), v.signal, holder, box);
      return rb.b64u(opened) === v.thread.seed && await rb.kid(rb.unb64u(pub)) === kid;
    }),
    ...every("session", v.sessions, async ({ id, box, key }) => {
      const opened = await rb.unseal(threadSeed, `rb/1/session|${v.signal}|${id}`, rb.unb64u(box));
      return rb.b64u(opened) === key && (await session(id)).extractable === false;
    }),
    ...every("entry", v.entries, async ({ entry, x }) =>
      same(await rb.openEntry(await session(entry.session), v.signal, entry), x)),
    ...every("entry refused", v.refused, async ({ signal, entry }) => {
      const opened = await Promise.all(v.sessions.map(({ id }) => session(id)));
      const refused = await Promise.all(opened.map((key) => refuses(() => rb.openEntry(key, signal, entry))));
      return refused.length > 0 && refused.every(Boolean);
    }),
    ...every("sealing refused", ["note", "Word", "word|1"], async (kind) => {
      const made = await rb.newSession(v.signal, rb.unb64u(v.thread.public));
      return refuses(() => rb.sealEntry(made, v.signal, { id: rb.newId(), kind, fields: v.entries[0].x }));
    }),
    ...every("thread key refused", v.refused_boxes, ({ signal, holder, box }) =>
      refuses(() => rb.openThreadKey(rb.unb64u(v.holders[holder].seed), signal, holder, box))),
    ...every("session refused", v.refused_sessions, ({ signal, id, box }) =>
      refuses(() => rb.openSession(threadSeed, signal, id, box))),
  ];
};

const receipts = (v) => [
  ...every("code", v.codes, async ({ indices, digits, locator, seed, public_kid }) => {
    const key = await rb.derive(indices);
    const spelt = digits === null || (rb.digitsOf(indices) === digits && same(rb.indicesOf(digits), indices));
    const kid = await rb.kid(key.public);
    return spelt && same([key.locator, rb.b64u(key.seed), kid], [locator, seed, public_kid]);
  }),
  ...every("digits refused", v.digits_refused, (text) => refuses(() => rb.indicesOf(text))),
];

export const CASES = { encoding, keys, seals, thread, receipts, member, office };
