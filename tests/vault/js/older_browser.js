// A browser of some years ago: WebCrypto without X-Wing, ML-KEM and Ed25519. A plain script, run before our modules.
(() => {
  const known = SubtleCrypto.prototype;
  delete SubtleCrypto.supports;
  const unknown = (algorithm) => /^(MLKEM|ML-KEM|Ed25519)/i.test(algorithm?.name ?? algorithm);
  for (const [method, at] of [["importKey", 2], ["generateKey", 0], ["sign", 0], ["verify", 0]]) {
    const native = known[method];
    known[method] = async function refusing(...given) {
      if (unknown(given[at])) throw new DOMException("Unrecognized name.", "NotSupportedError");
      return native.apply(this, given);
    };
  }
  for (const method of ["encapsulateBits", "decapsulateBits", "getPublicKey"]) delete known[method];
})();
