"""The hand that keeps the forum group: one call at a time, far behind whatever a child or a member waits for."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

import structlog

from desk.forum import Forum, ForumSigns, Says, Step, Topic, next_step, says
from desk.ports import Unavailable
from triage.card import Card
from triage.ids import SignalId

LEASE = "forum"
BETWEEN_S = 3.4
"""Telegram takes 20 messages a minute in a group (Bot API FAQ, "My bot is hitting limits")."""
LOOK_EVERY_S = 5.0
AGAIN_S = 60.0
"""After a refusal that a person must mend."""
MOST = 50
"""The head of the queue gets topics; in a flood the rest would bury it, and the group is nobody's only news."""
_log = structlog.get_logger("forum")


class Refused(Exception):
    """The group cannot be used now. ``word`` is ForumSigns'; ``pause_s`` until it makes sense to ask again."""

    def __init__(self, word: str, pause_s: float | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.pause_s = AGAIN_S if pause_s is None else pause_s


class TopicGone(Exception):
    """Somebody deleted it."""


class Group(Protocol):
    """The group at the messenger. Each method raises Refused or TopicGone; what stands already is fine."""

    async def create(self, name: str) -> int: ...
    async def say(self, thread: int, text: str, *, silently: bool) -> None: ...
    async def close(self, thread: int) -> None: ...
    async def reopen(self, thread: int) -> None: ...
    async def delete(self, thread: int) -> None: ...


class Leases(Protocol):
    """One hand at a time, over all processes."""

    async def take(self, name: str) -> int: ...


@dataclass(frozen=True)
class Cards:
    """``queue``: the head of it, the most urgent first; ``card``: one by its name."""

    queue: Callable[[int], Awaitable[tuple[Card, ...]]]
    card: Callable[[SignalId], Awaitable[Card | None]]


@dataclass(frozen=True, kw_only=True)
class ForumHand:
    """``name``: of a signal's topic. ``words``: what each state is called, always the same."""

    group: Group
    forum: Forum
    cards: Cards
    leases: Leases
    name: Callable[[SignalId], str]
    words: Mapping[Says, str]
    signs: ForumSigns
    clock: Callable[[], datetime]
    between_s: float = field(default_factory=lambda: BETWEEN_S)
    look_every_s: float = field(default_factory=lambda: LOOK_EVERY_S)

    async def round(self) -> None:
        """One look, at most one call, and the pause after it; run it again and again."""
        await asyncio.sleep(await self.looked())

    async def looked(self) -> float:
        """Seconds until it makes sense to look again."""
        try:
            if not await self.leases.take(LEASE):
                return self.look_every_s
            if not await self.forum.bound():
                self.signs.word = "not-bound"
                return self.look_every_s
            worked = await self._one_step()
        except Refused as refused:
            self.signs.word = refused.word
            _log.warning("refused", why=refused.word)
            return max(refused.pause_s, self.between_s)
        except Unavailable:
            return self.look_every_s
        self.signs.word = "working"
        return self.between_s if worked else self.look_every_s

    async def _one_step(self) -> bool:
        """Whether there was one: the most urgent signal's first, then topics whose signal left the queue."""
        topics, now = await self.forum.topics(), self.clock()
        head = await self.cards.queue(MOST)
        for card in head:
            topic = topics.pop(card.signal, None)
            if step := next_step(topic, card, now):
                await self._taken(step, card.signal, topic, card)
                return True
        for signal, topic in topics.items():
            found = await self.cards.card(signal)
            if step := next_step(topic, found, now):
                await self._taken(step, signal, topic, found)
                return True
        return False

    async def _taken(self, step: Step, signal: SignalId, topic: Topic | None, card: Card | None) -> None:
        try:
            became = await self._done(step, signal, topic, card)
        except TopicGone:
            became = None  # made anew at the next look, if its signal still waits
        await self.forum.put(signal, became)

    async def _done(self, step: Step, signal: SignalId, topic: Topic | None, card: Card | None) -> Topic | None:
        if topic is None:
            return Topic(thread=await self.group.create(self.name(signal)))
        match step:
            case Step.SAY if wanted := says(card):
                await self.group.say(topic.thread, self.words[wanted], silently=wanted is not Says.WAITS)
                return replace(topic, says=wanted)
            case Step.CLOSE:
                await self.group.close(topic.thread)
                return replace(topic, closed_at=self.clock())
            case Step.REOPEN:
                await self.group.reopen(topic.thread)
                return replace(topic, closed_at=None, says=None)
            case Step.DELETE:
                await self.group.delete(topic.thread)
                return None
            case _:
                return topic
