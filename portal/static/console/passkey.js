/** Passkeys (protocol 2.8, 3.6): the device opens the wrapped key; what signs in is that key, as ever. */
import { post, postUnsigned } from "./api.js";
import { deviceProof, fromUtf8, passkeyId, prfInput, Refused, unwrapByPasskey, utf8, wrapForPasskey } from "./sealing/index.js";
import { enter } from "./session.js";
import { state } from "./state.js";

export function canPasskey() {
  return typeof PublicKeyCredential !== "undefined";
}

/** The server believes no assertion, so the challenge is nobody's: what counts is the PRF. */
function noChallenge() {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** @param {BufferSource | null} only the credential to ask, null: whichever the person picks */
async function asked(only) {
  const first = await prfInput();
  const allowCredentials = only ? [{ type: /** @type {const} */ ("public-key"), id: only }] : [];
  const found = /** @type {any} */ (await navigator.credentials.get({
    publicKey: { challenge: noChallenge(), userVerification: "required", allowCredentials, extensions: /** @type {any} */ ({ prf: { eval: { first } } }) },
  }).catch(() => null));
  const prf = found?.getClientExtensionResults().prf?.results?.first;
  if (!prf) throw new Refused("passkey");
  return { prf: new Uint8Array(prf), rawId: found.rawId, member: fromUtf8(new Uint8Array(found.response.userHandle ?? [])) };
}

/** Makes one on this device, for the member who is signed in. */
export async function addPasskey() {
  const { mine } = state.keys;
  const first = await prfInput();
  const made = /** @type {any} */ (await navigator.credentials.create({
    publicKey: {
      challenge: noChallenge(),
      rp: { name: document.title },
      user: { id: utf8(mine.member), name: state.me.name, displayName: state.me.name },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      extensions: /** @type {any} */ ({ prf: { eval: { first } } }),
    },
  }).catch(() => null));
  const said = made?.getClientExtensionResults().prf;
  if (!said?.results?.first && !said?.enabled) throw new Refused("passkey");
  // some devices say the value only when they are asked a second time
  const prf = said.results?.first ? new Uint8Array(said.results.first) : (await asked(made.rawId)).prf;
  await post("/passkeys", await wrapForPasskey(mine, prf, await passkeyId(made.rawId)));
  prf.fill(0);
}

/** Signs in by whichever passkey the person picks. */
export async function enterByPasskey() {
  const { prf, rawId, member } = await asked(null);
  const id = await passkeyId(rawId);
  const kept = await postUnsigned("/passkey", { member, id });
  const mine = await unwrapByPasskey(kept, prf, member);
  const { nonce } = await postUnsigned("/challenge", { login: member });
  const device = await deviceProof(prf, id, location.origin, member, nonce);
  prf.fill(0);
  await enter({ mine, nonce, member }, { device });
}
