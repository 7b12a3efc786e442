"""What this process knows of itself without asking the store: the alarms' loop, the second channel, the canary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.rooms import Rooms
from bot.second_channel import channels
from bot.settings import Settings
from workers.nursery import RESTART_AFTER_S

MISSED_ROUNDS = 3
DEAF_S = 60.0
"""Some rounds of getUpdates, or three looks at Telegram in webhook mode."""
SILENT_SENDER_S = 15.0
"""Five missed rounds of a sender."""


@dataclass(frozen=True, kw_only=True)
class Signs:
    """``report`` gives the parts of ``/health``, ``sound`` whether they are all in order.

    ``channel``: there is a gate to page; ``devices``: members may have alarms on theirs.
    ``telegram``: there is a bot. ``flies``: there is a canary; without a bot it had no sender to arrive at.
    """

    rooms: Rooms
    watch_every_s: float
    channel: bool
    devices: bool
    telegram: bool
    flies: bool
    duty_bot: bool = False

    def report(self, now: datetime) -> Mapping[str, object]:
        """No identifiers."""
        return {
            "watch": "beating" if self._watches() else "silent",
            "second_channel": self._second(),
            "duty_bot": self._duty_bot(),
            "forum_group": self.rooms.forum.word,
            "canary": {"flies": self.flies, "lost": bool(self.rooms.canary.lost), "age_s": self._age_s(now)},
        }

    def sound(self) -> bool:
        """A page that nobody took counts: whoever reads this page is then the last to hear."""
        deaf = (self.channel or self.devices) and self.rooms.pages.last == "failed"
        rings = self._duty_bot() in {"sending", "not configured"}
        heard = self.pages() or not self.devices
        return self._watches() and not self.rooms.canary.lost and not deaf and heard and rings

    def _duty_bot(self) -> str:
        """The desk's own."""
        if not self.duty_bot:
            return "not configured"
        if self.rooms.duty_incoming.age_s() > DEAF_S:
            return "nothing comes in: is DUTY_BOT_TOKEN right, and Telegram within reach?"
        return "sending" if self.rooms.duty_pulse.age_s() < SILENT_SENDER_S else "silent"

    def _second(self) -> Mapping[str, object]:
        devices = {"members_with_a_device": self.rooms.devices.members} if self.devices else {}
        return {"configured": self.pages(), "last_page": self.rooms.pages.last or "none yet", **devices}

    def pages(self) -> bool:
        """Whether somebody hears of it without Telegram. A house with neither is a demo's: ``run`` refuses it."""
        return self.channel or bool(self.devices and self.rooms.devices.members)

    def _watches(self) -> bool:
        round_s = self.watch_every_s + RESTART_AFTER_S
        return self.rooms.watched.age_s() < MISSED_ROUNDS * round_s

    def _age_s(self, now: datetime) -> float | None:
        age_s = self.rooms.canary.age_s(now)
        return None if age_s is None else round(age_s, 1)


def signs_of(settings: Settings, rooms: Rooms) -> Signs:
    """Once, at the start: a credential file need not stand there for ever. Raises BadSettings."""
    telegram = bool(settings.token())
    return Signs(
        rooms=rooms,
        watch_every_s=settings.watch_every_s,
        channel=bool(channels(settings)),
        devices=bool(settings.push_contact),
        telegram=telegram,
        flies=bool(telegram and settings.canary_every_s),
        duty_bot=bool(settings.duty_token()),
    )
