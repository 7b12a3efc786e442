/** The sealing protocol in the browser (docs/protocol.md), held to the same vectors as `vault/`. */
export { acceptAnswer, checkedColleague, openGrant } from "./answer.js";
export { argon2 } from "./argon2.js";
export { b64u, canonical, fromUtf8, hex, pad, sameBytes, unb64u, unpad, utf8, wellFormed } from "./encoding.js";
export { openDrafts, sealDrafts } from "./drafts.js";
export { fingerprint, grouped, requestFingerprint } from "./fingerprint.js";
export { openMedia } from "./media.js";
export { newMember, signIn, unwrap } from "./member.js";
export { openNote, resealNote, sealNote } from "./note.js";
export { newId } from "./random.js";
export { derive, digitsOf, indicesOf, newIndices } from "./receipt.js";
export { deviceProof, passkeyId, prfInput, unwrapByPasskey, wrapForPasskey } from "./passkey.js";
export { Refused } from "./refused.js";
export { openEarlier, resealed } from "./resealing.js";
export { sign, signedBy, signPublicOf, verify } from "./sign.js";
export { kid, newSealKey, publicOf, seal, sealedBy, unseal } from "./suite.js";
export { newSession, newThread, openEntry, openSession, openThreadKey, sealEntry, sealThreadKey } from "./thread.js";
export { trustedScriptUrl } from "./trusted.js";
