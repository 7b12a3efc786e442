"""Where there is no room for a voice, text goes on; the desk sees it, and the child hears it if she is still there."""

import errno

import pytest

from desk.hearing import MediaState, NoRoom
from desk.ports import Unavailable
from tests.desk.desk_rig import Office, office_on
from tests.vault.media_rig import CHILD, SPOKEN, errands, speaks, states
from triage.tells import ShowScreen
from vault import media
from vault.voices import VoiceFiles


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def test_above_80_percent_of_the_stores_memory_voice_stops_and_text_does_not(office):
    signal = await speaks(office)
    used = (await office.store.redis.info("memory"))["used_memory"]
    await office.store.redis.config_set("maxmemory", int(used * 1.2))
    try:
        with pytest.raises(NoRoom):
            await office.media.must_have_room(signal)
        await office.writes(CHILD, "дома плохо")
        assert [entry["text"] for entry in await office.reads(signal)] == ["", "дома плохо"]
        await office.store.redis.config_set("maxmemory", int(used * 3))
        await office.media.must_have_room(signal)
    finally:
        await office.store.redis.config_set("maxmemory", 0)


async def test_a_disk_that_is_nearly_full_is_left_to_the_text(office, monkeypatch):
    signal = await speaks(office)
    monkeypatch.setattr(VoiceFiles, "free_bytes", lambda _: media.DISK_LEFT - 1)
    with pytest.raises(NoRoom):
        await office.media.must_have_room(signal)


async def test_voices_of_the_web_door_leave_half_of_the_disk_to_telegrams(office, monkeypatch):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    kept = office.media.files.kept_bytes()
    assert kept >= len(SPOKEN)
    monkeypatch.setattr(media, "DISK_LEFT", 0)
    monkeypatch.setattr(VoiceFiles, "free_bytes", lambda _: kept)
    await office.media.must_have_room(signal, web=True)
    monkeypatch.setattr(VoiceFiles, "free_bytes", lambda _: kept - 1)
    await office.media.must_have_room(signal)
    with pytest.raises(NoRoom):
        await office.media.must_have_room(signal, web=True)


async def test_one_signal_fills_no_more_than_its_share(office, monkeypatch):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    await office.media.must_have_room(signal)
    monkeypatch.setattr(media, "MOST_OF_SIGNAL", len(SPOKEN))
    with pytest.raises(NoRoom):
        await office.media.must_have_room(signal)


@pytest.mark.parametrize(
    ("number", "raised"), [(errno.ENOSPC, NoRoom), (errno.EDQUOT, NoRoom), (errno.EIO, Unavailable)]
)
async def test_a_full_disk_is_no_room_and_any_other_trouble_is_tried_again(office, monkeypatch, number, raised):
    await speaks(office)
    (errand,) = await errands(office)

    def refused(*_):
        raise OSError(number, "the disk")

    monkeypatch.setattr(VoiceFiles, "put", refused)
    with pytest.raises(raised):
        await office.media.keep(errand, SPOKEN)
    assert await office.media.state(errand) is MediaState.WAITING


async def told(office: Office) -> list[str]:
    return [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)][-1:]


async def test_that_there_was_no_room_is_seen_at_the_desk_and_said_to_the_child(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.note(errand, MediaState.NO_ROOM, finished=False, told=True)
    assert await states(office, signal) == {errand.tell.media: "no-room"}
    assert await told(office) == ["voice_long"]
    assert await errands(office) == [errand]


@pytest.mark.parametrize("action", ["hide", "stop"])
async def test_a_telephone_that_was_hidden_or_silenced_hears_nothing_of_it(office, action):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.taps(CHILD, action)
    await office.media.note(errand, MediaState.TOO_BIG, finished=True, told=True)
    assert "voice_long" not in [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]
    assert await states(office, signal) == {errand.tell.media: "too-big"}
    assert await errands(office) == []
