"""What one start is given, and what then runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.rooms import Rooms
from bot.settings import Settings
from desk.alarms import Watchkeeping
from desk.duty import Duty
from desk.forum import GroupBinding
from handlers.door import Door
from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from triage.judge import Judge
from vault.ceremony import Office
from workers.filling import Filling
from workers.telling import Telling


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one start is given. ``clock`` and ``draw`` are the machine's, or a test's."""

    settings: Settings
    office: Office
    clock: Callable[[], datetime]
    draw: Callable[[int], bytes]
    demo: bool = False
    watermark: bool = False
    links: tuple[tuple[str, str], ...] = ()
    seed: Callable[["House"], Awaitable[None]] | None = None


@dataclass(frozen=True, kw_only=True)
class House:
    """What runs. ``url`` is where the portal listens."""

    rooms: Rooms
    door: Door
    duty: Duty
    telling: Telling
    watch: Watchkeeping
    judge: Judge
    words: Words
    code_words: ReceiptWords
    filling: Filling
    url: str = field(default="")
    group: GroupBinding = field(default_factory=GroupBinding)
