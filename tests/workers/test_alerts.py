"""An alert reaches somebody, whoever is linked, blocked or slow."""

import asyncio

from tests.desk.desk_rig import ANNA, BORIS, account
from tests.workers.telling_rig import Post
from triage.ids import AccountId, MemberId
from workers.channel import Unreachable

CHILD = account(3, 1)
CHAT = "2"
SHE = account(9, 50)
"""Anna's own Telegram account."""
HER_CHAT = "51"


async def linked(post: Post, member: MemberId = ANNA.member, who: AccountId = SHE) -> None:
    await post.office.commands(who, "linked", message=None)
    await post.office.told(int(who[0], 16))
    post.desk.accounts[member] = who


def sounds(post: Post, address: str) -> int:
    """New messages: an edit makes no sound."""
    return post.phone.calls.count(("send", address))


async def first_text(post: Post, text: str = "дома плохо") -> None:
    made = await post.office.writes(CHILD, text)
    post.phone.receives(CHAT, made.message)


async def test_an_alert_goes_to_the_holder_where_she_is_linked(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.office.writes(CHILD, "ещё")
    heard = sounds(post, HER_CHAT), sounds(post, "61")
    await post.tells_everything()
    assert (sounds(post, HER_CHAT), sounds(post, "61")) == (heard[0] + 1, heard[1])


async def test_an_alert_goes_to_everybody_where_the_holder_is_not_linked(post):
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.office.writes(CHILD, "ещё")
    await post.tells_everything()
    assert sounds(post, "61") == 2


async def test_an_alert_waits_until_somebody_is_linked(post):
    await linked(post)
    post.desk.accounts.clear()
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await asyncio.sleep(0.05)
        assert await post.waiting() == 1
        post.desk.accounts[ANNA.member] = SHE
        await post.quiet()
    assert len(post.phone.shows(HER_CHAT)) == 1, "the alert alone"


async def test_an_alert_that_nobody_could_hear_ends_when_somebody_holds_the_signal(post):
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await post.office.claims((await post.office.card_of(CHILD)).signal)
        await post.quiet()


async def test_one_who_blocked_the_bot_does_not_keep_the_others_from_hearing(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    post.phone.blocked[HER_CHAT] = Unreachable()
    await first_text(post)
    await post.tells_everything()
    assert len(post.phone.shows("61")) == 1


async def test_an_alert_that_reached_nobody_is_told_when_somebody_can_be_reached(post):
    await linked(post)
    post.phone.blocked[HER_CHAT] = Unreachable()
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await asyncio.sleep(0.05)
        assert await post.waiting() == 1, "the alert was given up though nobody heard it"
        del post.phone.blocked[HER_CHAT]
        await post.quiet()
    assert len(post.phone.shows(HER_CHAT)) == 1


async def test_where_the_holder_cannot_be_reached_everybody_hears(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    post.phone.blocked[HER_CHAT] = Unreachable()
    await post.office.writes(CHILD, "ещё")
    await post.tells_everything()
    assert sounds(post, "61") == 2


async def test_an_alert_overtakes_a_flood_of_answers(post):
    await linked(post)
    for number in range(100, 160):
        await post.office.commands(account(number % 16, number), "start")
    await first_text(post)
    post.telling.limiter = type(post.telling.limiter).__mro__[1]()
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(HER_CHAT)) == 1)
    before = [address for _, address in post.phone.calls].index(HER_CHAT)
    assert before < 40
