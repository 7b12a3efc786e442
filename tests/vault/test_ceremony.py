"""Protocol §1–3 and §6 played through in Python: an office is made, a member enrols, is signed, signs in, writes a note."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vault import ceremony, ceremony_member, sealing
from vault.ceremony import Invited, KeyFileRefused, Refused
from vault.ceremony_files import json_object
from vault.ceremony_member import Note
from vault.encoding import b64u, canonical, unb64u
from vault.sealing import SealBroken

NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
LIST = [f"word{number}" for number in range(2048)]
ORIGIN = "https://desk.example"
SIGNAL, NOTE = "7-abcdefghijklmnopqrst", "0" * 32


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


@pytest.fixture(scope="module")
def answer(home, office, anna):
    return ceremony.sign_request(home / "offline", office.document, anna.request, NOW)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def copy_of(offline: Path, to: Path, *names: str) -> Path:
    to.mkdir()
    for name in names:
        (to / name).write_bytes((offline / name).read_bytes())
        (to / name).chmod(0o600)
    return to


def test_step_1_1_private_keys_are_readable_by_their_owner_only(home):
    assert mode(home) == mode(home / "offline") == 0o700
    assert {path.name: mode(path) for path in (home / "offline").iterdir()} == dict.fromkeys(
        ("admin.json", "recovery.json", "desk.json"), 384
    )


def test_step_1_1_private_keys_are_closed_even_where_the_umask_is_open(tmp_path):
    before = os.umask(0)
    try:
        ceremony.init(tmp_path / "office", demo=True, now=NOW, draw=os.urandom)
    finally:
        os.umask(before)
    private = [tmp_path / "office", *(tmp_path / "office" / "offline").iterdir(), tmp_path / "office" / "offline"]
    assert [path for path in private if mode(path) & 0o077] == []


def test_step_1_2_the_seeds_of_the_desks_are_nowhere_in_clear(home, office):
    recovery = sealing.seal_key(unb64u(json_object((home / "offline/recovery.json").read_bytes(), "")["seal"]))
    kept = b"".join(path.read_bytes() for path in home.rglob("*.json"))
    for desk in office.desks:
        assert b64u(ceremony.open_desk(recovery, office, desk)).encode() not in kept


def test_step_1_3_no_private_key_is_in_what_goes_to_the_server(home):
    public = (home / "public/desk.json").read_bytes()
    for name, use in (("admin", "sign"), ("recovery", "seal")):
        assert json_object((home / f"offline/{name}.json").read_bytes(), "")[use].encode() not in public
    assert [path.name for path in (home / "public").iterdir()] == ["desk.json"]


def test_step_1_3_keys_are_never_made_where_something_lies(tmp_path):
    (tmp_path / "kept").write_text("")
    for place in (tmp_path, tmp_path / "kept"):
        with pytest.raises(KeyFileRefused, match="not empty"):
            ceremony.init(place, demo=False, now=NOW, draw=os.urandom)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_step_1_3_an_empty_directory_may_be_there_already(tmp_path):
    assert not ceremony.init(tmp_path, demo=False, now=NOW, draw=os.urandom).demo


def test_step_1_3_run_refuses_demo_keys_and_demo_takes_them(tmp_path):
    ceremony.init(tmp_path / "office", demo=True, now=NOW, draw=os.urandom)
    with pytest.raises(Refused, match="demo is true"):
        ceremony.load_office(tmp_path / "office/public", allow_demo=False)
    assert ceremony.load_office(tmp_path / "office/public/desk.json", allow_demo=True).demo


def test_step_2_2_a_passphrase_is_seven_words_of_the_whole_list(office, anna):
    assert len(anna.passphrase.split(" ")) == 7
    assert set(anna.passphrase.split(" ")) <= set(LIST)
    assert ceremony_member.draw_passphrase(LIST, lambda count: b"\x07\xff" * (count // 2)) == " ".join(["word2047"] * 7)
    assert ceremony_member.draw_passphrase(LIST, lambda count: b"\xf8\x00" * (count // 2)) == " ".join(["word0"] * 7)


@pytest.mark.parametrize("words", [LIST[:-1], [*LIST[:-1], LIST[0]]])
def test_step_2_2_a_list_that_would_weaken_the_passphrase_is_refused(words):
    with pytest.raises(ValueError, match="2,048 different words"):
        ceremony_member.draw_passphrase(words, os.urandom)


def test_step_2_3_the_passphrase_opens_as_people_type_it(anna):
    typed = "  " + anna.passphrase.upper().replace(" ", "\n ") + " "
    assert ceremony_member.unwrap(anna.wrapped, "m-abcdefghij", typed) == anna.keys


def test_step_2_3_a_wrapped_key_opens_for_its_member_and_passphrase_only(anna):
    for member, passphrase in (("m-bbbbbbbbbb", anna.passphrase), ("m-abcdefghij", " ".join(LIST[:7]))):
        with pytest.raises(SealBroken) as caught:
            ceremony_member.unwrap(anna.wrapped, member, passphrase)
        assert str(caught.value) in {"aead", "member-key"}


def test_step_2_4_nothing_that_is_uploaded_holds_a_seed(anna):
    uploaded = canonical(anna.wrapped) + canonical(anna.request)
    assert b64u(anna.keys.seal.seed).encode() not in uploaded
    assert b64u(anna.keys.sign.seed).encode() not in uploaded


def test_steps_2_5_to_2_7_a_signed_member_gets_the_seed_of_the_desk(office, anna, answer):
    assert ceremony.verify_answer(office, answer).member.name == "Анна"
    seed = ceremony_member.accept_answer(anna.keys, answer, allow_demo=False)
    assert sealing.seal_key(seed).public == office.desks["intake"]


def test_step_2_5_a_changed_request_is_not_signed(home, office, anna):
    with pytest.raises(Refused, match="proof"):
        ceremony.sign_request(home / "offline", office.document, {**anna.request, "desk": "fallback"}, NOW)


def test_step_2_5_another_offices_administrator_signs_nothing_here(tmp_path, office, anna):
    ceremony.init(tmp_path / "office", demo=False, now=NOW, draw=os.urandom)
    with pytest.raises(Refused, match="not the administrator key"):
        ceremony.sign_request(tmp_path / "office/offline", office.document, anna.request, NOW)


def test_step_2_6_without_the_recovery_key_the_grant_is_added_by_whoever_has_it(tmp_path, home, office, anna):
    admin = copy_of(home / "offline", tmp_path / "admin", "admin.json")
    recovery = copy_of(home / "offline", tmp_path / "recovery", "recovery.json")
    half = ceremony.sign_request(admin, office.document, anna.request, NOW)
    assert half["grant"] is None
    with pytest.raises(Refused, match="grant is missing"):
        ceremony.verify_answer(office, half)
    whole = ceremony.add_grant(recovery, office.document, half)
    assert ceremony_member.accept_answer(anna.keys, whole, allow_demo=False)


def test_step_2_6_the_recovery_holder_grants_nothing_to_the_uncertified(tmp_path, home, office, anna, answer):
    recovery = copy_of(home / "offline", tmp_path / "recovery", "recovery.json")
    other = ceremony.make_member(invited(office), LIST, os.urandom)
    forged = {**answer, "certificate": {**answer["certificate"], "request": other.request}, "grant": None}
    with pytest.raises(Refused, match="certificate: sig"):
        ceremony.add_grant(recovery, office.document, forged)


def test_step_2_6_nothing_is_granted_under_another_desk_document(tmp_path, home, office, answer):
    recovery = copy_of(home / "offline", tmp_path / "recovery", "recovery.json")
    other = ceremony.new_office(demo=False, now=NOW, draw=os.urandom).document
    with pytest.raises(Refused, match="answer: desk"):
        ceremony.add_grant(recovery, office.document, {**answer, "desk": other, "grant": None})


def test_step_2_6_another_recovery_key_grants_nothing(tmp_path, home, office, anna):
    ceremony.init(tmp_path / "other", demo=False, now=NOW, draw=os.urandom)
    mixed = copy_of(tmp_path / "other/offline", tmp_path / "mixed", "recovery.json")
    (mixed / "admin.json").write_bytes((home / "offline/admin.json").read_bytes())
    (mixed / "admin.json").chmod(0o600)
    with pytest.raises(Refused, match="not the recovery key"):
        ceremony.sign_request(mixed, office.document, anna.request, NOW)


def test_step_2_7_a_browser_believes_no_other_administrator_than_its_invites(tmp_path, office, anna, answer):
    doubting = replace(anna.keys, administrator="abcdefghijklmnop")
    with pytest.raises(Refused, match="not the one that the invite named"):
        ceremony_member.accept_answer(doubting, answer, allow_demo=False)


def test_step_2_7_a_browser_accepts_no_certificate_of_another_key(office, anna, answer):
    other = ceremony.make_member(invited(office), LIST, os.urandom)
    with pytest.raises(Refused, match="another member or another key"):
        ceremony_member.accept_answer(other.keys, answer, allow_demo=False)


def test_step_3_3_a_member_signs_in_where_the_nonce_was_given_and_nowhere_else(office, anna, answer):
    member, nonce = ceremony.verify_answer(office, answer).member, os.urandom(32)
    sig = ceremony_member.sign_in(anna.keys, ORIGIN, nonce)
    assert ceremony.verify_sign_in(member, ORIGIN, nonce, sig)
    assert not ceremony.verify_sign_in(member, "https://desk.example.evil", nonce, sig)
    assert not ceremony.verify_sign_in(member, ORIGIN, os.urandom(32), sig)


def test_step_6_1_a_note_names_its_author_and_opens_for_the_desk_alone(office, anna, answer):
    member = ceremony.verify_answer(office, answer).member
    desk = sealing.seal_key(ceremony_member.accept_answer(anna.keys, answer, allow_demo=False))
    note = Note(SIGNAL, NOTE, ceremony.iso(NOW), "Позвонить в школу")
    box = ceremony_member.seal_note(note, anna.keys, desk.public)
    assert ceremony_member.open_note(desk, SIGNAL, NOTE, box, authors={member.member: member}) == note
    with pytest.raises(SealBroken):
        ceremony_member.open_note(desk, SIGNAL, NOTE, box, authors={member.member: replace(member, sign=bytes(32))})
    with pytest.raises(SealBroken):
        ceremony_member.open_note(anna.keys.seal, SIGNAL, NOTE, box, authors={member.member: member})
