"""What a flood leaves waiting: answers that are alike are said once, in their order, and nothing else is touched."""

import pytest

from triage.ids import AccountId, MessageId, SignalId
from triage.tells import EraseChat, RemoveMessages, ShowCode, ShowReplies, ShowScreen
from workers.post import MOST_REMOVED, SAID_ONCE, Letter, PostOffice

CHAT = "child"
ACCOUNT = AccountId(CHAT)


def letter(number, tell):
    return Letter(0, str(number), CHAT, tell, ACCOUNT)


def shown(name, **more):
    return ShowScreen(account=ACCOUNT, name=name, **more)


async def left_by(*tells):
    """What goes out, in order, and the ids that are closed with each."""
    office = PostOffice()
    for number, tell in enumerate(tells):
        await office.put(letter(number, tell))
    out = []
    while office._chats.get(CHAT):
        taken = await office.take()
        out.append(taken)
        await office.done(taken)
    return out


def names(out):
    return [getattr(one.tell, "name", type(one.tell).__name__) for one in out]


def closed(out):
    return sorted(int(one.id) for taken in out for one in taken.with_dropped())


@pytest.mark.parametrize("name", [*sorted(SAID_ONCE), "ask_safe", "ask_story"])
async def test_five_hundred_answers_that_are_alike_are_said_once_and_all_are_closed(name):
    out = await left_by(*(shown(name, values={"turn": number}) for number in range(500)))
    assert names(out) == [name]
    assert out[0].tell.values == {"turn": 499}, "the last names what is true now"
    assert closed(out) == list(range(500))


async def test_a_question_and_an_answer_by_turns_are_each_said_once():
    out = await left_by(*(shown(name) for _ in range(50) for name in ("photo_refused", "ask_safe")))
    assert names(out) == ["photo_refused", "ask_safe"]
    assert closed(out) == list(range(100))


async def test_different_questions_are_all_asked():
    assert names(await left_by(shown("ask_safe"), shown("ask_who"))) == ["ask_safe", "ask_who"]


@pytest.mark.parametrize(
    "between",
    [
        shown("believed"),
        shown("danger", urgent=True),
        shown("safe_word", secret={"word": "канарейка"}),
        ShowCode(account=ACCOUNT, signal=SignalId("s")),
        ShowReplies(account=ACCOUNT, signal=SignalId("s")),
    ],
    ids=["believed", "danger", "safe word", "code", "reply"],
)
async def test_nothing_passes_what_holds_more_than_an_answer(between):
    out = await left_by(shown("ask_safe"), between, shown("ask_safe"))
    assert [one.id for one in out] == ["0", "1", "2"]


@pytest.mark.parametrize("name", ["believed", "hello", "danger", "safe_word", "reply_waiting", "given", "abroad"])
async def test_what_is_not_an_answer_to_words_never_merges(name):
    secret = {"word": "канарейка"} if name == "safe_word" else {}
    out = await left_by(*(shown(name, secret=secret) for _ in range(3)))
    assert [one.id for one in out] == ["0", "1", "2"]


async def test_an_answer_to_a_tap_keeps_its_place_and_its_little_clock():
    tap = {"edit": MessageId(7), "callback": "clock"}
    out = await left_by(shown("ask_safe", **tap), shown("ask_safe", **tap), shown("ask_safe"))
    assert [one.id for one in out] == ["0", "1", "2"]


async def test_after_a_hide_only_what_came_after_it_is_said():
    hide = EraseChat(account=ACCOUNT, callback="x")
    out = await left_by(shown("ask_safe"), shown("ask_safe"), hide, shown("ask_safe"))
    assert [type(one.tell) for one in out] == [EraseChat, ShowScreen]
    assert closed(out) == [0, 1, 2, 3]


async def test_photos_leave_the_chat_together_and_not_later_than_the_first():
    removals = [RemoveMessages(account=ACCOUNT, messages=(MessageId(number),)) for number in range(30)]
    out = await left_by(*(tell for one in removals for tell in (one, shown("photo_refused"))))
    assert names(out) == ["RemoveMessages", "photo_refused"]
    assert out[0].tell.messages == tuple(range(30))
    assert closed(out) == list(range(60))


async def test_one_call_removes_no_more_than_telegram_takes():
    out = await left_by(*(RemoveMessages(account=ACCOUNT, messages=(MessageId(number),)) for number in range(250)))
    assert [len(one.tell.messages) for one in out] == [MOST_REMOVED, MOST_REMOVED, 50]


async def test_what_may_have_gone_out_already_is_not_merged_away():
    office = PostOffice()
    await office.put(letter(1, shown("ask_safe")))
    tried = await office.take()
    tried.tries = 1
    await office.put_back(tried)
    await office.put(letter(2, shown("ask_safe")))
    first = await office.take()
    await office.done(first)
    assert (first.id, (await office.take()).id) == ("1", "2")
