"""After support was closed: one question, who comes back, and the silence that a supervisor must hear of (rule 32)."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from desk.ports import Deed, Files, JournalLine, Unavailable
from desk.step import Situation, Step, home
from triage import card as cards
from triage import casework, quality
from triage.card import Card
from triage.case import ANSWERS, CALLS_A_SUPERVISOR
from triage.ids import SignalId, UpdateId
from triage.tells import AlertDesk

MOST_AT_ONCE = 200
HOUSE = "house"
"""Who did it, where nobody pressed anything."""


def _answering(answer: str) -> Callable[[Situation], Step]:
    """A tap under the question. What was opened again since is in somebody's hands: then it only shows where it is."""

    def answered(situation: Situation) -> Step:
        card = situation.card
        if card is None or not cards.is_closed(card):
            return home(situation)
        worse = answer in CALLS_A_SUPERVISOR
        return Step(
            account=situation.account,
            card=casework.answered_after(card, answer, situation.now),
            tells=(*((AlertDesk(signal=card.signal),) if worse else ()), situation.screen(f"after_{answer}")),
            verb="feedback",
        )

    return answered


AFTER = {f"after.{answer}": _answering(answer) for answer in ANSWERS}
"""Steps beside those of ``desk.step``."""


def back_again(before: Card, now: datetime) -> tuple[JournalLine, ...]:
    """New words on what was closed."""
    return (JournalLine(at=now, by="reporter", verb="reopened"),) if cards.is_closed(before) else ()


class ClosedFiles(Files, Protocol):
    """What ``Files`` knows of the end of support. Raises Unavailable."""

    async def closed_in_silence(self, now: datetime, most: int) -> tuple[SignalId, ...]:
        """Closed ones whose reporter was asked how it is and has not said, where that is an alarm by now."""


@dataclass(frozen=True, kw_only=True)
class Aftercare:
    """``tick`` may run anywhere, any number of times: the card's version lets one of them win."""

    files: ClosedFiles

    async def tick(self, now: datetime) -> None:
        """A day of silence after danger: open again, for a supervisor first. Raises Unavailable."""
        for signal in await self.files.closed_in_silence(now, MOST_AT_ONCE):
            with contextlib.suppress(Unavailable):  # one that will not open must not still the alarms of the others
                await self._silent(signal, now)

    async def _silent(self, signal: SignalId, now: datetime) -> None:
        versioned = await self.files.card(signal)
        card = casework.silent(versioned.card, now) if versioned else None
        if versioned is None or card is None:
            return
        line = JournalLine(at=now, by=HOUSE, verb="reopened")
        request = UpdateId(f"silent-{signal}-{int(now.timestamp())}")
        deed = Deed(request=request, card=card, card_version=versioned.version, line=line)
        counts = quality.moved(versioned.card, card, now)
        await self.files.save(replace(deed, tells=(AlertDesk(signal=signal),), counts=counts))
