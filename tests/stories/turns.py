"""The turns of a story: taps named by what they do, and what then stands on the phone, in the queue and in the thread."""

from dataclasses import dataclass
from typing import Any

from i18n.screens import SCREENS, screen
from tests.peer import Person
from tests.peer.simulated import Seen
from tests.stories.desk_and_phone import quiet
from tests.stories.night import safe_word_on
from tests.stories.rig import Product
from tests.stories.threads_opened import Thread, every_thread
from triage.card import Card
from triage.incoming import BELOW

SPECIALIST = 900
_BY_DAY = {"desk": "open", "opens": "", "online": "no", "kept": "no"}


@dataclass(frozen=True)
class Phone:
    """One person with the bot open, whose Telegram speaks ``language``."""

    made: Product
    person: Person
    language: str = "ru"

    async def starts(self) -> None:
        await self.person.starts()
        await quiet(self.made)

    async def writes(self, text: str) -> None:
        await self.person.writes(text)
        await quiet(self.made)

    async def speaks(self, seconds: int = 4) -> None:
        await self.person.speaks(b"opus" * 500, seconds)
        await quiet(self.made)

    async def taps(self, *actions: str) -> None:
        """One after the other, each as soon as the one before was answered."""
        for action in actions:
            below = [action, action + BELOW]
            there = [name for name in below if name in self.actions]
            await self.person.presses(there[0] if there else action)
            await quiet(self.made)

    async def taps_after_start(self, *actions: str) -> None:
        await self.starts()
        await self.taps(*actions)

    async def walks(self, stop: str = "", **given: str) -> None:
        """Answers each question that comes, by tap or in words, until ``stop`` is asked or nothing more; else skips."""
        while (question := self.waiting) and question != stop:
            answer = given.get(question, "skip")
            if f"{question}.{answer}" in self.actions:
                await self.taps(f"{question}.{answer}")
            else:
                await self.writes(answer)
            assert answer == "skip" or self.waiting != question, f"{question} goes on waiting"

    @property
    def waiting(self) -> str:
        """The question that stands open in the newest message, "" for none."""
        names = actions_of(self.person.last)
        return next((name.removesuffix(".skip") for name in names if name.endswith(".skip")), "")

    @property
    def said(self) -> list[str]:
        """What stands in the chat, the bot's part, oldest first."""
        return [one.text for one in self.person.chat() if one.by_bot]

    @property
    def actions(self) -> set[str]:
        """What the buttons of the whole chat would do."""
        return {name for one in self.person.chat() for name in actions_of(one)}

    @property
    def ever(self) -> list[str]:
        """Every text that the bot ever showed here, in order of time, whatever became of it."""
        lines = self.made.peer.transcript(self.person.id)
        return [line.get("text", "") for line in lines if line["event"] in {"sent", "edited"}]

    @property
    def taps_so_far(self) -> int:
        return sum(line["event"] == "pressed" for line in self.made.peer.transcript(self.person.id))

    def text(self, name: str, audience: str = "child", **values: Any) -> str:
        """What a screen would say to this person; values that are not given are as by day, of nothing in particular."""
        wanted = SCREENS[name].values
        plain = {value: said for value, said in _BY_DAY.items() if value in wanted}
        return screen(self.made.house.words, self.language, name, {**plain, **values}, audience).text

    def newcomers(self, desk: str = "open", opens: str = "") -> str:
        return self.text("first", desk=desk, opens=opens)

    def asks(self, question: str, audience: str = "child", **values: Any) -> bool:
        """Whether the newest message is this question, with or without a line that says that words are kept."""
        return self.person.last.text.endswith(self.text(f"ask_{question}", audience, **values))

    def ever_asked(self, question: str) -> bool:
        """By what its buttons do, whatever its words; also where another screen has taken its place since."""
        lines = self.made.peer.transcript(self.person.id)
        markups = (line.get("body", {}).get("reply_markup", {}).get("inline_keyboard", []) for line in lines)
        data = (button.get("callback_data", "") for rows in markups for row in rows for button in row)
        return any(one.startswith(f"{question}.") for one in data)

    @property
    def safe_word(self) -> str:
        return next(safe_word_on(one) for one in reversed(self.person.chat()) if "word" in _bare(actions_of(one)))

    def has_help_and_hide(self) -> None:
        """On every screen that stands in the chat (conversation.md, rule 22)."""
        for one in self.person.chat():
            if one.by_bot:
                bare = _bare(actions_of(one))
                assert "hide" in bare, one.text
                assert "numbers" in bare or "need" in bare or "back" in bare, one.text


def actions_of(one: Seen) -> list[str]:
    return [button.get("callback_data", "") for row in one.buttons for button in row]


def _bare(actions: list[str]) -> set[str]:
    return {name.removesuffix(BELOW) for name in actions}


def somebody(made: Product, user: int = 1001, language: str = "ru") -> Phone:
    return Phone(made, made.peer.user(user, name="Канарейка", language=language), language)


async def queue(made: Product) -> list[Card]:
    """As the console shows it: the most urgent first."""
    return list(await made.house.rooms.files.queue(50))


async def only_card(made: Product) -> Card:
    cards = await queue(made)
    assert len(cards) == 1, [(card.urgency, card.reasons) for card in cards]
    return cards[0]


async def thread_of(made: Product, card: Card) -> Thread:
    return next(one for one in await every_thread(made) if one.card.signal == card.signal)


def alerts(made: Product) -> list[str]:
    """What stands in the specialist's own Telegram chat about signals now."""
    chat = made.peer.user(SPECIALIST).chat()
    return [one.text for one in chat if one.by_bot and one.text.startswith(_alert(made))]


def rang(made: Product) -> int:
    """How many alerts the specialist's telephone ever got, those that are gone included."""
    sent = [str(line.get("text")) for line in made.peer.transcript(SPECIALIST) if line["event"] == "sent"]
    return sum(text.startswith(_alert(made)) for text in sent)


def _alert(made: Product) -> str:
    """What every alert begins with, before its number."""
    return screen(made.house.words, "ru", "alert", {"count": "000", "seen": "yes"}).text.partition("000")[0]
