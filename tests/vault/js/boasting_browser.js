// A browser that says it has X-Wing and then opens its own boxes wrongly. A plain script, run before our modules.
(() => {
  const known = SubtleCrypto.prototype;
  SubtleCrypto.supports = () => true;
  known.decapsulateBits = async () => new ArrayBuffer(32);
})();
