// What the browser makes and Python must be able to open.
import * as rb from "../../../portal/static/console/sealing/index.js";

export async function forPython({ signal, threadPub, deskPub, invited, words, at, text, origin, nonce }) {
  const session = await rb.newSession(signal, rb.unb64u(threadPub));
  const fields = { asked: null, at, from: "reply", text };
  const entry = await rb.sealEntry(session, signal, { id: rb.newId(), kind: "reply", fields });
  const made = await rb.newMember(invited, words);
  const mine = await rb.unwrap(made.wrapped, ` ${made.passphrase.toUpperCase()}\n`, invited.member);
  const written = { id: rb.newId(), at, by: invited.member, text };
  return {
    session: { id: session.id, box: session.box },
    entry,
    note: await rb.sealNote(rb.unb64u(deskPub), signal, written, mine.sign),
    ...made,
    fingerprint: await rb.requestFingerprint(made.request),
    sig: await rb.signIn(mine.sign, origin, invited.member, nonce),
  };
}
