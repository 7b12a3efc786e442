"""Each rule of the house can fail: shown on a small tree of its own, beside a neighbour that is in order."""

import subprocess
from pathlib import Path

import pytest

from tools.house import at_import, calls, silences, sizes, traces


@pytest.fixture
def house(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def function(lines: int, *, head: str = "def f():") -> str:
    return head + "\n" + "    pass\n" * (lines - 1)


def test_a_file_of_241_lines_is_found_and_one_of_240_is_not(house):
    put(house, "desk/good.py", "\n" * 240)
    put(house, "portal/static/bad.mjs", "\n" * 241)
    put(house, "portal/static/vendor/foreign.mjs", "\n" * 9000)
    assert sizes.long_files(house) == ["portal/static/bad.mjs:241 lines, 240 are the ceiling"]


def test_a_function_of_41_lines_is_found(house):
    put(house, "desk/good.py", function(40))
    put(house, "tests/bad.py", function(41))
    assert sizes.long_functions(house) == ["tests/bad.py:1 f has 41 lines, 40 are the ceiling"]


def test_a_door_of_26_lines_is_found_and_its_plain_helper_is_not(house):
    put(house, "handlers/good.py", function(25, head="async def f():") + function(26))
    put(house, "portal/console/bad.py", function(26, head="async def f():"))
    assert sizes.long_doors(house) == ["portal/console/bad.py:1 f has 26 lines, a door has at most 25"]


def test_a_sixth_parameter_is_found(house):
    put(house, "desk/good.py", "class A:\n    def f(self, a, b, *, c, d, e): ...")
    put(house, "desk/bad.py", "def f(a, b, c, d, *, e, f): ...")
    assert sizes.crowded_signatures(house) == ["desk/bad.py:1 f has 6 parameters, 5 are the ceiling"]


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import datetime\nlater = datetime.now()",
        "import datetime as d\nf = lambda clock=d.datetime.utcnow: clock()",
        "from datetime import date\nday = date.today()",
        "import time\nt = time.time()",
        "from time import time as clock\nt = clock()",
        "import os\na = os.environ['A']",
        "from os import getenv\na = getenv('A')",
        "import random\na = random.random()",
        "import secrets\na = secrets.token_hex()",
        "import os\na = os.urandom(8)",
        "from uuid import uuid4\na = uuid4()",
        "import asyncio\nasyncio.create_task(f())",
        "import asyncio\nasyncio.get_running_loop().create_task(f())",
        "from asyncio import TaskGroup\na = TaskGroup()",
        "import asyncio\nasyncio.ensure_future(f())",
        "print('a')",
        "eval('1')",
        "exec('1')",
    ],
)
def test_reaching_for_what_should_be_a_parameter_is_found(house, line):
    put(house, "desk/bad.py", line)
    assert len(calls.forbidden_uses(house)) == 1


def test_the_files_that_may_are_left_alone(house):
    put(house, "workers/nursery.py", "import asyncio\nasyncio.create_task(f())")
    put(house, "bot/settings.py", "import os\na = os.environ")
    put(house, "bot/__main__.py", "print('a')")
    put(house, "vault/embedded.py", "import secrets, time\na = secrets.token_hex(), time.monotonic()")
    assert calls.forbidden_uses(house) == []


def test_a_logger_that_writes_an_exception_is_found_and_a_task_asked_for_its_own_is_not(house):
    put(house, "desk/good.py", "task.exception()")
    put(house, "desk/bad.py", "log.exception('failed')")
    assert [line.partition(" ")[0] for line in calls.content_in_logs(house)] == ["desk/bad.py:1"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("handlers/bad.py", "from aiohttp import web"),
        ("workers/bad.py", "import aiohttp.web"),
        ("workers/bad.py", "import aiohttp\na = aiohttp.web.Application"),
        ("portal/bad.py", "from aiohttp import ClientSession"),
        ("portal/bad.py", "import aiohttp\na = aiohttp.ClientSession"),
    ],
)
def test_aiohttp_in_the_wrong_room_is_found(house, name, line):
    put(house, "portal/good.py", "from aiohttp import web\na = web.Request")
    put(house, "workers/good.py", "from aiohttp import ClientSession\na = ClientSession")
    put(house, name, line)
    assert {found.partition(":")[0] for found in calls.rooms_of_aiohttp(house)} == {name}


def test_a_product_that_imports_its_tests_is_found(house):
    put(house, "desk/bad.py", "def f():\n    from tests.peer import server")
    assert len(calls.imports_from_outside(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from redis.asyncio import Redis\nclient = Redis()",
        "from aiogram import Router\nrouter = Router()",
        "from pathlib import Path\nwords = Path(__file__).with_name('w.txt').read_text()",
        "@router.message()\nasync def f(): ...",
        "for a in (1, 2): pass",
        "with open('a') as f: pass",
        "class A:\n    words = open('a')",
        "def f(words=load()): ...",
        "if True:\n    run()",
        "words = {load(name) for name in 'ab'}",
    ],
)
def test_something_that_happens_at_import_is_found(house, line):
    put(house, "desk/bad.py", line)
    assert at_import.busy_modules(house) != []


@pytest.mark.parametrize(("body", "found"), [("a.upper()", []), ("open(a)", ["vault/table.py:2 row() at import"])])
def test_a_table_made_by_a_function_beside_it_may_stand_if_that_only_makes_a_value(house, body, found):
    put(house, "vault/table.py", f"def row(a): return {body}\nROWS = {{name: row(name) for name in 'ab'}}")
    assert at_import.busy_modules(house) == found


def test_values_types_and_decorators_that_only_wrap_may_stand_at_import(house):
    put(
        house,
        "desk/good.py",
        "import re\nfrom dataclasses import dataclass, field\nfrom pathlib import Path\nfrom typing import TYPE_CHECKING\n"
        "from triage.urgency import Tier\nif TYPE_CHECKING:\n    run()\n"
        "A = re.compile('a')\nB = frozenset({1})\nC = Path(__file__).parent\nD = tuple(name.upper() for name in 'ab')\n"
        "E = Tier('a')\nF = lambda: run()\n"
        "@dataclass(frozen=True)\nclass G:\n    a: list[int] = field(default_factory=list)\n"
        "    @property\n    def b(self): return run()\nH = G()\n",
    )
    assert at_import.busy_modules(house) == []


@pytest.mark.parametrize(
    "comment",
    ["noqa", "noqa: S603", "noqa: S603 - ok", "type: ignore", "type: ignore[misc]", "type: ignore[misc]  # noqa: S603"],
)
def test_a_silence_without_code_or_reason_is_found(house, comment):
    put(house, "desk/bad.py", f"a = 1  # {comment}\n")
    assert len(silences.unexplained(house)) == 1


def test_a_silence_with_code_and_reason_is_left_alone(house):
    put(house, "desk/good.py", "a = 1  # noqa: S603, S607 - a constant command\n")
    put(house, "desk/too.py", "a = 1  # type: ignore[misc]  # the stub is wrong about this\n")
    assert silences.unexplained(house) == []


def test_a_rule_switched_off_without_a_reason_is_found(house):
    put(house, "pyproject.toml", 'ignore = [\n    "A001",  # because\n    "B002",\n]\nselect = [\n    "ALL",\n]\n')
    assert silences.unexplained_settings(house) == ['pyproject.toml:3 "B002",']


@pytest.mark.parametrize(
    "text",
    [
        "/wo" + "rk/main",
        "see /ro" + "ot/.cache",
        "/ho" + "me/ann/x",
        "https://pypi" + ".org/simple",
        "registry" + ".npmjs.org",
    ],
)
def test_a_trace_of_a_machine_or_a_package_index_is_found(house, text):
    put(house, "docs/good.md", "the home/work balance; ./{0}/a; a/{0}/b\n".format("root"))
    put(house, "docs/bad.md", f"first\n{text}\n")
    assert [found.partition(" ")[0] for found in traces.traces(house)] == ["docs/bad.md:2"]


def test_what_git_ignores_is_not_searched_for_traces(house):
    put(house, ".gitignore", "/.venv/\n")
    put(house, ".venv/pip.conf", "pypi" + ".org")
    assert traces.traces(house) == []


def test_a_vague_name_is_found(house):
    put(house, "desk/good.py", "")
    put(house, "desk/utils.py", "")
    put(house, "vault/common/keys.py", "")
    assert traces.vague_names(house) == ["desk/utils.py", "vault/common/keys.py"]


def test_a_package_without_a_word_about_itself_is_found(house):
    put(house, "desk/__init__.py", '"""THE VERBS."""\n')
    put(house, "vault/__init__.py", "")
    put(house, "portal/console/pages.py", "")
    assert traces.unnamed_packages(house) == ["portal/console", "vault"]
