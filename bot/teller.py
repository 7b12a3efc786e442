"""Who tells: the sender of this process, put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import joints
from bot.rooms import Rooms
from bot.settings import Settings
from desk.hours import RosterHours
from desk.people import Colleague
from desk.ringing import Ringing
from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from vault import receipt
from vault.canary import Arrivals
from vault.ledger import Ledger
from workers.canary import CanarySink
from workers.delivery import Delivery
from workers.filling import Filling
from workers.ports import Ledger as LedgerPort
from workers.showing import Showing
from workers.telegram import Telegram, VoiceFiles
from workers.telling import Telling
from workers.voices import Voices


@dataclass(frozen=True)
class Teller:
    """``watermark``: every screen says that its words are not checked yet. ``crew``: who works here now."""

    settings: Settings
    rooms: Rooms
    channel: Telegram
    words: Words
    code_words: ReceiptWords
    clock: Callable[[], datetime]
    watermark: bool
    crew: Callable[[], Sequence[Colleague]]

    def telling(self) -> Telling:
        """Raises BadSettings for impossible hours, BadPack for an organisation that cannot be shown."""
        rooms, filling = self.rooms, self.filling()

        def delivery(ledger: LedgerPort) -> Delivery:
            return Delivery(Showing(self.channel, rooms.chats, ledger, filling, self.clock), self._spelt, rooms.boards)

        return Telling(
            outbox=rooms.outbox,
            leases=rooms.leases,
            chats=rooms.chats,
            desk=Ringing(people=rooms.linked, busy=rooms.alarms, clock=self.clock),
            ledger=lambda fence: Ledger(rooms.store, rooms.outbox, rooms.chats, fence),
            delivery=delivery,
            voices=lambda: Voices(VoiceFiles(self.channel.bot), rooms.media, self.clock),
            clock=self.clock,
            pulse=rooms.pulse,
            canary=CanarySink(Arrivals(rooms.store)),
        )

    def filling(self) -> Filling:
        """What screens say at the moment they are shown."""
        return Filling(
            chats=self.rooms.chats,
            words=self.words,
            hours=RosterHours(settings=self.settings.hours(), crew=self.crew),
            clock=self.clock,
            organisations=joints.organisations(),
            demo=self.watermark,
            bot=self.settings.bot_username.lstrip("@"),
        )

    def _spelt(self, _language: str, indices: tuple[int, ...]) -> Mapping[str, str]:
        return {"words": self.code_words.spelt(indices), "digits": receipt.digits(indices)}
