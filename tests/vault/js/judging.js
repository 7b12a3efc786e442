// How the cases are judged.

/** @returns {[string, () => Promise<boolean>][]} one case per item, named after its `why` or its place */
export function every(name, items, holds) {
  return items.map((item, at) => [`${name} ${item?.why ?? at}`, async () => holds(item)]);
}

/** Whether `step` refuses. */
export async function refuses(step) {
  try {
    await step();
    return false;
  } catch {
    return true;
  }
}

/** The code with which `step` refuses, or null. */
export async function refusal(step) {
  return step().then(() => null, (error) => error.code ?? error.name);
}

export function same(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

export function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
}
