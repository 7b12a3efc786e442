"""One alert stands in a member's chat: it rings for what cannot wait, counts the rest, and goes when nobody waits."""

from dataclasses import replace

import pytest

from desk.chat import Board, Chat
from desk.ports import Deed, JournalLine
from tests.desk.desk_rig import ANNA, BORIS, UNCLEAR, account
from tests.workers.telling_rig import Fault, Post
from triage.ids import AccountId, MemberId, SignalId, UpdateId
from triage.urgency import Urgency
from vault import keys
from vault.boards import Boards
from workers.channel import Rejected, SlowDown, Unknown, Unreachable

CHILD, SISTER, FRIEND = account(3, 1), account(5, 2), account(6, 3)
ANNAS, BORISS = account(9, 50), account(8, 60)
HERS, HIS = "51", "61"
NOW_OF_NOW = "папа бьет меня сейчас"


async def linked(post: Post, member: MemberId = ANNA.member, who: AccountId = ANNAS) -> None:
    await post.office.commands(who, "linked", message=None)
    await post.office.told(int(who[0], 16))
    post.desk.accounts[member] = who


async def signal_of(post: Post, who: AccountId = CHILD) -> SignalId:
    return (await post.office.card_of(who)).signal


async def becomes(post: Post, signal: SignalId, consent: str) -> None:
    versioned = await post.office.files.card(signal)
    assert versioned is not None
    line = JournalLine(at=post.office.now, by="reporter", verb=consent)
    card = replace(versioned.card, consent=consent)
    made = Deed(
        request=UpdateId(f"{consent}-{versioned.version}"), card=card, card_version=versioned.version, line=line
    )
    await post.office.files.save(made)


def boards(post: Post) -> Boards:
    return Boards(post.office.store, post.office.keyring)


async def board_of(post: Post, who: AccountId = ANNAS) -> tuple[Chat, Board | None]:
    chat = await post.office.chats.chat(who)
    assert chat is not None
    return chat, await boards(post).board(chat)


def sounds(post: Post, address: str = HERS) -> int:
    return post.phone.calls.count(("send", address))


async def test_the_alert_says_how_many_wait_and_is_always_as_long(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    (one,) = post.phone.shows(HERS)
    await post.office.writes(SISTER, NOW_OF_NOW)
    await post.tells_everything()
    (two,) = post.phone.shows(HERS)
    assert ("001" in one, "002" in two, len(one)) == (True, True, len(two))


async def test_every_immediate_rings_and_of_the_urgent_ones_the_first(post):
    await linked(post)
    for who, rung in ((CHILD, 1), (SISTER, 1)):
        await post.office.writes(who, UNCLEAR)
        assert (await post.office.card_of(who)).urgency is Urgency.URGENT
        await post.tells_everything()
        assert sounds(post) == rung
    await post.office.writes(FRIEND, NOW_OF_NOW)
    assert (await post.office.card_of(FRIEND)).urgency is Urgency.IMMEDIATE
    await post.tells_everything()
    assert sounds(post) == 2
    assert len(post.phone.shows(HERS)) == 1, "the older alert stands beside the new one"


async def test_after_i_see_it_the_next_urgent_one_rings_again(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    await post.office.commands(ANNAS, "seen", message=None)
    await post.tells_everything()
    (rows,) = [screen.rows for screen in post.phone.chats[HERS].values()]
    assert not any(choice.action == "seen" for row in rows for choice in row)
    await post.office.writes(SISTER, UNCLEAR)
    await post.tells_everything()
    assert sounds(post) == 2


async def test_an_answer_makes_the_number_fall_without_a_sound_and_the_last_takes_the_alert_away(post):
    await linked(post)
    for who in (CHILD, SISTER):
        await post.office.writes(who, UNCLEAR)
    await post.tells_everything()
    rung = sounds(post)
    for who, left in ((CHILD, ["001"]), (SISTER, [])):
        signal = await signal_of(post, who)
        await post.office.claims(signal)
        await post.office.replies(signal, "мы рядом")
        await post.tells_everything()
        assert [text[text.index("0") :][:3] for text in post.phone.shows(HERS)] == left
    assert sounds(post) == rung


async def test_what_was_promised_before_the_last_alert_was_sent_needs_no_second_one(post):
    await linked(post)
    for who in (CHILD, SISTER, FRIEND):
        await post.office.writes(who, NOW_OF_NOW)
    await post.tells_everything()
    assert sounds(post) == 1
    assert "003" in post.phone.shows(HERS)[0]


async def test_an_alert_of_what_an_adult_does_not_give_disappears_from_every_chat(post):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    assert (len(post.phone.shows(HERS)), len(post.phone.shows(HIS))) == (1, 1)
    for move in ("safe.skip", "who.adult", "about.self", "others.no"):
        await post.office.taps(CHILD, move)
    await post.tells_everything()
    assert (post.phone.shows(HERS), post.phone.shows(HIS)) == ([], [])
    await post.office.taps(CHILD, "give")
    await post.tells_everything()
    assert (len(post.phone.shows(HERS)), len(post.phone.shows(HIS))) == (1, 1)


async def test_an_alert_that_comes_after_her_no_does_not_ring(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await becomes(post, await signal_of(post), "awaiting")
    await post.tells_everything()
    assert post.phone.shows(HERS) == []


async def test_consent_that_ends_while_the_alert_is_sent_takes_it_back(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    signal, send = await signal_of(post), post.phone.send

    async def slow(address, screen):
        message = await send(address, screen)
        if address == HERS:
            await becomes(post, signal, "awaiting")
        return message

    post.phone.send = slow
    await post.tells_everything()
    assert post.phone.shows(HERS) == []


async def test_what_she_erased_leaves_no_alert(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    await becomes(post, await signal_of(post), "awaiting")
    await post.office.taps(CHILD, "delete")
    await post.tells_everything()
    assert post.phone.shows(HERS) == []


@pytest.mark.parametrize("error", [Rejected(), Unreachable()])
async def test_one_that_cannot_be_taken_back_does_not_keep_the_others(post, error):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    post.phone.fails(f"delete {HERS}", Fault(error))
    await becomes(post, await signal_of(post), "awaiting")
    await post.office.taps(CHILD, "delete")
    await post.tells_everything()
    assert post.phone.shows(HIS) == []


@pytest.mark.parametrize("error", [SlowDown(0.01), Unknown()])
async def test_a_messenger_that_stumbles_is_asked_again_until_nothing_stands(post, error):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    post.phone.fails("delete", *[Fault(error)] * 3)
    for move in ("safe.skip", "who.adult", "about.self", "others.no"):
        await post.office.taps(CHILD, move)
    await post.tells_everything()
    assert (post.phone.shows(HERS), post.phone.shows(HIS)) == ([], [])


async def test_an_older_alert_that_would_not_go_goes_with_the_next(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    post.phone.fails(f"delete {HERS}", Fault(SlowDown(0.01)))
    await post.office.writes(SISTER, NOW_OF_NOW)
    await post.tells_everything()
    assert len(post.phone.shows(HERS)) == 2
    await post.office.writes(FRIEND, NOW_OF_NOW)
    await post.tells_everything()
    assert len(post.phone.shows(HERS)) == 1


async def test_who_lost_her_alert_with_a_days_chat_hears_of_the_next_whatever_it_is(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    post.phone.chats[HERS].clear()
    await post.office.writes(SISTER, UNCLEAR)
    await post.tells_everything()
    (one,) = post.phone.shows(HERS)
    assert "002" in one


async def test_who_reports_while_it_is_counted_is_in_the_number_or_later_than_its_time(post, monkeypatch):
    redis, time = post.office.store.redis, post.office.store.redis.time

    async def slow():
        await post.office.writes(SISTER, UNCLEAR)
        return await time()

    await post.office.writes(CHILD, UNCLEAR)
    monkeypatch.setattr(redis, "time", slow)
    assert (await boards(post).counts()).unanswered == 2


async def test_what_stands_where_lies_sealed(post):
    await linked(post)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    chat, board = await board_of(post)
    assert board is not None
    assert board.message in post.phone.chats[HERS]
    raw = await post.office.store.redis.get(keys.board(chat.home, ANNAS))
    assert str(board.message).encode() not in raw
