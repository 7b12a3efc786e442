"""What waits to be told, in memory: one order per chat, the most urgent chat first."""

import asyncio
import contextlib
import heapq
import itertools
import time
from collections import deque
from dataclasses import dataclass, field, replace

from triage.ids import AccountId
from triage.tells import (
    AlertDesk,
    EraseChat,
    FewerWait,
    LeaveChat,
    NoteSeen,
    RemoveMessages,
    RingDesk,
    ShowScreen,
    Tell,
)

EMERGENCY, ANSWER, LATER = 0, 1, 2
"""Lanes: alerts, Hide and emergency screens first, then answers to whoever acted, then the clock's own errands."""
SAID_ONCE = frozenset(
    {"more", "more_now", "passed_on", "kept_other", "photo_refused", "voice_kept", "voice_long", "consent"}
    | {"specialist_hint", "not_here"}
)
"""Answers to words that are alike, and every question: of several that wait the last says it all (floods, rule 30)."""
TO_THE_DESK = (AlertDesk, RingDesk, FewerWait, NoteSeen)
"""What a member's chat is told as a colleague: no Hide of hers drops it."""
MOST_REMOVED = 100
"""Messages of one call (Bot API, deleteMessages)."""


@dataclass
class Letter:
    """One promise (or a part of an alert) for one chat. ``low``: the highest message id known before its first send."""

    partition: int
    id: str
    chat: str
    tell: Tell
    account: AccountId | None = None
    tries: int = 0
    low: int = 0
    dropped: list["Letter"] = field(default_factory=list)

    @property
    def lane(self) -> int:
        """Smaller goes first."""
        if isinstance(self.tell, (AlertDesk, RingDesk)) or (isinstance(self.tell, ShowScreen) and self.tell.urgent):
            return EMERGENCY
        if isinstance(self.tell, EraseChat):
            return EMERGENCY if self.tell.callback or self.tell.message else LATER
        return LATER if isinstance(self.tell, (LeaveChat, FewerWait)) else ANSWER

    def with_dropped(self) -> list["Letter"]:
        """This one and all that it has overtaken: whoever overtakes it must close every one of them."""
        return [self, *self.dropped]


class PostOffice:
    """``take`` waits for a letter whose chat is free; ``give_back`` frees the chat."""

    def __init__(self) -> None:
        self._chats: dict[str, deque[Letter]] = {}
        self._busy: set[str] = set()
        self._ready: list[tuple[int, int, str]] = []
        self._resting: list[tuple[float, int, Letter]] = []
        self._count = 0
        self._news = asyncio.Condition()

    async def put(self, letter: Letter) -> None:
        """Hide drops what stood before it for the same chat; answers that are alike merge (floods, rule 30)."""
        queue = self._chats.setdefault(letter.chat, deque())
        if isinstance(letter.tell, EraseChat):
            kept = [other for other in queue if isinstance(other.tell, TO_THE_DESK)]
            overtaken = [other for other in queue if not isinstance(other.tell, TO_THE_DESK)]
            letter.dropped += [one for other in (*overtaken, *self._woken(letter.chat)) for one in other.with_dropped()]
            queue.clear()
            queue.extend(kept)
            queue.append(letter)
        else:
            _place(queue, letter)
        await self._offer(letter.chat)

    async def _offer(self, chat: str) -> None:
        queue = self._chats.get(chat)
        if not queue or chat in self._busy:
            return
        self._count += 1
        heapq.heappush(self._ready, (min(letter.lane for letter in queue), self._count, chat))
        async with self._news:
            self._news.notify()

    async def take(self) -> Letter:
        """The next letter; its chat is busy until it is given back."""
        while True:
            await self._wake_rested()
            while self._ready:
                _, _, chat = heapq.heappop(self._ready)
                queue = self._chats.get(chat)
                if queue and chat not in self._busy:
                    self._busy.add(chat)
                    return queue.popleft()
            await self._until_something_happens()

    async def _until_something_happens(self) -> None:
        due_s = self._resting[0][0] - time.monotonic() if self._resting else None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(due_s), self._news:
                await self._news.wait_for(lambda: bool(self._ready))

    async def _wake_rested(self) -> None:
        while self._resting and self._resting[0][0] <= time.monotonic():
            await self.put_back(heapq.heappop(self._resting)[2])

    def _woken(self, chat: str) -> list[Letter]:
        """Letters of this chat that rest before another try: a Hide overtakes them."""
        mine = [one for one in self._resting if one[2].chat == chat and not isinstance(one[2].tell, TO_THE_DESK)]
        if not mine:
            return []
        self._resting = [rested for rested in self._resting if rested not in mine]
        heapq.heapify(self._resting)
        self._busy.discard(chat)
        return [rested for _, _, rested in mine]

    async def rest(self, letter: Letter, seconds: float) -> None:
        """To be tried again later; its chat waits with it, nobody else does. Before a waiting Hide nothing rests."""
        if not isinstance(letter.tell, (*TO_THE_DESK, EraseChat)) and self._erasing(letter.chat):
            await self.put_back(letter)
            return
        self._count += 1
        heapq.heappush(self._resting, (time.monotonic() + seconds, self._count, letter))
        async with self._news:
            self._news.notify()

    async def done(self, letter: Letter) -> None:
        """Told, dropped or failed: the chat's next letter may go."""
        self._busy.discard(letter.chat)
        if not self._chats.get(letter.chat):
            self._chats.pop(letter.chat, None)
        await self._offer(letter.chat)

    def _erasing(self, chat: str) -> Letter | None:
        return next((other for other in self._chats.get(chat, ()) if isinstance(other.tell, EraseChat)), None)

    async def put_back(self, letter: Letter) -> None:
        """To be tried again: it stays first in its chat, unless a Hide came in between."""
        queue = self._chats.setdefault(letter.chat, deque())
        erasing = self._erasing(letter.chat)
        if erasing and not isinstance(letter.tell, (*TO_THE_DESK, EraseChat)):
            erasing.dropped += letter.with_dropped()
        else:
            queue.appendleft(letter)
        self._busy.discard(letter.chat)
        await self._offer(letter.chat)


def _said_before(queue: deque[Letter], letter: Letter) -> Letter | None:
    """The letter of the queue that says the same. Nothing passes a word, a code, a reply or a Hide."""
    if not _may_merge(letter):
        return None
    lately = itertools.takewhile(_may_merge, reversed(queue))
    return next((other for other in lately if _alike(other.tell, letter.tell)), None)


def _place(queue: deque[Letter], letter: Letter) -> None:
    """Last, or together with the one that says the same: a screen last, since it names what is true now."""
    before = _said_before(queue, letter)
    if before and isinstance(before.tell, RemoveMessages) and isinstance(letter.tell, RemoveMessages):
        before.tell = replace(before.tell, messages=(*before.tell.messages, *letter.tell.messages))
        before.dropped += letter.with_dropped()
        return
    if before:
        queue.remove(before)
        letter.dropped += before.with_dropped()
    queue.append(letter)


def _may_merge(letter: Letter) -> bool:
    """What was not tried yet and is said of words. An answer to a tap has its own place, and a little clock to stop."""
    tell = letter.tell
    if isinstance(tell, ShowScreen):
        alike = tell.name in SAID_ONCE or tell.name.startswith("ask_")
        return alike and not (letter.tries or tell.edit or tell.callback or tell.secret or tell.urgent)
    return isinstance(tell, RemoveMessages) and not letter.tries


def _alike(before: Tell, after: Tell) -> bool:
    if isinstance(before, ShowScreen) and isinstance(after, ShowScreen):
        return before.name == after.name
    if isinstance(before, RemoveMessages) and isinstance(after, RemoveMessages):
        return len(before.messages) + len(after.messages) <= MOST_REMOVED
    return False
