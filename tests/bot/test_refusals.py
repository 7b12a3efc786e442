"""Whatever is wrong with texts or packs ends a start with one sentence that names file, key, value and cure."""

import shutil
import sys

import pytest

import bot.__main__ as command
from bot.joints import PACKS
from i18n.parsing import WordsMissing
from triage.lexicon import BadTable, read_table
from triage.pack import BadPack
from triage.rulebook import load


def refusal_of(monkeypatch, capsys, error):
    async def start(_args):
        raise error

    monkeypatch.setattr(command, "_start", start)
    monkeypatch.setattr(sys, "argv", ["python -m bot", "run"])
    assert command.main() == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("error", [BadPack("p/rules.toml: x"), BadTable("t.json: y"), WordsMissing("kk/teen.ftl: z")])
def test_a_start_with_bad_data_says_so_in_one_line_and_not_in_a_traceback(monkeypatch, capsys, error):
    said = refusal_of(monkeypatch, capsys, error)

    assert str(error) in said
    assert "Traceback" not in said


def test_a_pack_with_a_typo_is_refused_with_file_key_value_and_cure(tmp_path):
    shutil.copytree(PACKS, tmp_path / "packs")
    file = tmp_path / "packs" / "common" / "rules.toml"
    file.write_text(file.read_text().replace("[violence-now]\ntitle =", "[violence-now]\ntitel =", 1))

    with pytest.raises(BadPack, match=r"rules\.toml: violence-now\.titel = '.*': .*did you mean title"):
        load(tmp_path / "packs")


def test_a_table_of_another_version_is_refused_with_the_command_that_builds_it():
    with pytest.raises(BadTable, match=r"python -m tools\.lexicon"):
        read_table('{"forms": {}}', file="lexicon.json")
