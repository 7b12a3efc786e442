"""Who watches that nobody waits unheard: the alarms of this process, put together."""

from collections.abc import Callable
from datetime import datetime

from bot.joints import PACKS
from bot.pushing import push_of
from bot.rooms import Rooms
from bot.second_channel import channels
from bot.settings import Settings
from desk.alarms import Watchkeeping
from triage.alarms import parse_alarms
from workers.pager import Pagers

FILE = PACKS / "common" / "alarms.toml"


def watchkeeping(settings: Settings, rooms: Rooms, clock: Callable[[], datetime]) -> Watchkeeping:
    """Raises BadPack for times that cannot be."""
    times = parse_alarms(FILE.read_text(encoding="utf-8"), file=str(FILE))
    pagers = Pagers(channels(settings), rooms.pages, push_of(settings, rooms, clock))
    return Watchkeeping(book=rooms.alarms, people=rooms.linked, pager=pagers, times=times)
