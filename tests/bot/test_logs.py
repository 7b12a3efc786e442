"""Logs say what kind of thing happened; a process of its own, because logging belongs to a whole process."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAHnobody-else-knows-this-token-xyz"
PROGRAM = f"""
import asyncio, logging, warnings
import structlog
from bot import logs
TOKEN = {TOKEN!r}
logs.set_up()
log = structlog.get_logger("house")
log.info("told", url=f"https://t/bot{{TOKEN}}/x", nested={{"of": [TOKEN]}}, count=3)
for name in ("aiogram.event", "aiohttp.server", "redis", "somebody"):
    logging.getLogger(name).warning("дома плохо %s", TOKEN)
    logging.getLogger(name).info("дома плохо")
try:
    raise ValueError("дома плохо")
except ValueError:
    logging.getLogger("aiohttp.server").exception("дома плохо")
warnings.warn("дома плохо", stacklevel=1)

async def forgotten():
    async def fails():
        raise RuntimeError("дома плохо")
    task = asyncio.get_running_loop().create_task(fails())
    await asyncio.sleep(0)
    del task

asyncio.run(forgotten())
"""


@pytest.fixture(scope="module")
def said() -> str:
    """Everything that such a process writes anywhere."""
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT, check=True)
    return ran.stdout + ran.stderr


def test_every_line_is_a_json_object_with_a_time_and_a_level(said):
    lines = [json.loads(line) for line in said.splitlines()]
    assert len(lines) >= 7
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)


def test_our_own_line_keeps_what_it_says_but_no_token_however_deep(said):
    line = json.loads(said.splitlines()[0])
    assert (line["event"], line["count"]) == ("told", 3)
    assert TOKEN not in said
    assert "…" in line["url"]


def test_of_a_library_only_its_name_its_level_and_the_kind_of_error_are_said(said):
    lines = [json.loads(line) for line in said.splitlines()[1:]]
    assert {"aiogram.event", "aiohttp.server", "redis", "somebody", "py.warnings", "asyncio"} == {
        line["logger"] for line in lines
    }
    assert {"ValueError", "RuntimeError", None} == {line["error"] for line in lines}
    assert "плохо" not in said
