"""How long somebody waits, as the console says it: in words, never as what reads like a clock. Its module in Node."""

import json
import subprocess
from pathlib import Path

from i18n.parsing import entries

ROOT = Path(__file__).parents[2]
TIME = ROOT / "portal" / "static" / "console" / "time.js"
RUN = """
import { readFileSync } from "node:fs";
const [module, words, begin, ends] = JSON.parse(readFileSync(0, "utf8"));
globalThis.document = { documentElement: { lang: "ru" }, getElementById: () => ({ textContent: JSON.stringify(words) }) };
const { setClock, waited } = await import(module);
console.log(JSON.stringify(ends.map((end) => { setClock(end); return waited(begin); })));
"""
BEGIN = "2026-11-22T03:00:00Z"
SAID = {
    "2026-11-22T03:00:30Z": "меньше минуты",
    "2026-11-22T03:01:10Z": "1 мин",
    "2026-11-22T03:16:37Z": "16 мин",
    "2026-11-22T03:59:50Z": "59 мин",
    "2026-11-22T04:12:10Z": "1 ч 12 мин",
    "2026-11-22T05:02:10Z": "2 ч 2 мин",
    "2026-11-24T06:00:10Z": "2 дн 3 ч",
    "2026-11-22T02:59:00Z": "меньше минуты",
}
"""The server's time → what stands beside the signal; a computer whose clock is behind makes nobody wait since later."""


def words() -> dict[str, str]:
    """As the server puts them into the page."""
    path = ROOT / "i18n" / "ru" / "console.ftl"
    found = entries(path.read_text(encoding="utf-8"), path.name)
    return {key: entry.source.replace("{ $", "{").replace(" }", "}") for key, entry in found.items()}


def test_who_waits_is_told_in_minutes_hours_and_days(node):
    told = json.dumps([TIME.as_uri(), words(), BEGIN, list(SAID)])
    command = [node, "--no-warnings", "--input-type=module", "--eval", RUN]
    ran = subprocess.run(command, input=told, capture_output=True, text=True, check=True, timeout=60)
    assert dict(zip(SAID, json.loads(ran.stdout), strict=True)) == SAID
