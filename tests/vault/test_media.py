"""What becomes of a voice message: promised with its word, kept once, gone with its signal."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.desk.desk_rig import Office, account, office_on
from tests.vault.media_rig import CHILD, SPOKEN, VOICE, errands, speaks, states
from triage.ids import SignalId
from triage.incoming import MOST_VOICE_S, Voice
from triage.tells import FetchVoice
from vault import keys, media
from vault.voices import open_voice


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def test_what_was_spoken_is_promised_and_named_in_the_same_save(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    (entry,) = await office.reads(signal)
    assert (entry["from"], entry["text"], entry["seconds"]) == ("voice", "", 7)
    assert await states(office, signal) == {entry["media"]: "waiting"}
    assert errand.tell == FetchVoice(account=CHILD, signal=signal, media=entry["media"], file=VOICE.file, seconds=7)


@pytest.mark.parametrize("voice", [None, Voice(file="AwAC", seconds=MOST_VOICE_S + 1)])
async def test_what_is_too_long_is_a_word_without_media(office, voice):
    signal = await speaks(office, voice)
    (entry,) = await office.reads(signal)
    assert (entry["from"], "media" in entry) == ("voice", False)
    assert (await errands(office), await states(office, signal)) == ([], {})


async def test_a_written_word_has_no_media(office):
    await office.writes(CHILD, "дома плохо")
    (entry,) = await office.reads((await office.card_of(CHILD)).signal)
    assert set(entry) == {"asked", "at", "from", "text", "kind", "id"}


async def test_what_was_kept_opens_at_the_desk_and_ends_its_promise(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    sealed = await office.media.sealed(signal, errand.tell.media)
    assert open_voice(await office.thread_seed(signal), signal, errand.tell.media, sealed) == SPOKEN
    assert (await states(office, signal), await errands(office)) == ({errand.tell.media: "kept"}, [])


async def test_kept_a_second_time_after_a_crash_it_is_there_once(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    await office.another_process().media.keep(errand, SPOKEN)
    assert [path.name for path in office.voices.directory.iterdir()] == [errand.tell.media]
    sealed = await office.media.sealed(signal, errand.tell.media)
    assert open_voice(await office.thread_seed(signal), signal, errand.tell.media, sealed) == SPOKEN


async def test_neither_store_nor_disk_has_a_byte_of_it(office):
    await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    everything = await office.all_values() + b"".join(p.read_bytes() for p in office.voices.directory.iterdir())
    assert b"nobody else" not in everything
    assert VOICE.file.encode() not in everything


async def test_nothing_is_given_out_for_another_signal_or_before_it_is_kept(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    assert await office.media.sealed(signal, errand.tell.media) is None
    await office.media.keep(errand, SPOKEN)
    await office.writes(account(3, 2), "другое")
    other = (await office.card_of(account(3, 2))).signal
    assert await office.media.sealed(other, errand.tell.media) is None
    assert await office.media.sealed(signal, "f" * 32) is None


async def erased(office: Office) -> SignalId:
    signal = (await office.card_of(CHILD)).signal
    await office.taps(CHILD, "delete")
    await office.claims(signal)
    await office.duty.erase(office.asked(signal, "e"))
    return signal


async def test_it_is_erased_with_its_signal(office):
    await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    signal = await erased(office)
    assert list(office.voices.directory.iterdir()) == []
    assert await office.media.sealed(signal, errand.tell.media) is None
    assert not await office.store.redis.exists(keys.media(signal))


async def test_what_arrives_after_the_erasure_is_not_kept(office):
    await speaks(office)
    (errand,) = await errands(office)
    await erased(office)
    assert await office.media.state(errand) is None
    await office.media.keep(errand, SPOKEN)
    assert list(office.voices.directory.iterdir()) == []
    assert await errands(office) == []


async def test_erased_while_it_was_being_written_it_is_removed(office, monkeypatch):
    await speaks(office)
    (errand,) = await errands(office)
    noted = media.MediaShelf._noted

    async def after_the_erasure(self, *given, **more):
        await erased(office)
        return await noted(self, *given, **more)

    monkeypatch.setattr(media.MediaShelf, "_noted", after_the_erasure)
    await office.media.keep(errand, SPOKEN)
    assert list(office.voices.directory.iterdir()) == []


async def test_what_a_crash_left_behind_is_swept_after_a_day_and_nothing_else(office):
    signal = await speaks(office)
    (errand,) = await errands(office)
    await office.media.keep(errand, SPOKEN)
    office.voices.put(SignalId("4-" + "z" * 20), "e" * 32, b"of a signal that is gone")
    (office.voices.directory / ("d" * 32 + ".h4lf")).write_bytes(b"cut short")
    now = datetime.now(UTC)
    assert await office.media.sweep(now + timedelta(hours=23)) == 0
    assert await office.media.sweep(now + timedelta(hours=25)) == 2
    assert [path.name for path in office.voices.directory.iterdir()] == [errand.tell.media]
    assert await states(office, signal) == {errand.tell.media: "kept"}


async def test_spoken_before_hide_and_arrived_after_it_is_fetched_all_the_same(office):
    signal = await speaks(office)
    office.updates += 1
    late = office.updates
    await office.taps(CHILD, "hide")
    await office.writes(CHILD, "", kind="voice", voice=VOICE, update=str(late))
    assert len(await errands(office)) == 2
    assert set((await states(office, signal)).values()) == {"waiting"}


async def test_the_messengers_name_for_it_leaves_the_disk_within_the_minute(office):
    await speaks(office)
    (errand,) = await errands(office)
    await office.store.redis.delete(keys.rewrite_wanted())
    await office.media.keep(errand, SPOKEN)
    assert await office.store.redis.exists(keys.rewrite_wanted())
