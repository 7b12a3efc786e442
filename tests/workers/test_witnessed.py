"""What the log says of a digest is what `journal verify --heads` reads back out of it."""

import json
from datetime import UTC, datetime

import pytest

from bot import logs
from desk.journal import Digest
from vault.heads import NoHeads, heads_text, marks_of
from vault.journal import DIGESTS
from vault.proof import Head, Mark
from workers.witnessed import LoggedDigest

DIGEST = Digest(n=7, at=datetime(2026, 11, 22, 0, 0, 30, tzinfo=UTC), head="ab" * 32, lines=1234)


async def logged(capsys) -> str:
    logs.set_up()
    await LoggedDigest().tell(DIGEST)
    return capsys.readouterr().err


async def test_the_line_has_number_head_count_and_day_and_nothing_else(capsys):
    said = json.loads(await logged(capsys))
    del said["timestamp"]
    assert said == {
        "event": "journal-digest", "level": "info", "n": 7, "head": "ab" * 32, "lines": 1234, "of": "2026-11-22"
    }  # fmt: skip


@pytest.mark.parametrize("before", ["", "Nov 22 00:01:00 house bot[17]: ", "bot-1  | "])
async def test_it_is_found_again_among_other_lines_whatever_the_archive_puts_before_it(capsys, before):
    log = f'{before}{{"event": "told", "n": 3}}\n{before}{await logged(capsys)}not json {{\n'
    assert marks_of(log, "log") == {DIGESTS: [Mark(7, "ab" * 32, "line 2 of log")]}


def test_heads_are_read_back_as_they_were_printed():
    heads = {"0": Head(3, "cd" * 32), "staff": Head(0, "ef" * 32)}
    found = marks_of(heads_text(heads) + "\n", "file")
    assert found == {"0": [Mark(3, "cd" * 32, "line 1 of file")], "staff": [Mark(0, "ef" * 32, "line 1 of file")]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"0": 3}',
        '{"0": {"n": "3", "head": "x"}}',
        '{"0": {"n": -3, "head": "x"}}',
        "[" * 100_000,
    ],
)
def test_a_file_without_a_head_is_refused(text):
    with pytest.raises(NoHeads):
        marks_of(text, "file")
