"""What waited for an hour is told once: a telephone that rings ten times, or says one thing twice, says less."""

from collections import deque
from collections.abc import Collection

import pytest

from tests.desk.desk_rig import DANGER, UNCLEAR
from tests.workers.telling_rig import Fault, Post
from tests.workers.test_boards import ANNAS, CHILD, HERS, linked, sounds
from triage.tells import RingDesk, Tell
from vault import keys
from vault.store import Batch
from workers import telling
from workers.channel import Unknown

CHAT = "2"


async def promised(post: Post, tells: Collection[Tell]) -> None:
    outbox, batch = keys.outbox(int(ANNAS[0], 16)), Batch()
    for tell in tells:
        batch.put("XADD", outbox, "*", "b", post.office.keyring.seal_tell(outbox, tell))
    await post.office.store.commit(batch)


async def test_the_rings_of_an_hour_are_one_ring(post):
    await linked(post)
    await post.office.writes(CHILD, DANGER)
    await post.tells_everything()
    await promised(post, [RingDesk(account=ANNAS)] * 10)
    await post.tells_everything()
    assert sounds(post) == 2
    await promised(post, [RingDesk(account=ANNAS)])
    await post.tells_everything()
    assert sounds(post) == 3, "what is promised after it rings by itself"
    assert len(post.phone.shows(HERS)) == 1


async def test_a_colleagues_call_among_them_rings_where_nobody_waits(post):
    await linked(post)
    await promised(post, [RingDesk(account=ANNAS), RingDesk(account=ANNAS, called=True), RingDesk(account=ANNAS)])
    await post.tells_everything()
    assert sounds(post) == 1


async def test_that_an_answer_waits_is_said_once_for_all_that_went_before(post):
    await post.office.writes(CHILD, DANGER)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.writes(CHILD, "и ещё")
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert len(with_the_answer(post)) == 1


async def test_who_writes_on_below_it_is_told_again(post):
    made = await post.office.writes(CHILD, UNCLEAR)
    post.phone.receives(CHAT, made.message)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    made = await post.office.writes(CHILD, "вы тут?")
    assert made.message is not None
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    assert max(with_the_answer(post)) > made.message


@pytest.mark.parametrize("told", ["erased", "rung"])
async def test_hide_and_alarm_do_not_wait_as_long_as_others_for_a_messenger_that_was_away(post, monkeypatch, told):
    monkeypatch.setattr(telling, "BACKOFF_S", (3600.0,))
    monkeypatch.setattr(telling, "EMERGENCY_AGAIN_S", 0.01)
    await linked(post)
    made = await post.office.writes(CHILD, UNCLEAR)
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    post.phone.fails(f"delete {CHAT}" if told == "erased" else f"send {HERS}", *[Fault(Unknown())] * 3)
    if told == "erased":
        await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
        await post.tells_everything()
        assert post.phone.shows(CHAT) == []
    else:
        await promised(post, [RingDesk(account=ANNAS)])
        await post.tells_everything()
        assert len(post.phone.shows(HERS)) == 1
        assert post.phone.faults[f"send {HERS}"] == deque()


def with_the_answer(post: Post) -> list[int]:
    """Messages whose button opens it."""
    chat = post.phone.chats[CHAT]
    return [one for one, shown in chat.items() if any(choice.action == "read" for row in shown.rows for choice in row)]
