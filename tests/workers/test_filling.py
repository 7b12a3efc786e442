"""What a screen says is what is so when it is shown: who reads, what stands, what comes next, whether a sound may be made."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.chat import Chat
from i18n.screens import SCREENS
from i18n.watermark import KEY
from tests.desk.desk_rig import UNCLEAR, account
from tests.workers.telling_rig import WORDS, Post, filling, said
from triage.card import UNKNOWN, Card
from triage.case import Case
from triage.ids import MemberId
from triage.questions import QUESTIONS
from triage.steps import Standing, steps
from triage.urgency import Urgency
from vault import keys, threads
from workers.filling import Filling

CHILD = account(3, 1)
CHAT = "2"
NIGHT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
CALM = ("need", "who.c13", "safe.calm", "story.skip", "near.no", "region.ru")


async def chat_of(post: Post) -> tuple[Chat, Card]:
    await post.office.writes(CHILD, UNCLEAR)
    chat = await post.office.chats.chat(CHILD)
    assert chat is not None
    assert chat.card is not None
    return chat, chat.card


async def standing(post: Post, **changed: object) -> str:
    chat, card = await chat_of(post)
    changed_card = replace(card, **changed)  # type: ignore[arg-type]  # named by the test
    return str((await filling(post.office).values(replace(chat, card=changed_card), "status", {}))["state"])


async def test_a_screen_gets_what_it_asks_for_and_nothing_else(post):
    chat, _ = await chat_of(post)
    for name, spec in SCREENS.items():
        known: dict[str, str | int] = {"word": "сл0001", "turn": 3, "text": "x", "nobody": "asked for it"}
        given = await filling(post.office).values(chat, name, known)
        assert set(given) <= set(spec.values), name


@pytest.mark.parametrize("name", [f"ask_{question}" for question in QUESTIONS])
async def test_every_question_can_be_shown_to_whoever_may_be_asked(post, name):
    chat, _ = await chat_of(post)
    for reader in SCREENS[name].readers:
        spoken = replace(chat, account=replace(chat.account, audience=reader))
        values = await filling(post.office).values(spoken, name, {})
        assert filling(post.office).rendered(spoken, name, values).rows, reader


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "waiting"),
        ({"held_by": MemberId("m-aaaaaaaaaa")}, "held"),
        ({"held_by": MemberId("m-aaaaaaaaaa"), "case": Case(before=MemberId("m-aaaaaaaaaa"))}, "held_again"),
        ({"case": Case(before=MemberId("m-aaaaaaaaaa"))}, "waiting"),
        ({"held_by": MemberId("m-aaaaaaaaaa"), "awaiting": "reporter"}, "answered"),
        ({"awaiting": "reporter", "asked_to_delete": True}, "deleting"),
        ({"asked_to_delete": True, "consent": "awaiting"}, "draft"),
    ],
)
async def test_where_things_stand_is_told_as_it_is(post, changed, state):
    assert await standing(post, **changed) == state


@pytest.mark.parametrize("name", ["status", "returned", "returned_word"])
@pytest.mark.parametrize(("consent", "there"), [("awaiting", 1), ("asked", 1), ("refused", 1), ("given", 0), ("", 0)])
async def test_an_adult_may_give_her_words_wherever_she_sees_where_they_stand(post, name, consent, there):
    chat, card = await chat_of(post)
    chat = replace(chat, card=replace(card, consent=consent), account=replace(chat.account, audience="adult"))
    values = await filling(post.office).values(chat, name, {})
    shown = filling(post.office).rendered(chat, name, values)
    assert [choice.action for row in shown.rows for choice in row].count("give") == there


async def test_what_waits_to_be_read_is_counted(post):
    chat, card = await chat_of(post)
    await post.office.claims(card.signal)
    await post.office.replies(card.signal, "мы рядом")
    values = await filling(post.office).values(chat, "status", {})
    assert values["unread"] == 1


async def test_whose_new_code_opens_no_earlier_answer_yet_is_told_so_where_there_are_any(post):
    chat, card = await chat_of(post)
    other = replace(chat, card=replace(card, case=Case(before=MemberId("m-aaaaaaaaaa")), awaiting="reporter"))
    asked = replace(other, card=replace(card, case=Case(before=MemberId("m-aaaaaaaaaa")), asked_to_delete=True))
    plain = filling(post.office)
    assert (await plain.values(other, "returned", {}))["sealed"] == "no"
    await post.office.store.redis.hset(keys.signal(card.signal), threads.WANTED, b"a key")
    assert (await plain.values(other, "returned", {}))["sealed"] == "yes"
    assert (await plain.values(chat, "returned", {}))["sealed"] == "no", "nothing was answered before"
    assert (await plain.values(asked, "returned", {}))["sealed"] == "no", "what is decided about all of it stands first"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
async def test_who_writes_to_the_desks_bot_by_mistake_is_sent_to_the_childrens(post, language):
    chat, _ = await chat_of(post)
    chat = replace(chat, account=replace(chat.account, language=language))
    named = replace(filling(post.office), bot="for_children_bot")
    values = await named.values(chat, "not_here", {})
    assert "@for_children_bot" in named.rendered(chat, "not_here", values).text
    unnamed = filling(post.office)
    values = await unnamed.values(chat, "not_here", {})
    assert "@" not in unnamed.rendered(chat, "not_here", values).text


async def test_outside_its_hours_the_desk_is_said_to_be_away_and_since_when_it_reads(post):
    chat, _ = await chat_of(post)
    post.office.now = NIGHT
    values = await filling(post.office, "09:00-21:00").values(chat, "first", {})
    assert values == {"desk": "night", "opens": "09:00"}
    assert (await filling(post.office).values(chat, "first", {}))["desk"] == "open"


async def test_what_comes_next_is_of_the_urgency_the_country_and_the_hour(post):
    chat, card = await chat_of(post)
    post.office.now = NIGHT
    known = replace(card, urgency=Urgency.IMMEDIATE, region="kz", reporter="friend")
    values = await filling(post.office, "09:00-21:00").values(replace(chat, card=known), "next", {})
    there = Standing(urgency=Urgency.IMMEDIATE, reporter="friend", country="kz", desk="night")
    assert str(values["steps"]).split() == list(steps(there))


@pytest.mark.parametrize(
    ("route", "value"), [("medical", "doctor"), ("online_safety", "online"), ("legal_aid", "advocate")]
)
async def test_what_does_not_apply_is_not_offered(post, route, value):
    chat, card = await chat_of(post)
    card = replace(card, reasons=("online-danger",))
    without = await filling(post.office).values(replace(chat, card=replace(card, routes=())), "next", {})
    beside = await filling(post.office).values(replace(chat, card=replace(card, routes=(route,))), "next", {})
    assert (without[value], beside[value]) == ("no", "yes")


async def test_who_said_nothing_of_the_net_is_not_sent_there(post):
    chat, card = await chat_of(post)
    doubt = replace(card, routes=("duty_specialist", "online_safety"), reasons=(UNKNOWN, "no-food"))
    for name in ("next", "believed"):
        assert (await filling(post.office).values(replace(chat, card=doubt), name, {}))["online"] == "no"


async def test_only_who_works_with_children_is_told_of_a_duty(post):
    chat, card = await chat_of(post)
    for reporter, told in (("professional", "yes"), ("neighbour", "no"), ("child", "no")):
        known = replace(chat, card=replace(card, reporter=reporter))
        assert (await filling(post.office).values(known, "next", {}))["duty"] == told


async def test_who_helps_adults_is_listed_in_her_language_for_her_country(post):
    chat, card = await chat_of(post)
    there = replace(chat, card=replace(card, region="kz"), account=replace(chat.account, language="kk"))
    assert (await filling(post.office).values(there, "orgs", {}))["list"] == "kk kz: кто помогает взрослым"


async def test_in_a_demo_every_screen_of_a_reporter_says_that_its_words_are_unchecked(post):
    chat, _ = await chat_of(post)
    plain = filling(post.office)
    demo = Filling(
        chats=plain.chats,
        words=plain.words,
        hours=plain.hours,
        clock=plain.clock,
        organisations=plain.organisations,
        demo=True,
    )
    values = await plain.values(chat, "believed", {})
    mark = WORDS.text("ru", "child", KEY)
    assert mark in demo.rendered(chat, "believed", values).text
    assert mark not in plain.rendered(chat, "believed", values).text
    assert mark not in demo.rendered(chat, "alert", {"count": "01", "seen": "yes"}).text, "a specialist is not told so"


async def sounds(post: Post, answer: str, *, at: datetime) -> int:
    """How many messages more stand in the chat after a reply came at that hour."""
    for move in (*CALM, answer):
        await post.office.taps(CHILD, move)
    await post.tells_everything(left=1)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    before = len(post.phone.shows(CHAT))
    post.office.now = at
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert said("reply-waiting") in post.phone.shows(CHAT)[-1]
    return len(post.phone.shows(CHAT)) - before


@pytest.mark.parametrize(
    ("answer", "by_day", "by_night"),
    [
        ("answer.any", 1, 1),
        ("answer.day", 1, 0),
        ("answer.silent", 0, 0),
        ("answer.skip", 0, 0),
        ("answer.unknown", 0, 0),
    ],
)
async def test_news_make_a_sound_only_when_she_said_that_one_is_safe(post, answer, by_day, by_night):
    for hour, expected in ((12, by_day), (23, by_night)):
        at = post.office.now.replace(hour=hour)
        await post.office.store.redis.flushall()
        post.phone.chats.clear()
        assert await sounds(post, answer, at=at) == expected, hour
