"""A sender may die, double or lose its lease: everything is told, and Hide finds what it left."""

import asyncio

from tests.desk.desk_rig import account
from tests.workers.telling_rig import Fault, Post, said, sender
from vault import keys
from workers.channel import Unknown
from workers.nursery import Nursery

CHILD = account(3, 1)
CHAT = "2"
SHE = account(9, 50)
"""Anna's own Telegram account."""
HER_CHAT = "51"


async def first_text(post: Post, text: str = "дома плохо") -> None:
    made = await post.office.writes(CHILD, text)
    post.phone.receives(CHAT, made.message)


async def test_an_unknown_end_is_tried_again_and_what_it_may_have_left_is_erased_by_hide(post):
    post.phone.fails("send", Fault(Unknown(), done=True))
    await first_text(post)
    await post.tells_everything(left=1)
    assert sum(said("believed") in text for text in post.phone.shows(CHAT)) == 2
    await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == []


async def test_a_message_that_the_store_could_not_note_any_more_is_erased_by_hide(post, monkeypatch):
    """The store died between the send and its note: nobody has the message's id."""
    real = post.office.store.redis.execute_command
    failures: list[int] = []

    async def dying(*args, **kwargs):
        if args[0] == "EVALSHA" and any("ids:" in str(one) for one in args) and len(failures) < 2:
            failures.append(1)
            raise ConnectionError
        return await real(*args, **kwargs)

    await first_text(post)
    monkeypatch.setattr(post.office.store.redis, "execute_command", dying)
    await post.tells_everything(left=1)
    assert len(failures) == 2
    assert sum(said("believed") in text for text in post.phone.shows(CHAT)) >= 2
    await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == []


async def test_a_gap_is_swept_also_when_hide_overtakes_the_letter_that_left_it(post):
    post.phone.fails("send", *[Fault(Unknown(), done=True)] * 3)
    await first_text(post)
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) >= 2)
        await post.office.taps(CHILD, "hide", message=1)
        await post.quiet(left=1)
    assert post.phone.shows(CHAT) == []


async def test_after_a_crash_in_the_middle_of_a_send_it_is_told_and_hide_leaves_nothing(post):
    await first_text(post)
    post.phone.fails("send", Fault(asyncio.CancelledError(), done=True))
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) >= 2)
    fresh = sender(post.office.another_process(), post.phone, post.desk)
    async with Nursery() as nursery:
        nursery.start("telling", fresh.reign)
        await post.quiet(left=1)
        assert sum(said("believed") in text for text in post.phone.shows(CHAT)) >= 1
        await post.office.taps(CHILD, "hide", message=1)
        await post.quiet(left=1)
    assert post.phone.shows(CHAT) == []


async def test_two_senders_tell_everything_once(post):
    other = sender(post.office.another_process(), post.phone, post.desk)
    for number in range(20, 30):
        await post.office.commands(account(number % 16, number), "start")
    async with Nursery() as nursery:
        nursery.start("one", post.telling.reign)
        nursery.start("two", other.reign)
        await post.quiet()
    assert [len(post.phone.shows(str(number + 1))) for number in range(20, 30)] == [1] * 10


async def test_a_sender_that_lost_the_lease_stops(post):
    async with post.at_work():
        await post.office.commands(CHILD, "start")
        await post.quiet()
        await post.office.store.redis.set(keys.lease("sender"), "somebody else", px=60_000)
        await asyncio.sleep(0.2)
        await post.office.taps(CHILD, "numbers", message=77)
        await asyncio.sleep(0.05)
    assert len(post.phone.shows(CHAT)) == 1
    assert await post.waiting() == 1


async def test_a_clean_stop_gives_the_lease_back(post):
    await post.tells_everything()
    assert await post.office.store.redis.get(keys.lease("sender")) is None
