"""A desk with a group of its own: silent before a supervisor's code, then a topic per signal, never in an alert's way."""

import pytest

from desk.acting import Asked
from tests.peer import until
from tests.stories.desk_and_phone import quick_product
from triage.ids import UpdateId
from workers import forum

DUTY_TOKEN = "535353:AAHduty-stories-only-nobody-knows-it"
GROUP = -1_001_000_000_000
"""The first group that anybody makes at the simulated Telegram."""
CRY = "папа меня бьёт прямо сейчас"
ANNA = 900


@pytest.fixture
async def made(tmp_path, monkeypatch):
    monkeypatch.setattr(forum, "BETWEEN_S", 0.02)
    monkeypatch.setattr(forum, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(forum, "AGAIN_S", 0.1)
    async with quick_product(tmp_path, monkeypatch, duty_bot_token=DUTY_TOKEN, duty_chat_id=GROUP) as product:
        assert product.duty is not None
        anna = product.duty.user(ANNA)
        assert await anna.adds_bot_to_group("Дежурные") == GROUP
        product.duty.control("forum", chat_id=GROUP)
        await product.duty.settled()
        yield product


def topics(made):
    return made.duty.control("topics", chat_id=GROUP)


async def cries(made, user=1001):
    child = made.child(user)
    await child.starts()
    await child.writes(CRY)
    await made.peer.settled()


async def code(made):
    colleagues = await made.house.rooms.roster.colleagues()
    return await made.house.group.offer_code(next(one for one in colleagues if one.role == "fallback"))


async def bound(made):
    await made.duty.user(ANNA).writes(f"/bind {await code(made)}", chat_id=GROUP)
    await until(lambda: made.house.rooms.forum.word == "working")


async def test_before_the_code_the_bot_stays_in_the_group_and_says_nothing_and_leaves_any_other(made):
    other = await made.duty.user(ANNA).adds_bot_to_group("Соседи")
    await cries(made)
    await made.duty.user(ANNA).sees("Дежурство")
    await until(lambda: not made.duty.control("chat", chat_id=other)["bot_is_member"])
    assert made.duty.control("chat", chat_id=GROUP)["bot_is_member"]
    assert [call for call in made.duty.calls() if call["chat_id"] == GROUP] == []
    assert made.house.rooms.forum.word == "not-bound"


async def test_a_code_posted_in_another_group_binds_nothing(made):
    anna = made.duty.user(ANNA)
    other = await anna.adds_bot_to_group("Соседи")
    await anna.writes(f"/bind {await code(made)}", chat_id=other)
    await made.duty.settled()
    await until(lambda: not made.duty.control("chat", chat_id=other)["bot_is_member"])
    assert made.house.rooms.forum.word == "not-bound"


async def test_once_bound_a_signal_has_one_topic_that_follows_the_desk(made):
    await bound(made)
    await cries(made)
    await until(lambda: [topic["texts"] for topic in topics(made)] == [["Ждёт"]])
    (card,) = await made.house.rooms.files.queue(9)
    who = next(one for one in await made.house.rooms.roster.colleagues() if one.role == "specialist")
    await made.house.duty.claim(Asked(who=who, signal=card.signal, now=made.clock(), request=UpdateId("claim")))
    await until(lambda: topics(made)[0]["texts"] == ["Ждёт", "Взят"])
    (topic,) = topics(made)
    assert len(topic["name"]) == 4
    said = {line["text"] for line in made.duty.transcript(GROUP) if line["event"] == "sent" and line["text"]}
    assert said == {"Ждёт", "Взят"}


async def test_what_people_write_in_the_group_is_neither_read_nor_kept_nor_answered(made):
    await bound(made)
    anna, before = made.duty.user(ANNA), len(made.duty.calls("sendMessage"))
    for words in ("девочка из третьей школы", "/on", "/off", "/start", "/hide", CRY):
        await anna.writes(words, chat_id=GROUP)
    await anna.sends("photo", chat_id=GROUP)
    await made.duty.settled()
    assert await made.house.rooms.files.queue(9) == ()
    assert len(made.duty.calls("sendMessage")) == before
    assert {one.profile.said for one in await made.house.rooms.roster.colleagues()} == {None}


@pytest.mark.parametrize("broken", [{"manages": False}, {"on": False}, {"moved_to": -1009}])
async def test_a_group_that_refuses_delays_no_alert(made, broken):
    await bound(made)
    made.duty.control("forum", chat_id=GROUP, **broken)
    await cries(made)
    await made.duty.user(ANNA).sees("Дежурство")
    await until(lambda: made.house.rooms.forum.word in {"no-right", "no-topics", "moved"})


async def test_a_group_that_never_answers_delays_no_alert(made):
    await bound(made)
    made.duty.fail("createForumTopic", kind="timeout", times=-1)
    await cries(made)
    await made.duty.user(ANNA).sees("Дежурство")
    await cries(made, 1002)
    await until(lambda: "002" in made.duty.user(ANNA).last.text)
