"""One chat sends 500 messages while 20 others report (conversation.md, rule 30): merged, never dropped; nobody waits."""

import asyncio

import pytest

from tests.peer import until
from tests.stories.desk_and_phone import safe_word
from tests.stories.rig import product
from tests.stories.threads_opened import every_thread
from tests.stories.turns import Phone, actions_of, somebody
from triage.ids import PARTITIONS
from vault import keys

pytestmark = pytest.mark.long

MESSAGES, OTHERS = 500, 20
FEW = MESSAGES // 4
"""Answers to 500 messages, on a machine that takes two minutes for them: a chat is told one thing a second."""
PATIENCE_S = 240.0
DANGER = "меня бьют прямо сейчас"


@pytest.fixture
async def made(tmp_path):
    """With the product's own limits and Telegram's, which a flood has to meet."""
    async with product(tmp_path) as running:
        yield running


def flood(number: int) -> str:
    return f"сообщение {number} подряд"


def report(number: int) -> str:
    return f"{DANGER}, я номер {number}"


async def told_everything(made) -> None:
    await made.peer.settled(within_s=PATIENCE_S)
    store = made.house.rooms.store.redis
    async with asyncio.timeout(PATIENCE_S):
        while sum([await store.xlen(keys.outbox(number)) for number in range(PARTITIONS)]):  # noqa: ASYNC110  an outbox has no bell for whoever waits until it is empty
            await asyncio.sleep(0.05)


async def everybody_writes(made) -> tuple[Phone, list[Phone]]:
    """As fast as Telegram takes it: after every 25th message of the flood somebody else reports."""
    flooder, others = somebody(made), [somebody(made, 6000 + number) for number in range(OTHERS)]
    for number in range(MESSAGES):
        await flooder.person.writes(flood(number))
        if number % (MESSAGES // OTHERS) == 0:
            which = number // (MESSAGES // OTHERS)
            await others[which].person.writes(report(which))
        await asyncio.sleep(0)
    await told_everything(made)
    return flooder, others


async def test_nothing_is_lost_nobody_is_blocked_and_all_others_are_heard(made):
    flooder, others = await everybody_writes(made)
    threads = await every_thread(made)
    kept = sorted(thread.texts for thread in threads)
    assert kept == sorted([[flood(number) for number in range(MESSAGES)], *([report(one)] for one in range(OTHERS))])
    specialist = made.peer.user(900, name="Анна", language="ru")
    (alert,) = [one.text for one in specialist.chat() if one.by_bot and f"{len(threads):03}" in one.text]
    assert alert, "the alert counts each of them"
    for other in others:
        texts = "\n".join(other.said)
        assert other.text("danger") in texts
        assert other.text("believed", desk="open", opens="") in texts
        assert safe_word(other.person)
        assert any(name.endswith(".skip") for name in actions_of(other.person.last)), "a question stands open"
    await the_flooder_was_answered_warmly(made, flooder)


async def the_flooder_was_answered_warmly(made, flooder) -> None:
    """And few times; and she is still answered, by word and by tap."""
    sent = sum(line["event"] == "sent" for line in made.peer.transcript(flooder.person.id))
    assert 3 <= sent <= FEW, "merged"
    assert flooder.text("believed", desk="open", opens="") in flooder.said
    assert safe_word(flooder.person)
    flooder.has_help_and_hide()
    await flooder.person.writes("и ещё одно")
    await told_everything(made)
    await flooder.person.presses("safe.danger")  # asked a few times, and it goes on standing there
    await flooder.person.sees(flooder.text("danger"))
    assert "и ещё одно" in [text for thread in await every_thread(made) for text in thread.texts]


async def test_hide_in_the_middle_of_a_flood_empties_the_chat_and_it_stays_empty(made):
    flooder = somebody(made)
    await flooder.person.writes(flood(0))
    await flooder.person.sees("⋯")
    for number in range(1, 200):
        await flooder.person.writes(flood(number))
    await flooder.person.presses("hide")
    await until(lambda: flooder.person.chat() == [], within_s=PATIENCE_S)
    await told_everything(made)
    assert flooder.person.chat() == []
    (thread,) = await every_thread(made)
    assert thread.texts == [flood(number) for number in range(200)]
