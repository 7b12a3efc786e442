"""Protocol 5.4: a voice message is sealed to its thread and to its place, and lies on disk as nothing but ciphertext."""

import os
import stat

import pytest

from triage.ids import SignalId
from vault.sealing import SealBroken, new_seal_key
from vault.voices import VoiceFiles, open_voice, seal_voice

SIGNAL, OTHER = SignalId("3-" + "a" * 20), SignalId("3-" + "b" * 20)
MEDIA, ANOTHER = "0" * 32, "1" * 32
THREAD = new_seal_key(os.urandom)
SPOKEN = b"OggS" + b"canary of a voice" * 900


def sealed() -> bytes:
    return seal_voice(THREAD.public, SIGNAL, MEDIA, SPOKEN, os.urandom)


@pytest.fixture
def files(tmp_path) -> VoiceFiles:
    return VoiceFiles(tmp_path)


def test_whoever_opens_the_thread_hears_the_voice():
    assert open_voice(THREAD.seed, SIGNAL, MEDIA, sealed()) == SPOKEN


@pytest.mark.parametrize(("signal", "media"), [(OTHER, MEDIA), (SIGNAL, ANOTHER)])
def test_in_another_place_it_does_not_open(signal, media):
    with pytest.raises(SealBroken):
        open_voice(THREAD.seed, signal, media, sealed())


def test_with_another_threads_key_it_does_not_open():
    with pytest.raises(SealBroken):
        open_voice(new_seal_key(os.urandom).seed, SIGNAL, MEDIA, sealed())


@pytest.mark.parametrize("at", [0, 1119, 1167, 1168, 1180, 3000, -1])
def test_a_changed_byte_closes_it(at):
    changed = bytearray(sealed())
    changed[at] ^= 1
    with pytest.raises(SealBroken):
        open_voice(THREAD.seed, SIGNAL, MEDIA, bytes(changed))


@pytest.mark.parametrize("length", [0, 10, 1168, 1180])
def test_half_of_it_does_not_open(length):
    with pytest.raises(SealBroken):
        open_voice(THREAD.seed, SIGNAL, MEDIA, sealed()[:length])


def test_two_times_the_same_voice_share_no_byte_that_tells_so():
    one, other = sealed(), sealed()
    assert one[:16] != other[:16]
    assert one[-16:] != other[-16:]


def test_what_lies_on_disk_is_ours_alone_and_not_the_voice(files):
    files.put(SIGNAL, MEDIA, sealed())
    (path,) = files.directory.iterdir()
    assert path.name == MEDIA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert SPOKEN[4:21] not in path.read_bytes()


def test_a_second_time_replaces_the_first(files):
    files.put(SIGNAL, MEDIA, b"first")
    files.put(SIGNAL, MEDIA, b"second")
    assert files.get(SIGNAL, MEDIA) == b"second"
    assert len(list(files.directory.iterdir())) == 1


def test_another_signals_voice_is_not_given_out(files):
    files.put(SIGNAL, MEDIA, b"sealed")
    assert files.get(OTHER, MEDIA) is None
    assert files.get(SIGNAL, ANOTHER) is None


def test_a_write_that_fails_leaves_nothing(files, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.put(SIGNAL, MEDIA, b"sealed")
    assert list(files.directory.iterdir()) == []


def test_what_is_removed_is_gone_and_removing_it_again_is_fine(files):
    files.put(SIGNAL, MEDIA, b"sealed")
    files.remove([MEDIA, ANOTHER])
    assert list(files.directory.iterdir()) == []


def test_only_files_of_ours_are_ever_looked_at(files):
    files.put(SIGNAL, MEDIA, b"sealed")
    (files.directory / "somebody-elses.txt").write_text("x")
    (files.directory / f"{ANOTHER}.h4lf").write_text("x")
    later = (files.directory / MEDIA).stat().st_mtime + 60
    assert dict(files.untouched_since(later)) == {MEDIA: SIGNAL, f"{ANOTHER}.h4lf": "x"}
    assert dict(files.untouched_since(later - 3600)) == {}
