"""`python -m bot keys …` as the administrator meets it: what it says, what it writes, how it ends."""

import argparse
import json
import os
import stat

import pytest

from bot import keys_command
from vault import ceremony, ceremony_member
from vault.address import AddressKeys
from vault.ceremony import Invited
from vault.encoding import canonical

LIST = [f"word{number}" for number in range(2048)]


def keys(*words, said: str | None = "yes", ask: keys_command.Ask | None = None) -> int:
    parser = argparse.ArgumentParser()
    keys_command.add_parser(parser.add_subparsers(required=True))

    def answer(question: str) -> str:
        assert said is not None, "nobody should have been asked"
        return said

    return keys_command.run(parser.parse_args(["keys", *map(str, words)]), ask=ask or answer)


@pytest.fixture
def home(tmp_path, capsys):
    assert keys("init", tmp_path / "office") == 0
    capsys.readouterr()
    return tmp_path / "office"


@pytest.fixture
def office(home):
    return ceremony.load_office(home / "public", allow_demo=False)


@pytest.fixture
def anna(office):
    invited = Invited("m-abcdefghij", "Анна", "specialist", "intake", office.fingerprint)
    return ceremony.make_member(invited, LIST, os.urandom)


@pytest.fixture
def request_file(tmp_path, anna):
    path = tmp_path / "request.json"
    path.write_text(json.dumps(anna.request))
    return path


def test_init_shows_the_fingerprint_and_what_to_do_next(tmp_path, capsys):
    assert keys("init", tmp_path / "office") == 0
    said = capsys.readouterr().out
    office = ceremony.load_office(tmp_path / "office/public", allow_demo=False)
    assert ceremony.grouped(office.fingerprint) in said
    assert "What to do next" in said
    assert "staff invite" in said


def test_init_prints_no_key(tmp_path, capsys):
    keys("init", tmp_path / "office")
    said = capsys.readouterr()
    for name, use in (("admin", "sign"), ("recovery", "seal")):
        seed = json.loads((tmp_path / f"office/offline/{name}.json").read_text())[use]
        assert seed not in said.out + said.err


def test_init_will_not_write_over_keys(home, capsys):
    before = (home / "offline/admin.json").read_bytes()
    assert keys("init", home) == 2
    assert "not empty" in capsys.readouterr().err
    assert (home / "offline/admin.json").read_bytes() == before


def test_demo_keys_say_that_run_refuses_them(tmp_path, capsys):
    assert keys("init", tmp_path / "demo", "--demo") == 0
    assert "`run` refuses them" in capsys.readouterr().out


def test_signing_shows_who_it_is_and_gives_an_answer_that_the_member_accepts(home, anna, request_file, capsys):
    assert keys("sign", "--offline", home / "offline", request_file) == 0
    said = capsys.readouterr().out
    print_ = ceremony.grouped(ceremony.fingerprint(canonical(anna.request)))
    for shown in ("Name: Анна", "Role: specialist", "Desk: intake", print_, "What to do next"):
        assert shown in said
    answer = request_file.with_name("request-answer.json")
    assert stat.S_IMODE(answer.stat().st_mode) == 0o600
    assert ceremony_member.accept_answer(anna.keys, json.loads(answer.read_text()), allow_demo=False)


@pytest.mark.parametrize("said", ["no", "", "n", "YES?"])
def test_without_a_clear_yes_nothing_is_signed(home, request_file, capsys, said):
    assert keys("sign", "--offline", home / "offline", request_file, said=said) == 1
    assert "Nothing was signed" in capsys.readouterr().out
    assert not request_file.with_name("request-answer.json").exists()


def test_where_nobody_can_answer_nothing_is_signed(home, request_file):
    def nobody(question: str) -> str:
        raise EOFError

    assert keys("sign", "--offline", home / "offline", request_file, ask=nobody) == 1
    assert not request_file.with_name("request-answer.json").exists()


def test_with_yes_given_nobody_is_asked(home, request_file, tmp_path):
    assert keys("sign", "--offline", home / "offline", request_file, "--yes", "-o", tmp_path / "a", said=None) == 0
    assert (tmp_path / "a").exists()


def test_an_answer_is_never_written_over_another_file(home, request_file, tmp_path, capsys):
    (tmp_path / "a").write_text("kept")
    assert keys("sign", "--offline", home / "offline", request_file, "--yes", "-o", tmp_path / "a") == 2
    assert "will not be written over" in capsys.readouterr().err
    assert (tmp_path / "a").read_text() == "kept"


def test_a_changed_request_is_refused_before_anybody_is_asked(home, anna, request_file, capsys):
    request_file.write_text(json.dumps({**anna.request, "role": "fallback"}))
    assert keys("sign", "--offline", home / "offline", request_file, said=None) == 1
    assert "request: proof does not fit" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "[]", "secret-value"])
def test_a_request_that_cannot_be_read_is_named(home, request_file, capsys, content):
    request_file.write_text(content)
    assert keys("sign", "--offline", home / "offline", request_file) == 2
    said = capsys.readouterr().err
    assert "request.json" in said
    assert "secret-value" not in said


def test_absent_files_are_named(home, tmp_path, request_file, capsys):
    assert keys("sign", "--offline", tmp_path / "elsewhere", request_file) == 2
    assert "elsewhere" in capsys.readouterr().err
    assert keys("verify", tmp_path / "nothing.json") == 2
    assert "nothing.json does not exist" in capsys.readouterr().err


def test_two_holders_sign_one_after_the_other(home, anna, request_file, tmp_path, capsys):
    away = tmp_path / "recovery.json"
    (home / "offline/recovery.json").rename(away)
    half, whole = tmp_path / "half.json", tmp_path / "whole.json"
    assert keys("sign", "--offline", home / "offline", request_file, "-o", half) == 0
    assert "holder of" in capsys.readouterr().out
    assert keys("verify", half) == 1
    assert "grant is missing" in capsys.readouterr().err
    away.rename(home / "offline/recovery.json")
    (home / "offline/admin.json").unlink()
    assert keys("sign", "--offline", home / "offline", half, "-o", whole) == 0
    assert "Name: Анна" in capsys.readouterr().out
    assert keys("verify", whole) == 0
    assert ceremony_member.accept_answer(anna.keys, json.loads(whole.read_text()), allow_demo=False)


def test_verify_shows_the_fingerprint_of_what_lies_on_the_server(home, office, capsys):
    for path in (home / "public", home / "public/desk.json"):
        assert keys("verify", path) == 0
        assert ceremony.grouped(office.fingerprint) in capsys.readouterr().out


def test_verify_refuses_a_document_that_was_touched(home, office, capsys):
    path = home / "public/desk.json"
    path.write_text(json.dumps({**office.document, "made_at": "2027-01-01T00:00:00Z"}))
    assert keys("verify", home / "public") == 1
    assert "desk document: sig does not fit" in capsys.readouterr().err


def test_verify_refuses_an_answer_that_was_touched(home, request_file, tmp_path, capsys):
    keys("sign", "--offline", home / "offline", request_file, "-o", tmp_path / "a.json")
    answer = json.loads((tmp_path / "a.json").read_text())
    answer["grant"]["desk"] = "fallback"
    (tmp_path / "a.json").write_text(json.dumps(answer))
    assert keys("verify", tmp_path / "a.json") == 1
    assert "grant: member or desk differs" in capsys.readouterr().err


def test_the_address_key_is_rotated_on_the_server_and_the_earlier_one_still_opens(tmp_path, capsys):
    file = tmp_path / "address.json"
    before = AddressKeys.create(file, os.urandom)
    box = before.seal("{rb:1}:a:1", b"4242")
    assert keys("rotate", "address", file) == 0
    after = AddressKeys.load(file, os.urandom)
    assert after.current != before.current
    assert (after.open("{rb:1}:a:1", box), after.pseudonym) == (b"4242", before.pseudonym)
    assert "Start the product again" in capsys.readouterr().out
    assert keys("rotate", "address", tmp_path / "nowhere.json") == 2
