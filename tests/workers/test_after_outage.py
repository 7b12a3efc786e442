"""What waited for an hour is told once: a telephone that rings ten times, or says one thing twice, says less."""

from collections.abc import Collection

from tests.desk.desk_rig import DANGER, UNCLEAR
from tests.workers.telling_rig import Post
from tests.workers.test_boards import ANNAS, CHILD, HERS, linked, sounds
from triage.tells import RingDesk, Tell
from vault import keys
from vault.store import Batch

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


def with_the_answer(post: Post) -> list[int]:
    """Messages whose button opens it."""
    chat = post.phone.chats[CHAT]
    return [one for one, shown in chat.items() if any(choice.action == "read" for row in shown.rows for choice in row)]
