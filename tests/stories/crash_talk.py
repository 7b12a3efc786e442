"""The conversation that is interrupted: a child, a specialist at her desk, and what was promised to either of them.

Nobody in it knows of any crash: each waits for what must come, acts once, and goes on.
"""

from dataclasses import dataclass, field

from tests.peer import Person
from tests.peer.simulated import Seen
from tests.stories.crash_desk import Desk
from tests.stories.crash_house import Crashing, until

CHILD, SPECIALIST = 1001, 900
ALERT = "Дежурство. В очереди"
BLOCK = "У меня сбой. Пока не получается сохранить."
GONE = "Этот ответ показать не получилось."
ACTS = 18
"""How many acts `Talk.held` counts, Hide included; a crash may fall behind any of them."""


@dataclass
class Talk:
    """``promised``: entries that must have stood in the outboxes. ``texts`` in the order in which they were written."""

    house: Crashing
    desk: Desk
    child: Person
    specialist: Person
    acts: int = 0
    promised: int = 0
    alerts: int = 0
    signal: str = ""
    safe_word: str = ""
    texts: list[str] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)

    async def held(self) -> None:
        """Up to the moment at which everything is said and nothing is hidden yet."""
        await self.opened()
        await self._answers()
        await self._looks_around()
        await self._is_answered("Ответ первый: ты не один.")
        await self._writes("Это пятое.", promises=2)
        self.alerts += 1  # she writes after an answer: the desk is told again
        await self._writes("Это шестое.")
        await self._is_answered("Ответ второй: мы рядом.")
        await self._takes_the_code()

    async def opened(self) -> None:
        """A specialist who would hear, and a child who told."""
        await self._is_linked()
        await self._begins()
        await self._tells()

    async def _is_linked(self) -> None:
        await self.desk.signs_in()
        await self.specialist.starts(await self.desk.link_code())
        self._acted(promises=1)
        await until(lambda: bool(self.specialist.chat()[1:]), "the specialist's account is linked")

    async def _begins(self) -> None:
        await self.child.starts()
        self._acted(promises=1)
        await self.sees("Мне нужна помощь")
        await self.presses("Мне нужна помощь")
        await self.sees("Сколько тебе лет?")

    async def _tells(self) -> None:
        """The first alone; then three in one breath."""
        await self._writes("Это первое.", promises=4)  # an alert, "I believe you", the safe word, a question
        self.alerts += 1
        await self.sees("Я тебе верю")
        if self.house.transit:
            shown = await self.sees("Запомни его")
            self.safe_word = shown.text.split("слово:\n")[1].split("\n")[0]
        for text in ("Это второе.", "Это третье.", "Это четвёртое."):
            await self._writes(text)

    async def _answers(self) -> None:
        """An entry of the thread like her words. Telegram orders no tap behind a text: she taps when all were taken."""
        await self.settled()
        await self.presses("10 и меньше")
        self.texts.append("who.c10")
        await self.sees("Прямо сейчас опасно?")

    async def _looks_around(self) -> None:
        await self.presses("⋯")
        await self.sees("Стоп")
        before = self._replaced()
        await self.presses("Назад")  # of two menus, where a crash doubled it, the one that was tapped gives way
        await until(lambda: self._replaced() > before, "the way back from the menu")

    def _replaced(self) -> int:
        return sum(line["event"] == "edited" and line["by"] == "bot" for line in self.house.peer.transcript(CHILD))

    async def _is_answered(self, text: str) -> None:
        """The desk hears an alert, claims, replies; the child opens. What a restart took is sent again."""
        entry = await self.gets_a_reply(text)
        while await self._opens_in_vain(text):
            await self._sent_again(entry)

    async def opens_what_seems_lost(self) -> bool:
        """Whether the desk took any reply for lost: one that stands on the phone, where a kill took text and record."""
        _, states = await self.desk.opens(self.signal)
        lost = [entry for entry, state in states.items() if state != "shown"]
        for entry in lost:
            await self._sent_again(entry)
            while await self._opens_in_vain(self.replies[entry]):
                await self._sent_again(entry)
        return bool(lost)

    async def _sent_again(self, entry: str) -> None:
        await self.desk.sends_again(self.signal, entry, self.replies[entry])
        self.promised += 1

    async def _opens_in_vain(self, text: str) -> bool:
        """Whether she is told that the reply cannot be shown. A copy that stands there already is no answer."""
        lost, stood = self._lost(), len(self.on_screen(text))
        await until(lambda: bool(self.opening()), "a button that opens what is new")
        await self.presses(self.opening()[-1])
        await until(lambda: len(self.on_screen(text)) > stood or self._lost() > lost, "the reply, or that it is lost")
        return self._lost() > lost

    async def gets_a_reply(self, text: str) -> str:
        await until(lambda: self.alerts_heard() >= self.alerts, "an alert for what was written")
        await self.settled()  # a text that came in after the reply would be one more alert
        self.signal = self.signal or await self.desk.claims_the_first()
        entry = await self.desk.replies(self.signal, text)
        self.replies[entry] = text
        self._acted(promises=2)  # the news for her, and a smaller number for the desk
        return entry

    def opening(self) -> list[str]:
        return [label for m in self.child.chat() if m.by_bot for label in m.labels if "Открыть" in label]

    def _lost(self) -> int:
        """How often the child was told that a reply cannot be shown."""
        return sum(GONE in str(line.get("text")) for line in self.told(CHILD))

    async def _takes_the_code(self) -> None:
        await self.presses("Мой код")
        await until(lambda: any(map(self.on_screen, ("Это твой код", "Код больше не показать"))), "the code")

    async def hides(self) -> None:
        """Once; what must follow is an empty chat."""
        await self.presses("Скрыть")
        await until(lambda: not self.child.chat(), "an empty chat")

    async def comes_back_and_hides(self) -> None:
        """By safe word, which leaves the chat too."""
        await self.child.writes(self.safe_word)
        self._acted(promises=2)
        await self.sees("Слово подходит")
        await self.hides()

    async def _writes(self, text: str, *, promises: int = 1) -> None:
        await self.child.writes(text)
        self.texts.append(text)
        self._acted(promises=promises)

    async def presses(self, button: str) -> None:
        await self.child.presses(button)
        self._acted(promises=1)

    def _acted(self, *, promises: int) -> None:
        self.acts += 1
        self.promised += promises

    async def sees(self, fragment: str) -> Seen:
        await until(lambda: bool(self.on_screen(fragment)), f"the screen with «{fragment}»")
        return self.on_screen(fragment)[-1]

    def on_screen(self, fragment: str) -> list[Seen]:
        return [m for m in self.child.chat() if m.by_bot and (fragment in m.text or fragment in m.labels)]

    def alerts_heard(self) -> int:
        return sum(str(line.get("text")).startswith(ALERT) for line in self.sent(SPECIALIST))

    def sent(self, chat: int) -> list[dict[str, object]]:
        """Every new message of the bot that ever stood in the chat."""
        return [line for line in self.house.peer.transcript(chat) if line["event"] == "sent"]

    def told(self, chat: int) -> list[dict[str, object]]:
        """New messages, and what later replaced them."""
        lines = self.house.peer.transcript(chat)
        return [line for line in lines if line["event"] in {"sent", "edited"} and line["by"] == "bot"]

    async def settled(self) -> None:
        """Telegram has every update confirmed, and the house has kept every promise."""
        await until(lambda: self.house.peer.pending() == 0, "every update confirmed")
