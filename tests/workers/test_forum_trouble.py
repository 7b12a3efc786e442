"""The forum group when Telegram or somebody in it gets in the way: a word for it, and on as soon as it was mended."""

import pytest

from tests.desk.casework_rig import CHILD, Hands
from tests.workers.forum_rig import CRY


@pytest.mark.parametrize(
    ("state", "word"),
    [({"manages": False}, "no-right"), ({"on": False}, "no-topics"), ({"moved_to": -1009}, "moved")],
)
async def test_a_group_that_cannot_be_used_is_told_by_a_word_and_used_again_when_it_was_mended(rig, state, word):
    await rig.office.writes(CHILD, CRY)
    rig.peer.control("forum", chat_id=rig.chat, **state)
    assert await rig.hand.looked() >= 30.0
    assert (rig.word, rig.topics()) == (word, [])
    rig.peer.control("forum", chat_id=rig.chat)
    await rig.works()
    assert (rig.word, rig.only()["texts"]) == ("working", ["Ждёт"])


async def test_a_right_that_was_taken_later_is_told_too(rig):
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    await rig.office.claims((await rig.office.card_of(CHILD)).signal)
    await rig.office.replies_to(CHILD, "Мы рядом")
    await Hands(rig.office).closes((await rig.office.card_of(CHILD)).signal)
    rig.peer.control("forum", chat_id=rig.chat, manages=False)
    await rig.works()
    assert rig.word == "no-right"


async def test_a_bot_that_was_thrown_out_says_so(rig):
    await rig.office.writes(CHILD, CRY)
    rig.peer.control("kick", user=900, chat_id=rig.chat)
    await rig.hand.looked()
    assert rig.word == "gone"


@pytest.mark.parametrize(
    ("fault", "word", "pause_s"),
    [
        ({"status": 429, "retry_after": 41}, "slow", 41.0),
        ({"status": 500}, "unreachable", 30.0),
        ({"kind": "malformed"}, "unreachable", 30.0),
        ({"kind": "reset"}, "unreachable", 30.0),
        ({"status": 401}, "unreachable", 60.0),
    ],
)
async def test_trouble_on_the_line_is_waited_out(rig, fault, word, pause_s):
    await rig.office.writes(CHILD, CRY)
    rig.peer.fail("createForumTopic", **fault)
    assert await rig.hand.looked() == pause_s
    assert rig.word == word
    await rig.works()
    assert rig.only()["texts"] == ["Ждёт"]


async def test_a_topic_that_somebody_deleted_is_made_anew_while_its_signal_waits(rig):
    await rig.office.writes(CHILD, CRY)
    await rig.works(1)
    made = rig.only()["thread"]
    await rig.hand.group.delete(made)
    await rig.works()
    assert rig.only()["thread"] != made
    assert rig.only()["texts"] == ["Ждёт"]


async def test_a_topic_that_somebody_closed_is_closed(rig):
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    await rig.hand.group.close(rig.only()["thread"])
    signal = (await rig.office.card_of(CHILD)).signal
    await rig.office.claims(signal)
    await rig.office.replies(signal, "Мы рядом")
    await Hands(rig.office).closes(signal)
    await rig.works()
    assert rig.word == "working"
    assert rig.only()["closed"] is True
