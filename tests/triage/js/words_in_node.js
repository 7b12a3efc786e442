// node words_in_node.js PATH-OF-words/ TABLE…   answers each line {table, texts, story} or {spelled} with a line of JSON
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [folder, ...files] = process.argv.slice(2);
const { reading } = await import(`${folder}/index.js`);
const { cyrillic, heard, near, tokens } = await import(`${folder}/spelling.js`);
const tables = new Map();
for (const file of files) tables.set(file, await reading(new Uint8Array(readFileSync(file))));

function answer({ table, texts, story, spelled, pairs }) {
  if (pairs) return pairs.map(([one, other]) => near(one, other));
  if (spelled) return spelled.map((text) => tokens(text).map((one) => [one, heard(one), cyrillic(one)]));
  return texts.map((text) => tables.get(table).classes(text, { story }));
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
