"""A question that waits goes on waiting: no outage takes it away; a human's answer does, until she gives it back."""

import pytest

from desk.upkeep import Upkeep
from i18n.screens import Screen
from tests.desk.desk_rig import DANGER, account
from tests.workers.telling_rig import Post
from triage.ids import SignalId
from vault import keys
from vault.calendar import DueTimes

CHILD = account(3, 1)
CHAT = "2"


async def asked(post: Post) -> SignalId:
    """A first message, answered by a question that stands last; a specialist holds the signal."""
    made = await post.office.writes(CHILD, "дома плохо")
    post.phone.receives(CHAT, made.message)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.tells_everything()
    assert any(action.startswith("safe.") for action in actions(post, last(post)))
    return signal


def last(post: Post) -> int:
    return max(post.phone.chats[CHAT])


def actions(post: Post, message: int) -> list[str]:
    return [choice.action for row in post.phone.chats[CHAT][message].rows for choice in row]


async def taps(post: Post, action: str, message: int) -> None:
    await post.office.taps(CHILD, action, message=message)
    await post.tells_everything()


async def test_an_outage_leaves_the_question_that_waits_where_it_stands(post):
    await asked(post)
    before = post.phone.chats[CHAT][last(post)]
    await post.office.store.redis.set(keys.beat(), post.office.now.timestamp() - 600)
    await post.office.store.redis.set(keys.rewritten(), post.office.now.timestamp())
    await Upkeep(calendar=DueTimes(post.office.store, post.office.keyring)).tick(post.office.now)
    post.phone.chats[CHAT][last(post)] = Screen("(its taps have expired)")
    await post.tells_everything()
    assert post.phone.chats[CHAT][last(post)] == before


async def test_a_question_that_an_answer_took_the_place_of_comes_back_when_nobody_has_her_signal(post):
    signal = await asked(post)
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert "read" in actions(post, last(post))
    await taps(post, "read", last(post))
    await taps(post, "back", last(post))
    assert not any(action.startswith("safe.") for action in actions(post, last(post)))
    await post.office.duty.release(post.office.asked(signal, "release"))
    made = await post.office.writes(CHILD, "я ещё здесь")
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    assert any(action.startswith("safe.") for action in actions(post, last(post)))


async def test_an_answer_of_the_desk_is_never_hidden_behind_a_question(post):
    signal = await asked(post)
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    for action in ("numbers", "back", "who.c13"):
        await taps(post, action, last(post))
    assert "read" in actions(post, last(post))
    made = await post.office.writes(CHILD, "я ещё здесь")
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    assert "read" in actions(post, last(post))
    await taps(post, "read", last(post))
    assert any("мы рядом" in text for text in post.phone.shows(CHAT))
    await taps(post, "back", last(post))
    assert not any(action.startswith("safe.") for action in actions(post, last(post))), "and it goes on by itself"


@pytest.mark.parametrize("words", ["дома плохо", DANGER])
async def test_whoever_stopped_and_writes_again_finds_what_waits(post, words):
    made = await post.office.writes(CHILD, words)
    post.phone.receives(CHAT, made.message)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.tells_everything()
    await taps(post, "stop", last(post))
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert "read" not in actions(post, last(post))
    await post.office.writes(CHILD, "я вернулась")
    await post.tells_everything()
    assert "read" in actions(post, last(post))


async def test_an_answer_puts_the_next_question_in_the_place_of_the_one_before(post):
    await asked(post)
    place, before = last(post), len(post.phone.shows(CHAT))
    await taps(post, "safe.calm", place)
    assert len(post.phone.shows(CHAT)) == before
    assert any(action.startswith("who.") for action in actions(post, place))


async def test_once_read_no_screen_says_any_more_that_an_answer_waits(post):
    signal = await asked(post)
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    made = await post.office.writes(CHILD, "ты тут?")
    post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    assert any("Тебя ждёт" in text for text in post.phone.shows(CHAT))
    await taps(post, "read", last(post))
    assert any("мы рядом" in text for text in post.phone.shows(CHAT))
    assert not any("Тебя ждёт" in text for text in post.phone.shows(CHAT))
