// The vectors of members and offices (see cases.js).
import * as rb from "../../../portal/static/console/sealing/index.js";
import { aeadKey, aeadSeal } from "../../../portal/static/console/sealing/aead.js";
import { MEMBER_CERTIFICATE, signed } from "../../../portal/static/console/sealing/documents.js";
import { every, refusal, refuses, same } from "./judging.js";

async function noteHolds({ signal, note, desk_seed, by_public, box }) {
  const opened = await rb.openNote(rb.unb64u(desk_seed), signal, { id: note, box });
  if (!await opened.verify(rb.unb64u(by_public))) throw new rb.Refused("signature");
  return opened;
}

async function signInHolds({ origin, member, nonce, public: pub, sig }) {
  const message = `rb/1/sign-in\n${origin}\n${member}\n${nonce}`;
  return rb.verify(rb.unb64u(pub), rb.utf8(message), rb.unb64u(sig));
}

export const member = (v) => [
  ...every("wrapped", [v.wrapped], async ({ member: id, passphrase, wrapped, opened }) => {
    const mine = await rb.unwrap(wrapped, passphrase, id);
    return same({ ...mine, seal: rb.b64u(mine.seal), sign: rb.b64u(mine.sign) }, opened);
  }),
  ...every("wrapped refused", v.wrapped_refused, async ({ member: id, passphrase, wrapped }) =>
    ["wrapped", "passphrase"].includes(await refusal(() => rb.unwrap(wrapped, passphrase, id)))),
  ...every("wrapped for somebody else inside", [v.wrapped], async ({ member: id, passphrase, wrapped, opened }) => {
    const key = await aeadKey(await rb.argon2(rb.utf8(passphrase), rb.unb64u(wrapped.salt)));
    const inside = rb.canonical({ ...opened, member: "m-bbbbbbbbbb" });
    const box = rb.b64u(await aeadSeal(key, `rb/1/member-key|${id}`, inside));
    return await refusal(() => rb.unwrap({ ...wrapped, box }, passphrase, id)) === "wrapped";
  }),
  ...every("sign-in", [v.sign_in], async ({ origin, member: id, nonce, sig, ...rest }) => {
    const made = await rb.signIn(rb.unb64u(v.wrapped.opened.sign), origin, id, nonce);
    return made === sig && await signInHolds({ origin, member: id, nonce, sig, ...rest });
  }),
  ...every("sign-in refused", v.sign_in_refused, async (given) => !await signInHolds(given)),
  ...every("note", [v.note], async (given) => {
    const { text, at, by } = await noteHolds(given);
    const { sig, ...rest } = given.opened;
    return same({ text, at, by }, rest);
  }),
  ...every("note refused", v.notes_refused, (given) => refuses(() => noteHolds(given))),
];

// What the member's browser says to each wrong answer: the check that must catch it, or a list when several would.
const CODES = {
  "an office of its own, wholly consistent": "admin-fingerprint",
  "the desk document of another office": "admin-fingerprint",
  "the certificate of another member": "not-mine",
  "the certificate and grant of another member": "not-mine",
  "the seed of another desk in the grant": "desk-key",
  "a grant bound to nothing": "grant",
  "a grant of noise": "grant",
  "a grant for another desk": "grant",
  "a grant with another desk_kid": "desk-key",
  "no grant yet": "grant-missing",
  "a key too much": "version",
  "another version": "version",
};

// Only the server can refuse it: a browser knows the administrator, and he did sign that document.
const SERVER_ONLY = "another desk document of the same administrator";

async function caught(why, answer, mine) {
  const code = await refusal(() => rb.acceptAnswer(answer, mine));
  return code !== null && (!(why in CODES) || CODES[why] === code);
}

export const office = (v) => {
  const mine = {
    seal: rb.unb64u(v.member_seal_seed),
    sign: rb.unb64u(v.member_sign_seed),
    admin: v.fingerprint,
    member: v.request.member,
  };
  const admin = rb.unb64u(v.document.admin);
  // whether a colleague's certificate is a demo one, the server has compared with its office
  const strangers = v.certificates_refused.filter(({ why }) => !why.startsWith("demo"));
  const wrongAnswers = v.answers_refused.filter(({ why }) => why !== SERVER_ONLY);
  // what a name or a role may be is for the administrator's machine and the server to say
  const unproven = v.requests_refused.filter(({ why }) => !why.endsWith("rightly proven"));
  const { sig, ...unsigned } = v.certificate;
  const opensIntake = async (opened) => rb.b64u((await opened).deskSeed) === v.desk_seeds.intake;
  return [
    ...every("fingerprint", [v], async () => await rb.fingerprint(admin) === v.fingerprint),
    ...every("request", [v], async () => await rb.requestFingerprint(v.request) === v.request_fingerprint),
    ...every("answer", [v.answer], (answer) => opensIntake(rb.acceptAnswer(answer, mine))),
    ...every("grant", [v.answer], ({ grant, desk }) => opensIntake(rb.openGrant(grant, mine, desk))),
    ...every("colleague", [v], async () => (await rb.checkedColleague(v.certificate, admin)).name === v.request.name),
    ...every("answer refused", wrongAnswers, ({ why, answer }) => caught(why, answer, mine)),
    ...every("document refused", v.documents_refused, ({ why, document }) =>
      caught(why, { ...v.answer, desk: document }, mine)),
    ...every("certificate refused", v.certificates_refused, ({ why, certificate }) =>
      caught(why, { ...v.answer, certificate }, mine)),
    ...every("colleague refused", strangers, ({ certificate }) =>
      refuses(() => rb.checkedColleague(certificate, admin))),
    ...every("request refused", unproven, async ({ request }) => {
      const certificate = await signed(MEMBER_CERTIFICATE, { ...unsigned, request }, rb.unb64u(v.admin_seed));
      return await refusal(() => rb.checkedColleague(certificate, admin)) === "request-proof";
    }),
  ];
};
