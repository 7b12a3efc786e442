// node in_node.js [a plain script to run first] < {"task": …}   writes the answer as JSON
import { readFileSync } from "node:fs";

if (process.argv[2]) await import(process.argv[2]);
const { run } = await import("./task.js");
process.stdout.write(JSON.stringify(await run(JSON.parse(readFileSync(0, "utf8")))));
