"""The web button, put together: the same desk, screens and numbers as at Telegram, behind another door."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot import joints
from bot.gate import Gate
from bot.health import HouseHealth
from bot.house import House, Plan
from bot.rooms import Rooms
from desk.hours import Hours
from desk.ports import Unavailable
from desk.visiting import Visiting
from i18n.receipt_words import ReceiptWords
from i18n.words import BUTTON, Words
from portal.button.lanes import Lanes
from portal.button.lot import Lot
from portal.button.parts import ButtonParts, Contacts, Plain
from vault import receipt
from vault.scriptless import code_in_hand
from vault.stamps import Stamps
from vault.visits import VisitKeeper
from workers.pages import Dressing

_CROWD_KNOWN: Final = timedelta(seconds=10)
_PREFIX: Final = "button-page-"
BORROWED: Final = {
    "need": "button-need",
    "code-another": "button-new-code",
    **{f"lang-{one}": f"button-lang-{one}" for one in ("ru", "kk", "en")},
}
"""Labels that the page shares with the screens."""
_NUMBERS: Final = {"emergency": "call-emergency", "ru_child": "call-ru", "kz_child": "call-kz"}


def button_of(plan: Plan, house: House, health: HouseHealth) -> ButtonParts | None:
    """None where the web button is switched off: then the page at ``/`` has the numbers alone."""
    settings, rooms = plan.settings, house.rooms
    if settings.web_button == "off":
        return None
    words, gate = house.words.at("web"), Gate(health)
    return ButtonParts(
        visiting=_visiting(house),
        desks=_desks(rooms),
        dressing=Dressing(filling=replace(house.filling, words=words)),
        lanes=Lanes(Stamps.of(rooms.keyring.address)),
        forms=Lot(plan.draw),
        plain=_plain(house),
        words=PageWords(words, house.filling.hours),
        contacts=partial(contacts, words, settings.jurisdiction),
        languages=settings.languages,
        sources=frozenset(settings.web_sources),
        exit_url=settings.exit_url,
        draw=plan.draw,
        reads=_reads(gate),
        ready=gate,
        crowded=Crowd(rooms.media.memory_is_short, plan.clock),
    )


@dataclass(frozen=True)
class PageWords:
    """The page's texts by key, without the prefix; what the script fills in stays in braces.

    Made once for each language: some hundred texts take milliseconds, and anybody may ask for the page.
    """

    words: Words
    hours: Hours
    made: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, language: str, now: datetime) -> Mapping[str, str]:
        """With what the desk's hours say now."""
        desk = self.words.text(language, BUTTON, f"{_PREFIX}desk", **self.hours.told(now))
        if language not in self.made:
            self.made[language] = self._texts(language)
        return {**self.made[language], "desk": desk}

    def _texts(self, language: str) -> Mapping[str, str]:
        said = {key.removeprefix(_PREFIX): text for key, text in self.words.labels(language, BUTTON).items()}
        return said | {key: self.words.text(language, "child", label) for key, label in BORROWED.items()}


@dataclass
class Crowd:
    """Whether the store's memory is short, asked of it once in a while: a flood must not ask with every request."""

    asked: Callable[[], Awaitable[bool]]
    clock: Callable[[], datetime]
    known: bool = False
    until: datetime | None = None

    async def __call__(self) -> bool:
        """Raises Unavailable."""
        now = self.clock()
        if self.until is None or not now < self.until <= now + _CROWD_KNOWN:
            self.known = await self.asked()
            self.until = now + _CROWD_KNOWN
        return self.known


def contacts(words: Words, jurisdiction: str, language: str) -> Contacts:
    """The number for every danger first, then that of this country."""
    own = f"{jurisdiction.lower()}_child"
    order = sorted(_NUMBERS, key=lambda name: (name != "emergency", name != own))
    known = [name for name in order if name in words.numbers]
    return tuple((words.numbers[name], words.text(language, BUTTON, f"{_PREFIX}{_NUMBERS[name]}")) for name in known)


def _visiting(house: House) -> Visiting:
    rooms = house.rooms
    keeper = VisitKeeper(rooms.store, rooms.keyring, rooms.books.records, rooms.media)
    return Visiting(intake=house.door.intake, books=rooms.books, visits=keeper)


def _plain(house: House) -> Plain:
    return Plain(
        codes=joints.codes(house.code_words),
        spelt=partial(spelt, house.code_words),
        transit=house.rooms.chats,
        in_hand=code_in_hand,
    )


def spelt(words: ReceiptWords, indices: tuple[int, ...]) -> Mapping[str, str]:
    """A receipt code as it is read: five words, or digits."""
    return {"words": words.spelt(indices), "digits": receipt.digits(indices)}


def _desks(rooms: Rooms) -> Callable[[], Awaitable[Mapping[str, bytes]]]:
    async def desks() -> Mapping[str, bytes]:
        return (await rooms.offices.current()).desks

    return desks


def _reads(gate: Gate) -> Callable[[], Awaitable[bool]]:
    async def reads() -> bool:
        """Once it was so no store is asked: the numbers must not wait for one that hangs."""
        if gate.is_open:
            return True
        try:
            gate.is_open = not await gate.health.missing_desks()
        except Unavailable:  # nobody can say, and the page keeps what is typed
            return True
        return gate.is_open

    return reads
