"""Protocol 7.1: the address key opens what it sealed, where it was sealed, and its file is nobody else's."""

import json
import os
import stat

import pytest

from vault.address import AddressKeys
from vault.ceremony_files import KeyFileRefused
from vault.encoding import b64u
from vault.sealing import SealBroken, aead_open

WHERE = "{rb:7}:card:7-abcdefghijklmnopqrst"
CHAT = b"chat 7000000001"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "address.json"


@pytest.fixture
def keys(path):
    return AddressKeys.create(path, os.urandom)


def rewritten(path, **changes):
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    return path


def test_step_7_1_what_was_sealed_opens_after_a_restart(keys, path):
    box = keys.seal(WHERE, CHAT)
    again = AddressKeys.load(path, os.urandom)
    assert again.open(WHERE, box) == CHAT
    assert again.pseudonym == keys.pseudonym


def test_step_7_1_a_box_is_the_kid_and_an_aead_bound_to_its_place(keys):
    box = keys.seal(WHERE, CHAT)
    assert box[:4].hex() == keys.current
    assert aead_open(keys.keys[keys.current], b"rb/1/address|" + WHERE.encode(), box[4:]) == CHAT
    assert len(box) == len(CHAT) + 32


def test_step_7_1_the_file_is_what_the_protocol_says(keys, path):
    kept = {"v": 1, "current": keys.current, "keys": {keys.current: b64u(keys.keys[keys.current])}}
    assert json.loads(path.read_text()) == {**kept, "pseudonym": b64u(keys.pseudonym)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_step_7_1_a_box_moved_elsewhere_stays_closed(keys):
    with pytest.raises(SealBroken):
        keys.open(WHERE + "x", keys.seal(WHERE, CHAT))


@pytest.mark.parametrize("at", [0, 4, 20, -1])
def test_step_7_1_a_box_with_a_changed_bit_stays_closed(keys, at):
    box = bytearray(keys.seal(WHERE, CHAT))
    box[at] ^= 1
    with pytest.raises(SealBroken):
        keys.open(WHERE, bytes(box))


@pytest.mark.parametrize("box", [b"", b"abc", bytes(4), bytes(40)])
def test_what_is_no_box_does_not_open(keys, box):
    with pytest.raises(SealBroken):
        keys.open(WHERE, box)


def test_after_a_rotation_the_new_key_seals_and_both_open(keys, path):
    before = keys.seal(WHERE, CHAT)
    rotated = AddressKeys.rotate(path, os.urandom)
    after = rotated.seal(WHERE, CHAT)
    loaded = AddressKeys.load(path, os.urandom)
    assert after[:4] != before[:4]
    assert loaded.open(WHERE, before) == loaded.open(WHERE, after) == CHAT
    assert loaded.pseudonym == keys.pseudonym
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SealBroken):
        keys.open(WHERE, after)


def test_keys_are_never_written_over(keys, path):
    with pytest.raises(KeyFileRefused, match="exists"):
        AddressKeys.create(path, os.urandom)
    assert AddressKeys.load(path, os.urandom).keys == keys.keys
    assert list(path.parent.iterdir()) == [path]


def test_a_key_file_is_closed_to_others_before_its_first_byte(path, monkeypatch):
    born = []
    fchmod = os.fchmod

    def looking(file: int, mode: int) -> None:
        born.append(os.fstat(file))
        fchmod(file, mode)

    monkeypatch.setattr("os.fchmod", looking)
    before = os.umask(0)
    try:
        AddressKeys.create(path, os.urandom)
    finally:
        os.umask(before)
    assert [(stat.S_IMODE(found.st_mode), found.st_size) for found in born] == [(0o600, 0)]


def test_half_a_key_does_not_stay_behind_on_a_full_disk(path, monkeypatch):
    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        AddressKeys.create(path, os.urandom)
    assert list(path.parent.iterdir()) == []


def test_no_directory_is_made_for_a_key_file(tmp_path):
    with pytest.raises(KeyFileRefused, match="directory does not exist"):
        AddressKeys.create(tmp_path / "not there" / "address.json", os.urandom)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_may_read_is_refused(keys, path, mode):
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match=f"chmod 600 {path}"):
        AddressKeys.load(path, os.urandom)


def test_an_absent_file_is_named(path):
    with pytest.raises(KeyFileRefused, match=f"{path} does not exist"):
        AddressKeys.load(path, os.urandom)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"v": 2}, "v must be"),
        ({"keys": {}}, "keys must be"),
        ({"keys": ["secret-value"]}, "keys must be"),
        ({"keys": {"secret-value": ""}}, "keys must be"),
        ({"keys": {"0123abcd": "secret-value"}, "current": "0123abcd"}, "keys, 0123abcd must be 32 bytes"),
        ({"current": "secret-value"}, "current must be"),
        ({"current": ["secret-value"]}, "current must be"),
        ({"pseudonym": "secret-value"}, "pseudonym must be 32 bytes"),
        ({"pseudonym": 5}, "pseudonym must be 32 bytes"),
    ],
)
def test_a_bad_value_is_named_by_its_key_and_never_repeated(keys, path, changes, named):
    with pytest.raises(KeyFileRefused, match=named) as caught:
        AddressKeys.load(rewritten(path, **changes), os.urandom)
    assert "secret-value" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"secret-value", b"[" * 100_000])
def test_a_file_that_is_no_json_object_is_refused_without_a_byte_of_it(keys, path, content):
    path.write_bytes(content)
    with pytest.raises(KeyFileRefused, match="not a JSON object") as caught:
        AddressKeys.load(path, os.urandom)
    assert "secret-value" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_directory_or_a_pipe_is_no_key_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(KeyFileRefused, match="not a plain file"):
            AddressKeys.load(path, os.urandom)


def test_keys_are_not_shown_where_they_are_printed(keys):
    assert repr(keys) == f"AddressKeys(current={keys.current!r})"
