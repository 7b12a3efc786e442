"""What the ceremony refuses, and that a refusal and a print-out carry nothing of what they are about."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vault import ceremony
from vault.ceremony import Invited, KeyFileRefused, Refused
from vault.ceremony_files import json_object, read_public

NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
LIST = [f"word{number}" for number in range(2048)]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("admin") / "office"
    ceremony.init(directory, demo=False, now=NOW, draw=os.urandom)
    return directory


@pytest.fixture(scope="module")
def office(home):
    return ceremony.load_office(home / "public", allow_demo=False)


def invited(office, **other) -> Invited:
    of = {"member": "m-abcdefghij", "name": "Анна", "role": "specialist", "desk": "intake", **other}
    return Invited(**of, administrator=office.fingerprint)


@pytest.fixture(scope="module")
def anna(office):
    return ceremony.make_member(invited(office), LIST, os.urandom)


@pytest.fixture
def offline(tmp_path, home) -> Path:
    """A copy of the administrator's key, to be damaged."""
    admin = tmp_path / "admin.json"
    admin.write_bytes((home / "offline/admin.json").read_bytes())
    admin.chmod(0o600)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "named"),
    [("{}", "sign must be 32 bytes"), ('{"v":1,"sign":"secret-value"}', "sign must"), ("[", "JSON")],
)
def test_a_damaged_private_key_is_named_and_never_repeated(offline, office, anna, content, named):
    (offline / "admin.json").write_text(content)
    with pytest.raises(KeyFileRefused, match=named) as caught:
        ceremony.sign_request(offline, office.document, anna.request, NOW)
    assert "secret-value" not in str(caught.value)


def test_a_private_key_that_others_may_read_is_not_used(offline, office, anna):
    (offline / "admin.json").chmod(0o640)
    with pytest.raises(KeyFileRefused, match="chmod 600"):
        ceremony.sign_request(offline, office.document, anna.request, NOW)


@pytest.mark.parametrize("paper", [None, [], "", 5, {}, {"v": 1}])
def test_what_is_no_paper_at_all_is_refused(office, paper):
    for verify in (
        lambda: ceremony.verify_office(paper, allow_demo=True),
        lambda: ceremony.verify_request(paper),
        lambda: ceremony.verify_certificate(office, paper),
        lambda: ceremony.verify_answer(office, paper),
    ):
        with pytest.raises(Refused, match="exactly the keys"):
            verify()


def test_a_refusal_never_repeats_what_it_refused(office, anna):
    for key in anna.request:
        with pytest.raises(Refused, match="request: ") as caught:
            ceremony.verify_request({**anna.request, key: "secret-value"})
        assert "secret-value" not in str(caught.value)


def test_a_time_without_a_zone_is_not_written_into_a_paper():
    assert ceremony.iso(NOW) == "2026-11-22T03:29:00Z"
    with pytest.raises(ValueError, match="without a zone"):
        ceremony.iso(NOW.replace(tzinfo=None))


def test_nothing_private_is_shown_where_it_is_printed(office, anna):
    shown = repr(anna) + repr(anna.keys) + repr(office)
    for secret in (anna.passphrase, repr(anna.keys.seal.seed), repr(anna.keys.sign.seed), anna.wrapped["box"]):
        assert secret not in shown


def test_the_desk_document_is_read_whoever_else_may_read_it(home, office):
    assert json_object(read_public(home / "public/desk.json"), "") == office.document
