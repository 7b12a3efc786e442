"""What the page waits for is small, whole, made of today's lexicon, and still finds most of what is dangerous."""

import gzip
import json

import pytest

from portal.static_files import StaticFiles
from tests.triage.twin import PACKS
from tools.lexicon.unpacking import BadPacked, read_packed
from tools.lexicon.web import FIRST, PLACE, WHOLE, is_current, main
from triage.facts import Facts
from triage.judge import Judge, load_judge

KB = 1000
STATIC = PLACE.parents[1]


def test_the_tables_are_made_of_the_lexicon_the_model_and_the_examples_of_today(capsys):
    assert main(["--check"]) == 0, "run: python -m tools.lexicon.web"
    assert capsys.readouterr().out == "current\n"


def test_a_table_of_other_sources_is_stale(tmp_path):
    other = tmp_path / FIRST.name
    content = bytearray(FIRST.read_bytes())
    content[8] ^= 1
    other.write_bytes(content)
    assert not is_current(other)
    assert not is_current(tmp_path / "none.bin")


def test_the_page_waits_for_sixty_kilobytes_at_most():
    assert len(gzip.compress(FIRST.read_bytes())) <= 60 * KB
    assert len(gzip.compress(WHOLE.read_bytes())) <= 300 * KB


def test_the_tables_are_served():
    files = StaticFiles.load(STATIC, {}).files
    for table in (FIRST, WHOLE):
        served = files[table.relative_to(STATIC).as_posix()]
        assert (served.body, served.kind) == (table.read_bytes(), "application/octet-stream")


@pytest.mark.parametrize(
    "spoil", [lambda table: table[:-1], lambda table: b"RBW0" + table[4:], lambda table: table[:90]]
)
def test_half_a_table_is_refused(spoil):
    with pytest.raises(BadPacked, match="of this version"):
        read_packed(spoil(FIRST.read_bytes()))


def test_of_what_the_rules_call_immediate_the_first_table_alone_loses_little():
    """Of examples that it was chosen by: this says that nothing is broken; docs/triage.md says how well it does."""
    judge = load_judge(PACKS)
    small = Judge(judge.rulebook, *read_packed(FIRST.read_bytes()))
    lines = (PACKS / "common" / "examples" / "ru.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [one["text"] for one in map(json.loads, lines) if one["urgency"] == "immediate"][::3]
    found = sum(small.assess(Facts(), small.classes(text)).urgency == "immediate" for text in texts)
    assert found >= 0.95 * len(texts)
