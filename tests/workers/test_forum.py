"""The forum group over Telegram's own words and a real store: constant texts, one topic a signal, refusals that mend."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from desk.forum import ForumSigns, Says
from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import ANNA, Office, account
from tests.peer import Peer, running_peer
from triage.ids import UpdateId
from vault import roster_keys
from vault.forum import StoredForum
from vault.lease import DUTY, Leases
from workers.forum import Cards, ForumHand
from workers.forum_telegram import TelegramGroup

TOKEN = "535353:AAHnobody-else-knows-this-duty-token"
CRY = "папа меня бьёт"
WORDS = {Says.WAITS: "Ждёт", Says.TAKEN: "Взят", Says.ANSWERED: "Ответ дан"}


@dataclass
class Rig:
    office: Office
    peer: Peer
    hand: ForumHand
    forum: StoredForum
    chat: int

    async def works(self, most: int = 12) -> None:
        """Until there is nothing more to do, or something stands in the way."""
        for _ in range(most):
            if await self.hand.looked() != 0.0:
                return

    def topics(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.peer.control("topics", chat_id=self.chat)
        return found

    @property
    def word(self) -> str:
        return self.hand.signs.word

    def only(self) -> dict[str, Any]:
        (topic,) = self.topics()
        return topic


@pytest.fixture
async def unbound(office: Office) -> AsyncIterator[Rig]:
    async with running_peer(TOKEN) as peer:
        person = peer.user(900, name="Анна", language="ru")
        chat = await person.adds_bot_to_group("Дежурные")
        peer.control("forum", chat_id=chat)
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(peer.url)))
        forum = StoredForum(office.store, replace(office.keyring, duty_bot_id=535353), chat)
        hand = ForumHand(
            group=TelegramGroup(bot, chat),
            forum=forum,
            cards=Cards(queue=office.files.queue, card=office.chats.card),
            leases=Leases(office.store, "this-process", DUTY),
            name=forum.number,
            words=WORDS,
            signs=ForumSigns(),
            clock=lambda: office.now,
            between_s=0.0,
        )
        yield Rig(office, peer, hand, forum, chat)
        await bot.session.close()


async def binds(rig: Rig) -> bool:
    await rig.office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)
    return await rig.forum.bind(await rig.forum.offer_code(ANNA.member), UpdateId("d1"), rig.office.now)


@pytest.fixture
async def rig(unbound: Rig) -> Rig:
    assert await binds(unbound)
    return unbound


async def test_before_a_code_was_posted_nothing_is_said_in_the_group(unbound):
    await unbound.office.writes(CHILD, CRY)
    await unbound.works()
    assert unbound.word == "not-bound"
    assert unbound.peer.calls() == []


async def test_a_code_binds_once_and_a_code_of_somebody_who_left_never(unbound):
    await unbound.office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)
    code = await unbound.forum.offer_code(ANNA.member)
    late = await unbound.forum.offer_code(ANNA.member)
    assert not await unbound.forum.bind("gaaaaaaaaaa", UpdateId("d0"), unbound.office.now)
    assert await unbound.forum.bind(code, UpdateId("d1"), unbound.office.now)
    assert await unbound.forum.bind(code, UpdateId("d1"), unbound.office.now)  # delivered again
    assert not await unbound.forum.bind(code, UpdateId("d2"), unbound.office.now)
    await unbound.office.store.redis.delete(roster_keys.papers(ANNA.member))
    assert not await unbound.forum.bind(late, UpdateId("d3"), unbound.office.now)


async def test_another_group_or_another_bot_is_not_bound_by_it(rig):
    assert await rig.forum.bound()
    assert not await replace(rig.forum, chat=rig.chat - 1).bound()
    assert not await replace(rig.forum, keyring=replace(rig.forum.keyring, duty_bot_id=1)).bound()


async def test_a_signal_has_one_topic_that_follows_it_from_waiting_to_done_and_back(rig):
    hands = Hands(rig.office)
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    signal = (await rig.office.card_of(CHILD)).signal
    assert rig.only()["texts"] == ["Ждёт"]
    await rig.office.claims(signal)
    await rig.works()
    await rig.office.replies(signal, "Мы рядом")
    await rig.works()
    assert rig.only()["texts"] == ["Ждёт", "Взят", "Ответ дан"]
    await hands.closes(signal)
    await rig.works()
    assert rig.only()["closed"] is True
    await rig.office.writes(CHILD, "опять")
    await rig.works()
    assert (rig.only()["closed"], rig.only()["texts"][-1]) == (False, "Взят" if await held(rig, signal) else "Ждёт")


async def held(rig: Rig, signal) -> bool:
    return (await rig.office.files.card(signal)).card.held_by is not None


async def test_a_topic_of_a_signal_that_is_done_is_gone_a_day_later(rig):
    hands = Hands(rig.office)
    await rig.office.writes(CHILD, CRY)
    signal = (await rig.office.card_of(CHILD)).signal
    await rig.works()
    await rig.office.claims(signal)
    await rig.office.replies(signal, "Мы рядом")
    await hands.closes(signal)
    await rig.works()
    rig.office.later(hours=24)
    await rig.works()
    assert rig.topics() == []
    assert await rig.office.store.redis.hgetall(roster_keys.topics()) == {}


async def test_what_was_erased_leaves_no_topic(rig):
    await rig.office.writes(CHILD, CRY)
    signal = (await rig.office.card_of(CHILD)).signal
    await rig.works()
    await rig.office.claims(signal)
    await rig.office.commands(CHILD, "delete")
    await rig.office.duty.erase(rig.office.asked(signal, "e"))
    await rig.works()
    assert rig.topics() == []


async def test_every_name_is_as_long_as_any_other_and_nothing_of_a_report_or_a_member_is_in_the_group(rig):
    for number in range(6):
        await rig.office.writes(account(number, number), CRY if number % 2 else "мне грустно")
    await rig.works(40)
    assert len(rig.topics()) == 6
    assert {bool(re.fullmatch(r"\d{4}", topic["name"])) for topic in rig.topics()} == {True}
    assert {text for topic in rig.topics() for text in topic["texts"]} == {"Ждёт"}


async def test_the_most_urgent_gets_its_topic_first(rig):
    await rig.office.writes(account(1, 1), "мне грустно")
    await rig.office.writes(account(2, 2), "папа меня бьёт прямо сейчас")
    first = (await rig.office.files.queue(1))[0]
    await rig.works(1)
    assert rig.only()["name"] == rig.forum.number(first.signal)


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


async def test_only_one_process_has_the_hand(rig):
    await rig.office.writes(CHILD, CRY)
    other = replace(rig.hand, leases=Leases(rig.office.store, "another-process", DUTY))
    await rig.works()
    await rig.office.claims((await rig.office.card_of(CHILD)).signal)
    await other.looked()
    assert rig.only()["texts"] == ["Ждёт"]


async def test_the_store_has_neither_the_group_nor_a_topics_number_in_clear(rig):
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    kept = await rig.office.all_values()
    assert str(rig.chat).encode() not in kept
    assert rig.only()["name"].encode() not in await rig.office.store.redis.hget(
        roster_keys.topics(), (await rig.office.card_of(CHILD)).signal
    )
