"""Voice messages are fetched beside the post: whatever happens to a download, no text, no alert and no Hide waits."""

import asyncio
from datetime import UTC, datetime

import pytest

from desk.hearing import NoRoom
from desk.ports import Unavailable
from tests.desk.desk_rig import ANNA, DANGER, account
from tests.peer import until
from tests.workers.telling_rig import Fault, Post, said
from triage.ids import MemberId, SignalId
from triage.incoming import MOST_VOICE_BYTES, Voice
from vault.media import MediaShelf
from vault.voices import open_voice
from workers import voices
from workers.channel import Rejected, SlowDown, Unknown

CHILD, CHAT = account(3, 1), "2"
OTHER, OTHER_CHAT = account(3, 4), "5"
SHE, HER_CHAT = account(9, 50), "51"
SPOKEN = b"OggS" + bytes(5000)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(voices, "BACKOFF_S", (0.01,))


@pytest.fixture
def post(post: Post) -> Post:
    post.office.now = datetime.now(UTC)  # a promise is as old as the store's clock says
    return post


async def speaks(post: Post, content: bytes = SPOKEN, who=CHILD, chat: str = CHAT, size: int = 0) -> SignalId:
    file = f"AwAC{len(post.phone.spoken)}"
    post.phone.spoken[file] = content
    made = await post.office.writes(who, "", kind="voice", voice=Voice(file=file, seconds=5, size=size))
    post.phone.receives(chat, made.message)
    return (await post.office.card_of(who)).signal


async def states(post: Post, signal: SignalId) -> list[str]:
    opened = await post.office.files.read(signal, "intake")
    assert opened is not None
    return list(opened.media.values())


async def heard(post: Post, signal: SignalId) -> list[bytes]:
    opened = await post.office.files.read(signal, "intake")
    assert opened is not None
    seed = await post.office.thread_seed(signal)
    found = {media: await post.office.media.sealed(signal, media) for media in opened.media}
    return [open_voice(seed, signal, media, sealed) for media, sealed in found.items() if sealed]


async def test_what_was_spoken_is_heard_at_the_desk(post):
    signal = await speaks(post)
    await post.tells_everything(left=1)
    assert await heard(post, signal) == [SPOKEN]
    assert said("voice-kept") in post.phone.shows(CHAT)[1]


@pytest.mark.parametrize("error", [Unknown(), Rejected(), SlowDown(0.01), ValueError("ours")])
async def test_a_download_that_fails_twice_works_the_third_time(post, error):
    post.phone.fails("fetch", Fault(error), Fault(error))
    signal = await speaks(post)
    await post.tells_everything(left=1)
    assert await heard(post, signal) == [SPOKEN]


async def test_while_downloads_hang_texts_alerts_and_hide_go_on(post):
    await post.office.commands(SHE, "linked", message=None)
    await post.office.told(9)
    post.desk.accounts[MemberId(ANNA.member)] = SHE
    post.phone.hangs.add("fetch")
    signals = [await speaks(post) for _ in range(voices.HANDS + 1)]
    made = await post.office.writes(OTHER, DANGER)
    post.phone.receives(OTHER_CHAT, made.message)
    async with post.at_work():
        await until(lambda: said("danger") in "".join(post.phone.shows(OTHER_CHAT)) and post.phone.shows(HER_CHAT))
        await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
        await until(lambda: not post.phone.shows(CHAT))
    assert await states(post, signals[0]) == ["waiting"] * len(signals)


async def test_hide_drops_no_voice(post):
    signal = await speaks(post)
    await post.office.taps(CHILD, "hide", message=100)
    await post.tells_everything(left=1)
    assert await heard(post, signal) == [SPOKEN]
    assert post.phone.shows(CHAT) == []


async def test_what_turns_out_too_big_is_given_up_and_the_child_hears_so(post):
    signal = await speaks(post, bytes(MOST_VOICE_BYTES + 1))
    await post.tells_everything(left=1)
    assert (await states(post, signal), await heard(post, signal)) == (["too-big"], [])
    assert said("voice-long") in "".join(post.phone.shows(CHAT))


async def test_a_child_who_spoke_long_ago_is_not_rung_up(post):
    signal = await speaks(post, bytes(MOST_VOICE_BYTES + 1))
    post.office.later(minutes=3)
    await post.tells_everything(left=1)
    assert await states(post, signal) == ["too-big"]
    assert said("voice-long") not in "".join(post.phone.shows(CHAT))


async def test_after_a_day_of_trying_the_desk_sees_that_it_is_lost(post):
    post.phone.blocked["AwAC0"] = Unknown()
    signal = await speaks(post)
    async with post.at_work():
        await asyncio.sleep(0.1)
        assert await states(post, signal) == ["waiting"]
        post.office.later(hours=25)
        await post.quiet(left=1)
    assert await states(post, signal) == ["lost"]


async def test_after_a_day_of_standstill_it_is_still_tried_once(post):
    signal = await speaks(post)
    post.office.later(hours=25)
    await post.tells_everything(left=1)
    assert await heard(post, signal) == [SPOKEN]


async def test_without_room_the_child_hears_it_once_and_it_is_kept_when_there_is_room_again(post, monkeypatch):
    full = True

    async def room(self, signal):
        if full:
            raise NoRoom

    monkeypatch.setattr(MediaShelf, "must_have_room", room)
    signal = await speaks(post)
    async with post.at_work():
        await until(lambda: said("voice-long") in "".join(post.phone.shows(CHAT)))
        assert await states(post, signal) == ["no-room"]
        await asyncio.sleep(0.1)
        full = False
        await post.quiet(left=1)
    assert await heard(post, signal) == [SPOKEN]
    assert "".join(post.phone.shows(CHAT)).count(said("voice-long")) == 1


async def test_of_an_erased_signal_nothing_is_asked_for(post):
    signal = await speaks(post)
    await post.office.taps(CHILD, "delete")
    await post.office.claims(signal)
    await post.office.duty.erase(post.office.asked(signal, "e"))
    await post.tells_everything(left=1)
    assert not [call for call in post.phone.calls if call[0] == "fetch"]
    assert list(post.office.voices.directory.iterdir()) == []


async def test_a_store_that_is_away_loses_no_voice(post, monkeypatch):
    keep, tries = MediaShelf.keep, []

    async def after_two(self, errand, content):
        tries.append(errand)
        if len(tries) < 3:
            raise Unavailable("away")
        await keep(self, errand, content)

    monkeypatch.setattr(MediaShelf, "keep", after_two)
    signal = await speaks(post)
    await post.tells_everything(left=1)
    assert await heard(post, signal) == [SPOKEN]
