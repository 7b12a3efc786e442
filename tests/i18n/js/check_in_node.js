// node check_in_node.js PATH-OF-check.js < {lists, asked: [{say, language, audience}]}   writes what the browser's check finds, as JSON
import { readFileSync } from "node:fs";

const { checker, replaced } = await import(process.argv[2]);
const { lists, asked } = JSON.parse(readFileSync(0, "utf8"));
const check = checker(lists);
const answer = asked.map(({ say, language, audience }) => check(say, language, audience).map((find) => (
  { ...find, meant: say.slice(...find.span), cured: replaced(say, find) })));
process.stdout.write(JSON.stringify(answer));
