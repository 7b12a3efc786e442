"""Protocol 7.2: the transit key lives in RAM only and opens what it sealed, where it was sealed."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from vault import transit
from vault.ceremony_files import KeyFileRefused
from vault.sealing import SealBroken, aead_open
from vault.transit import is_tmpfs, load_or_make

WHERE = "{rb:7}:reply:0f"
REPLY = "Я рядом".encode()
SHM = Path("/dev/shm")


@pytest.fixture
def ram():
    if not SHM.is_dir() or not os.access(SHM, os.W_OK) or not is_tmpfs(SHM):
        pytest.skip("no tmpfs at /dev/shm to try this on")
    directory = Path(tempfile.mkdtemp(dir=SHM))
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def disk(tmp_path):
    if is_tmpfs(tmp_path):
        pytest.skip("the temporary directory is a tmpfs here")
    return tmp_path


def test_step_7_2_without_a_file_the_key_lives_in_process_memory():
    key, in_file = load_or_make(None, os.urandom)
    assert not in_file
    assert key.open(WHERE, key.seal(WHERE, REPLY)) == REPLY


def test_step_7_2_a_box_is_an_aead_bound_to_its_place():
    key, _ = load_or_make(None, os.urandom)
    box = key.seal(WHERE, REPLY)
    assert aead_open(key.key, b"rb/1/transit|" + WHERE.encode(), box) == REPLY
    with pytest.raises(SealBroken):
        key.open(WHERE + "x", box)


def test_step_7_2_after_a_lost_key_the_box_stays_closed():
    box = load_or_make(None, os.urandom)[0].seal(WHERE, REPLY)
    with pytest.raises(SealBroken):
        load_or_make(None, os.urandom)[0].open(WHERE, box)


def test_step_7_2_the_file_is_made_once_and_found_again(ram):
    first, in_file = load_or_make(ram / "transit", os.urandom)
    again, _ = load_or_make(ram / "transit", os.urandom)
    assert in_file
    assert again.key == first.key
    assert stat.S_IMODE((ram / "transit").stat().st_mode) == 0o600
    assert [path.name for path in ram.iterdir()] == ["transit"]


def test_step_7_2_a_file_on_a_disk_is_refused_and_not_written(disk):
    with pytest.raises(KeyFileRefused, match="does not lie on a tmpfs"):
        load_or_make(disk / "transit", os.urandom)
    assert list(disk.iterdir()) == []


def test_step_7_2_a_key_that_lies_on_a_disk_is_not_used(disk):
    (disk / "transit").write_text("A" * 43)
    (disk / "transit").chmod(0o600)
    with pytest.raises(KeyFileRefused, match="does not lie on a tmpfs"):
        load_or_make(disk / "transit", os.urandom)


def test_step_7_2_a_link_from_ram_to_a_disk_is_refused(ram, disk):
    (ram / "transit").symlink_to(disk / "transit")
    with pytest.raises(KeyFileRefused, match="does not lie on a tmpfs"):
        load_or_make(ram / "transit", os.urandom)
    assert list(disk.iterdir()) == []


def test_a_key_of_another_process_made_in_the_same_moment_is_taken(ram):
    path = ram / "transit"
    other, _ = load_or_make(path, os.urandom)
    transit._make(path, os.urandom)
    assert load_or_make(path, os.urandom)[0].key == other.key


def test_a_file_that_others_may_read_is_refused(ram):
    load_or_make(ram / "transit", os.urandom)
    (ram / "transit").chmod(0o644)
    with pytest.raises(KeyFileRefused, match="chmod 600"):
        load_or_make(ram / "transit", os.urandom)


@pytest.mark.parametrize("content", ["", "secret-value", "A" * 42, "A" * 44, "\u044f" * 43])
def test_a_file_without_a_key_is_refused_without_a_byte_of_it(ram, content):
    (ram / "transit").write_text(content)
    (ram / "transit").chmod(0o600)
    with pytest.raises(KeyFileRefused, match="32 bytes in base64url") as caught:
        load_or_make(ram / "transit", os.urandom)
    assert "secret-value" not in str(caught.value)


def test_a_line_written_by_hand_may_end_as_lines_end(ram):
    (ram / "transit").write_text("A" * 43 + "\n")
    (ram / "transit").chmod(0o600)
    assert load_or_make(ram / "transit", os.urandom)[0].key == bytes(32)


def test_an_absent_directory_is_named(ram):
    with pytest.raises(KeyFileRefused, match="directory does not exist"):
        load_or_make(ram / "not there" / "transit", os.urandom)


def test_the_kernel_tells_ram_from_other_file_systems(ram):
    assert is_tmpfs(ram)
    assert not is_tmpfs(Path("/proc"))
    assert not is_tmpfs(ram / "not there")


def test_where_the_kernel_cannot_be_asked_nothing_counts_as_ram(ram, monkeypatch):
    monkeypatch.setattr("vault.transit.sys.platform", "darwin")
    assert not is_tmpfs(ram)


def test_the_key_is_not_shown_where_it_is_printed():
    assert repr(load_or_make(None, os.urandom)[0]) == "TransitKey()"
