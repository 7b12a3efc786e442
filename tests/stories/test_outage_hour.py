"""Telegram is down for an hour: what was promised is told after it, in order and once; the desk works on meanwhile."""

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests.stories.desk_and_phone import has_news, quick_product, quiet, reads
from tests.stories.pace import quick
from tests.stories.rig import Product
from tests.stories.staffed import Colleague, counted, of_the_rig, one_alert_at_every_moment, rang
from tests.stories.threads_opened import every_text
from tests.stories.turns import Phone, somebody
from tests.workers.gates import Gate

SAD, HIDING, LATE = "мне грустно", "дома плохо", "в школе меня дразнят"
DANGER, MORE = "он бьёт меня прямо сейчас", "дверь заперта, я в ванной"
REPLY, OTHER_REPLY = "Я читаю тебя. Синица", "Ты не один. Снегирь"
ANNAS = 900
MINUTES, ANSWERED_AT = 60, 11
PATIENCE_S = 120.0
OUT = ("sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessages", "answerCallbackQuery")


@dataclass(repr=False)
class Hour:
    """``pages``: the second channel, a real server. ``before``: how long each transcript was when the line died."""

    made: Product
    anna: Colleague
    pages: Gate
    before: dict[int, int] = field(default_factory=dict)

    def since(self, phone: Phone):
        """What happened in this chat since, by our doing."""
        lines = self.made.peer.transcript(phone.person.id)[self.before[phone.person.id] :]
        return [line for line in lines if line["event"] in {"sent", "edited", "deleted"}]

    def sent(self, phone: Phone):
        return [line["text"] for line in self.since(phone) if line["event"] == "sent"]

    async def signal_that_says(self, text):
        return await self.anna.desk.that_says(text)


@pytest.fixture
async def hour(tmp_path, monkeypatch):
    quick(monkeypatch)
    gate = Gate()
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(gate.listening())
        made = await stack.enter_async_context(
            quick_product(tmp_path, monkeypatch, alert_webhook_url=url, watch_every_s=30)
        )
        anna = await stack.enter_async_context(of_the_rig(made, "intake", ANNAS))
        yield Hour(made, anna, gate)


async def test_an_hour_without_telegram_loses_nothing_and_doubles_nothing(hour):
    sad, hiding, caught, late = (somebody(hour.made, 1001 + number) for number in range(4))
    await sad.writes(SAD)
    await hiding.writes(HIDING)
    await the_line_dies(hour, caught, hiding)
    for one in (sad, hiding, caught, late):
        hour.before.setdefault(one.person.id, len(hour.made.peer.transcript(one.person.id)))
    rang_before = rang(hour.made, hour.anna.phone)
    await an_hour_passes(hour, late)
    assert [hour.since(one) for one in (sad, hiding, caught, late)] == [[]] * 4
    assert rang(hour.made, hour.anna.phone) == rang_before

    hour.made.peer.heal()
    await hour.made.peer.settled(within_s=PATIENCE_S)
    await quiet(hour.made)
    await everybody_is_told_in_order_and_once(hour, sad, caught, late)
    the_hidden_chat_is_empty(hour, hiding)
    assert rang(hour.made, hour.anna.phone) == rang_before + 1, "an hour of rungs is one ring"
    assert counted(hour.made, hour.anna.phone) == 2, "who hid, and who wrote into the silence"
    one_alert_at_every_moment(hour.made, hour.anna.phone)
    kept = await every_text(hour.made)
    assert sorted(kept) == sorted([SAD, HIDING, LATE, DANGER, MORE, REPLY, OTHER_REPLY])


async def the_line_dies(hour, caught, hiding):
    """With the last updates come a report and a Hide; then nothing goes in or out."""
    for method in OUT:
        hour.made.peer.fail(method, status=502, times=-1)
    await caught.person.writes(DANGER)
    await caught.person.writes(MORE)
    await hiding.person.presses("hide")
    await hour.made.peer.settled()
    hour.made.peer.fail("getUpdates", status=502, times=-1)


async def an_hour_passes(hour, late):
    """Minute by minute. Her console works on: she sees who waits, reads, answers."""
    paged = []
    for minute in range(MINUTES):
        hour.made.clock.offset += timedelta(minutes=1)
        hour.made.peer.advance(seconds=0.001)
        await hour.made.tick()
        await hour.made.house.watch.tick(hour.made.clock())
        paged.append(len(hour.pages.got))
        first = (await hour.anna.columns())["waiting"][0]
        if minute < ANSWERED_AT:
            assert first["urgency"] == "immediate"
        if minute == ANSWERED_AT:
            await answers(hour, await hour.signal_that_says(DANGER), REPLY)
            await answers(hour, await hour.signal_that_says(SAD), OTHER_REPLY)
            await late.person.writes(LATE)
    assert paged[0] == 0
    assert paged[2] == 1, "the second rung is the second channel, and needs no Telegram"
    assert paged[ANSWERED_AT] == (ANSWERED_AT + 1) // 2, "then every rung, every two minutes, until she answered"
    assert paged[-1] - paged[ANSWERED_AT] <= 4, "then only what is urgent, every quarter of an hour"


async def answers(hour, signal, text):
    assert (await hour.anna.claims(signal))[0] == 200
    entry = await hour.anna.desk.sends(signal, text)
    _, opened = await hour.anna.desk.opened(signal)
    assert opened["replies"][entry] == "waiting"


async def everybody_is_told_in_order_and_once(hour, sad, caught, late):
    said = hour.sent(caught)
    assert max(Counter(said).values()) == 1, "nothing is doubled"
    wanted = [caught.text("danger"), caught.text("believed", desk="open", opens="")]
    assert [text for text in said if text in wanted] == wanted
    assert caught.safe_word
    for phone, text in ((sad, OTHER_REPLY), (caught, REPLY)):
        assert has_news(phone.person)
        await reads(hour.made, phone.person)
        assert [text in one for one in phone.said].count(True) == 1
        assert [text in one for one in hour.sent(phone)].count(True) == 1
    assert hour.sent(late).count(late.text("believed", desk="open", opens="")) == 1
    assert max(Counter(hour.sent(late)).values()) == 1


def the_hidden_chat_is_empty(hour, hiding):
    """Emptied first: nothing was said there any more."""
    assert hiding.person.chat() == []
    assert {line["event"] for line in hour.since(hiding)} == {"deleted"}
