"""`python -m bot assess`: every line is answered or named, in order, and no word of a text comes out."""

import argparse
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import assess_command

SECRET = "слово которого никто не должен увидеть"
WORDS = {"бьют": {"violence"}, "сейчас": {"now"}, "привет": {"greeting"}, "поссорились": {"conflict"}}


def classes_of(text):
    return frozenset(name for word, names in WORDS.items() if word in text for name in names)


def args(file="-", *, explain=False):
    return argparse.Namespace(file=str(file), explain=explain)


@pytest.fixture
def assessed(monkeypatch, capsys):
    def run(*lines, explain=False):
        data = b"\n".join(line if isinstance(line, bytes) else written(line) for line in lines)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        code = assess_command.run(args(explain=explain), classes_of=classes_of)
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=[json.loads(line) for line in out.splitlines()], err=err, raw=out + err)

    return run


def written(line):
    return json.dumps({"id": "one", **line}, ensure_ascii=False).encode()


def test_a_line_in_gives_a_line_out_with_urgency_routes_and_reasons(assessed):
    done = assessed(
        {"id": "a", "reporter": "child", "age_band": "14-17", "lang": "ru", "text": "меня бьют", "answers": {}}
    )
    assert done.code == 0
    assert done.out == [
        {
            "id": "a",
            "urgency": "urgent",
            "routes": ["duty_specialist", "helpline_child"],
            "reasons": ["violence-ongoing", "somebody-to-talk-to"],
        }
    ]
    assert done.err == ""


def test_the_order_stays(assessed):
    done = assessed(*({"id": str(number)} for number in range(20)))
    assert [line["id"] for line in done.out] == [str(number) for number in range(20)]


def test_only_the_id_is_needed(assessed):
    assert assessed({"id": "a"}).out[0]["reasons"] == ["unknown-needs-a-human"]


def test_the_order_of_keys_changes_nothing(assessed):
    answers = {"safe_now": "unknown", "hurt": "yes", "child_age": 5}
    line = {"id": "a", "reporter": "child", "answers": answers}
    back = {"answers": dict(reversed(answers.items())), "reporter": "child", "id": "a"}
    assert assessed(line).out == assessed(back).out


def test_any_relation_is_kept(assessed):
    assert assessed({"answers": {"relation": "мамин брат"}}).code == 0


def test_a_file_is_read_like_the_standard_input(tmp_path, capsys):
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": "a", "answers": {"safe_now": "no"}}\n\n{"id": "b"}\n')
    assert assess_command.run(args(file), classes_of=classes_of) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["a", "b"]


def test_a_file_that_is_not_there_is_refused(tmp_path, capsys):
    assert assess_command.run(args(tmp_path / "none.jsonl"), classes_of=classes_of) == 1
    assert "none.jsonl" in capsys.readouterr().err


def test_a_broken_pack_is_refused_with_file_and_cure(tmp_path, capsys):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "rules.toml").write_text("[unattended_limits", encoding="utf-8")
    assert assess_command.run(args(), classes_of=classes_of, packs=tmp_path) == 1
    assert "rules.toml: not TOML" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"{", "not JSON"),
        (b"nonsense", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "x", "answers": {"age": ' + b"9" * 5000 + b"}}", "not JSON"),
        (b"[]", "not an object"),
        (b'"text"', "not an object"),
        (b'{"id": "x", "text": "\xff\xfe"}', "not UTF-8"),
        (b'{"id": "x", "id": "y"}', "a key stands twice"),
        (b'{"id": "x", "answers": {"safe_now": "no", "safe_now": "yes"}}', "a key stands twice"),
        (b'{"id": "x", "answers": {"hours_unattended": NaN}}', "no numbers"),
        (b'{"id": "x", "text": "' + b"a" * 300_000 + b'"}', "longer than"),
        ({"id": ""}, "id:"),
        ({"id": 7}, "id:"),
        ({"id": "a\nb"}, "id:"),
        ({"id": "a" * 101}, "id:"),
        ({"text": None}, "text: in quotes"),
        ({"text": ["a"]}, "text: in quotes"),
        ({"answers": []}, "answers: an object"),
        ({"answers": None}, "answers: an object"),
        ({"txt": SECRET}, "did you mean text"),
        ({SECRET: 1}, "unknown key"),
        ({"answers": {"safe": "no"}}, "did you mean safe_now"),
        ({"answers": {"reporter": "child"}}, "answers. has an unknown key"),
        ({"answers": {"safe_now": SECRET}}, "safe_now: one of yes, no, unknown"),
        ({"answers": {"safe_now": True}}, "safe_now: one of"),
        ({"answers": {"safe_now": ["no"]}}, "safe_now: one of"),
        ({"answers": {"consent_contact": "unknown"}}, "consent_contact: one of yes, no"),
        ({"answers": {"country": "US"}}, "country: one of RU, KZ"),
        ({"answers": {"relation": 1}}, "relation: one of"),
        ({"answers": {"age": 12.5}}, "age: whole years"),
        ({"answers": {"age": True}}, "age: whole years"),
        ({"answers": {"child_age": -1}}, "child_age: whole years"),
        ({"answers": {"child_age": "5"}}, "child_age: whole years"),
        ({"answers": {"hours_unattended": "2"}}, "a number of hours"),
        ({"answers": {"hours_unattended": -2}}, "hours_unattended: 0 to"),
        ({"answers": {"hours_unattended": 99_999}}, "hours_unattended: 0 to"),
        ({"lang": "de"}, "lang: one of"),
        ({"age_band": "10"}, "age_band: one of"),
        ({"reporter": "children"}, "reporter: one of"),
        ({"reporter": None}, "leave the key out"),
        ({"expected_urgency": "high"}, "expected_urgency: one of"),
        ({"expected_urgency": 1}, "expected_urgency: one of"),
        ({"expected_routes": "112"}, "expected_routes: a list"),
        ({"expected_routes": ["911"]}, "expected_routes: a list"),
        ({"expected_routes": [["112"]]}, "expected_routes: a list"),
    ],
)
def test_a_malformed_line_is_named_by_number_and_cause_and_the_others_are_assessed(assessed, line, cause):
    done = assessed({"id": "before"}, line, {"id": "after"})
    assert [one["id"] for one in done.out] == ["before", "after"]
    assert done.code == 1
    (named, closing) = done.err.splitlines()
    assert named.startswith("line 2: ")
    assert cause in named
    assert closing.startswith("1 malformed")


def test_an_id_that_comes_back_is_malformed(assessed):
    done = assessed({"id": "a"}, {"id": "a"}, {"id": "b"})
    assert [one["id"] for one in done.out] == ["a", "b"]
    assert "line 2: id: stood in a line before" in done.err


def test_no_word_of_a_text_or_of_a_wrong_value_is_ever_printed(assessed):
    done = assessed(
        {"id": "a", "text": SECRET, "expected_urgency": "immediate", "answers": {"relation": SECRET}},
        {"id": "b", "text": SECRET, "answers": {"safe_now": SECRET}},
        {"id": "c", SECRET: 1},
        f'{{"id": "d", "text": "{SECRET}'.encode(),
        explain=True,
    )
    assert done.code == 1
    assert not [word for word in SECRET.split() if word in done.raw]


def test_explain_says_per_line_what_fired_what_nearly_did_and_which_classes_were_found(assessed):
    done = assessed({"id": "a", "text": "меня бьют", "reporter": "child"}, {"id": "b"}, explain=True)
    lines = done.err.splitlines()
    assert lines[:2] == ["a:", "  classes: violence"]
    assert any(line.startswith("  fired: violence-ongoing | Бьют | domain.md") for line in lines)
    assert any(line.startswith("  nearly: violence-now") and line.endswith("missing: now") for line in lines)
    assert "b:" in lines
    assert len(done.out) == 2


def test_labels_are_scored_and_a_miss_fails_the_gate_by_id(assessed):
    done = assessed(
        {"id": "right", "text": "поссорились", "expected_urgency": "planned", "expected_routes": ["mediation"]},
        {"id": "missed", "text": "привет", "expected_urgency": "immediate", "expected_routes": ["112"]},
        {"id": "unlabelled"},
    )
    assert done.code == 1
    assert "recall of immediate" in done.err
    assert "ids: missed" in done.err
    assert "n = 2 labelled, 1 immediate; the gate asks for 600 and 150. Too few" in done.err


def test_labels_that_agree_pass(assessed):
    line = {"id": "a", "text": "бьют сейчас", "reporter": "child", "expected_urgency": "immediate"}
    assert assessed(line).code == 0


def test_the_command_stands_beside_the_others(monkeypatch, capsys, tmp_path):
    from bot.__main__ import main  # noqa: PLC0415  runs the real door

    file = tmp_path / "lines.jsonl"
    file.write_text('{"id": "a", "answers": {"safe_now": "no"}}\n', encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bot", "assess", str(file)])
    assert main() == 0
    assert json.loads(capsys.readouterr().out)["urgency"] == "immediate"


def test_no_lines_are_no_failure(assessed):
    assert assessed().code == 0


def test_the_packs_are_those_of_the_repository():
    assert (Path(assess_command.PACKS) / "common" / "rules.toml").is_file()
