"""After closing: the supervisors are rung by the ladder itself, and the way back stays open."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from bot.joints import PACKS
from desk.alarms import Watchkeeping
from tests.desk.casework_rig import CHATS, CHILD, Crew, Hands
from tests.desk.desk_rig import BORIS, DANGER, UNCLEAR, Office
from triage.alarms import parse_alarms
from triage.ids import MemberId
from triage.tells import RingDesk, ShowScreen
from vault.alarms import StoredAlarms

TIMES = PACKS / "common" / "alarms.toml"


class Watched(Crew):
    """Implements ``desk.alarms.People`` too; nobody has said «Вижу»."""

    async def seen(self) -> Mapping[MemberId, datetime]:
        return {}


class NoPager:
    async def page(self, what: str, _whom: object = None, /) -> bool:
        return True


@pytest.fixture
def hands(office: Office) -> Hands:
    return Hands(office)


def watch(hands: Hands) -> Watchkeeping:
    office = hands.office
    times = parse_alarms(TIMES.read_text(encoding="utf-8"), file="alarms.toml")
    book = StoredAlarms(office.store, office.keyring, office.records)
    return Watchkeeping(book=book, people=Watched(), pager=NoPager(), times=times)


async def rung(hands: Hands) -> list[object]:
    """Whom the next round of the ladder rings."""
    await hands.office.told(3)
    await watch(hands).tick(hands.office.now)
    return [tell.account for tell in await hands.office.tells(3) if isinstance(tell, RingDesk)]


async def test_worse_rings_at_the_supervisor_within_the_first_round(hands):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    assert await rung(hands) == [], "what is closed rings for nobody"
    await hands.office.taps(CHILD, "after.worse")
    assert CHATS[BORIS.member] in await rung(hands)


async def test_silence_after_danger_rings_at_the_supervisor_within_the_first_round(hands):
    signal = await hands.held(DANGER)
    await hands.closes(signal)
    hands.office.later(hours=25)
    await hands.aftercare.tick(hands.office.now)
    assert CHATS[BORIS.member] in await rung(hands)


async def test_new_words_after_closing_do_not_wake_the_supervisor_first(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.replies(signal, "мы рядом")
    await hands.closes(signal)
    hands.office.later(days=2)
    await hands.office.writes(CHILD, "привет, это снова я")
    assert await rung(hands) == []


async def test_the_safe_word_works_after_closing_and_then_she_is_asked_how_it_is(hands):
    await hands.office.writes(CHILD, DANGER)
    told = [tell for tell in await hands.office.tells(3) if isinstance(tell, ShowScreen) and tell.name == "safe_word"]
    signal = (await hands.office.card_of(CHILD)).signal
    await hands.office.claims(signal)
    await hands.closes(signal)
    await hands.office.taps(CHILD, "hide")
    await hands.office.told(3)
    await hands.office.writes(CHILD, told[0].secret["word"])
    shown = [tell.name for tell in await hands.office.tells(3) if isinstance(tell, ShowScreen)]
    assert shown == ["returned_word", "after"]
    card = await hands.card(signal)
    assert card.case.closed_at, "coming back to look is no new word"
