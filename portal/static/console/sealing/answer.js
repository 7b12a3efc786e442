/** What the administrator's machine answers, and why a browser believes it (protocol 2.5–2.7, 3.4). */
import { DESK_DOCUMENT, hasExactly, MEMBER_CERTIFICATE, MEMBER_REQUEST, signatureHolds } from "./documents.js";
import { b64u, joined, sameBytes, unb64u } from "./encoding.js";
import { fingerprint } from "./fingerprint.js";
import { wipe } from "./random.js";
import { Refused, refusing } from "./refused.js";
import { signPublicOf } from "./sign.js";
import { kid, publicOf, unseal } from "./suite.js";

/**
 * @typedef {{v: number, member: string, desk: "intake" | "fallback", desk_kid: string, box: string}} Grant
 * @typedef {{v: number, desk: any, certificate: any, grant: Grant | null}} Answer
 * @typedef {import("./member.js").Unwrapped} Unwrapped
 * @typedef {{desk: string, deskSeed: Uint8Array, deskPub: Uint8Array, deskKid: string, madeAt: string, admin: Uint8Array, demo: boolean}} Opened
 */

const GRANT = ["v", "member", "desk", "desk_kid", "box"];

/** @param {boolean} holds @param {string} code */
function must(holds, code) {
  if (!holds) throw new Refused(code);
}

/**
 * Opens what an answer file brings. The code of `Refused` names the check that failed: version, grant-missing (the
 * recovery holder has not signed yet), admin-fingerprint, desk-signature, certificate-signature, demo, not-mine,
 * request-proof, grant, desk-key.
 * @param {Answer} answer @param {Unwrapped} mine
 * @returns {Promise<Opened>}
 */
export async function acceptAnswer(answer, mine) {
  must(hasExactly(answer, ["v", "desk", "certificate", "grant"]) && answer.v === 1, "version");
  const { desk, certificate, grant } = answer;
  const admin = await acceptedAdmin(desk, mine);
  must(await signatureHolds(MEMBER_CERTIFICATE, certificate, admin), "certificate-signature");
  must(certificate.demo === desk.demo, "demo");
  const request = certificate.request;
  must(await isMine(request, mine), "not-mine");
  must(await signatureHolds(MEMBER_REQUEST, request, await signPublicOf(mine.sign)), "request-proof");
  if (grant === null) throw new Refused("grant-missing");
  must(grant?.desk === request.desk, "grant");
  return openGrant(grant, mine, desk);
}

/** @param {any} document @param {Unwrapped} mine @returns {Promise<Uint8Array>} the administrator's public key */
async function acceptedAdmin(document, mine) {
  const admin = await refusing("admin-fingerprint", () => unb64u(document.admin, 32));
  must(await fingerprint(admin) === mine.admin, "admin-fingerprint");
  must(await signatureHolds(DESK_DOCUMENT, document, admin), "desk-signature");
  must(hasExactly(document.desks, ["intake", "fallback"]), "desk-signature");
  return admin;
}

/** @param {any} request @param {Unwrapped} mine */
async function isMine(request, mine) {
  const keys = [b64u(await publicOf(mine.seal)), b64u(await signPublicOf(mine.sign))];
  return request?.member === mine.member && request.seal === keys[0] && request.sign === keys[1];
}

/**
 * The desk, at every sign-in (3.4): a server that gave another grant or another desk document would read our notes, so
 * both are checked against the fingerprint inside the wrapped key.
 * @param {Grant} grant @param {Unwrapped} mine @param {any} document the desk document
 * @returns {Promise<Opened>}
 */
export async function openGrant(grant, mine, document) {
  const admin = await acceptedAdmin(document, mine);
  must(hasExactly(grant, GRANT) && grant.v === 1 && grant.member === mine.member, "grant");
  const deskPub = await refusing("desk-key", () => unb64u(document.desks[grant.desk].pub, 1216));
  must(grant.desk_kid === await kid(deskPub), "desk-key");
  const deskSeed = await refusing("grant", () => grantedSeed(grant, mine.seal));
  if (sameBytes(await publicOf(deskSeed), deskPub)) {
    return { desk: grant.desk, deskSeed, deskPub, deskKid: grant.desk_kid, madeAt: document.made_at, admin, demo: document.demo === true };
  }
  wipe(deskSeed);
  throw new Refused("desk-key");
}

/** @param {Grant} grant @param {Uint8Array} sealSeed of the member @returns {Promise<Uint8Array>} */
export async function grantedSeed(grant, sealSeed) {
  const info = joined("rb/1/desk-grant", grant.desk, grant.member, await kid(await publicOf(sealSeed)));
  return unseal(sealSeed, info, unb64u(grant.box));
}

/**
 * A colleague, believed because the administrator signed and the colleague's own key signed the request.
 * @param {any} certificate @param {Uint8Array} admin public key, itself accepted before
 */
export async function checkedColleague(certificate, admin) {
  must(await signatureHolds(MEMBER_CERTIFICATE, certificate, admin), "certificate-signature");
  const request = certificate.request;
  const keys = await refusing("certificate", () => {
    return { seal: unb64u(request.seal, 1216), sign: unb64u(request.sign, 32) };
  });
  must(await signatureHolds(MEMBER_REQUEST, request, keys.sign), "request-proof");
  return { member: request.member, name: request.name, role: request.role, desk: request.desk, ...keys };
}
