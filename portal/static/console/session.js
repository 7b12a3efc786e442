/** Signing in (protocol §3): the passphrase and every key stay in this tab's memory. */
import { get, getUnsigned, postUnsigned, setToken } from "./api.js";
import { checkedColleague, openEarlier, openGrant, Refused, signIn, unwrap } from "./sealing/index.js";
import { state, wipe } from "./state.js";

/**
 * @param {string} login @param {string} passphrase
 * @returns {Promise<any>} the unwrapped keys, also where the administrator has not signed yet
 */
export async function unlock(login, passphrase) {
  const { member, wrapped, nonce } = await postUnsigned("/challenge", { login: login.trim() });
  return { mine: await unwrap(wrapped, passphrase, member), nonce, member };
}

/** A one-time code as it was typed, by groups or not. @param {string} typed @returns {string} */
export function sixDigits(typed) {
  const code = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(code)) throw new Refused("totp-digits");
  return code;
}

/**
 * Signs the nonce, opens the desk. Whoever signs in again keeps what was typed; for another member the page begins anew.
 * @param {{mine: any, nonce: string, member: string}} unlocked
 * @param {{code?: string, device?: any}} [second] a one-time code, or the device's own word (protocol 3.7)
 */
export async function enter({ mine, nonce, member }, second = {}) {
  const sig = await signIn(mine.sign, location.origin, member, nonce);
  const me = await postUnsigned("/sign-in", { member, nonce, sig, ...second });
  setToken(me.token);
  const keys = await deskKeys(me, mine);
  if (me.member !== member) throw new Refused("grant");
  if (state.me && state.me.member !== me.member) {
    wipe();
    location.replace(location.pathname);
    throw new Refused("signed-out");
  }
  state.me = me;
  state.keys = keys;
}

/** Another tab of hers has signed in since: its session serves this one too, and nobody is asked twice. @returns {Promise<boolean>} */
export async function takeOverSession() {
  const me = await getUnsigned("/me");
  if (!state.keys || me.member !== state.me?.member) return false;
  setToken(me.token);
  return true;
}

/** The desk's key, and its earlier ones while it changes. @param {any} me @param {any} mine */
async function deskKeys(me, mine) {
  const desk = await openGrant(me.grant, mine, await get("/office"));
  if (desk.desk !== me.desk) throw new Refused("grant");
  return { mine, ...desk, earlier: await openEarlier(me.earlier, mine, desk.desk) };
}

/** @type {Promise<void> | null} */
let renewing = null;

/** The desk has another key than this tab holds. An earlier document than ours is refused: somebody left since. */
export function renewDesk() {
  renewing ??= (async () => {
    const me = await get("/me");
    const keys = await deskKeys(me, state.keys.mine);
    if (keys.madeAt < state.keys.madeAt) throw new Refused("desk-key");
    state.keys = keys;
  })().finally(() => { renewing = null; });
  return renewing;
}

/** The desk's seed under which something lies; looks again where this tab does not know it. @param {string} kid */
export async function deskSeedOf(kid) {
  const known = () => (kid === state.keys.deskKid ? state.keys.deskSeed : state.keys.earlier.get(kid));
  if (!known()) await renewDesk().catch(() => null);
  if (!known()) throw new Refused("thread-key");
  return known();
}

export async function signOut() {
  await postUnsigned("/sign-out", {}).catch(() => null);
  setToken("");
  wipe();
}

/** Colleagues whose certificate holds, who left (`former`) too: their notes stay theirs. Whom the administrator never signed is nobody here. */
export async function colleagues() {
  if (state.colleagues) return state.colleagues;
  const known = new Map();
  const [here, left] = [await get("/colleagues"), await get("/former")];
  for (const { certificate } of [...left, ...here]) {
    const colleague = await checkedColleague(certificate, state.keys.admin).catch(() => null);
    if (colleague) known.set(colleague.member, { ...colleague, former: !here.some((/** @type {any} */ one) => one.member === colleague.member) });
  }
  state.colleagues = known;
  return known;
}
