"""One child's conversation, step by step, and how to see on the phone that a step was answered."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.bench.telegram import Telegram
from tests.peer import Person
from tests.peer.model import Chat

PATIENCE_S = 60.0
FIRST_TEXT = "Здравствуйте. Я не знаю, с чего начать. Дома уже давно всё не так, и мне не с кем об этом говорить."
LATER_TEXTS = (
    "Это началось ещё зимой. Сначала я думал, что само пройдёт, а потом стал считать дни.",
    "В школе никто не замечает. Я говорю, что устал, и мне верят.",
    "Сестра младше меня, она пока не понимает. Иногда я пишу об этом в тетради, так легче.",
)


@dataclass(frozen=True)
class Step:
    """``kind`` groups steps in the table; ``shown`` counts what must have happened on the phone when it was answered."""

    kind: str
    act: Callable[[Person], Awaitable[object]]
    shown: Counter[str]
    empties: bool = False

    def answered(self, chat: Chat, before: int) -> bool:
        happened = Counter(line["event"] for line in chat.transcript[before:])
        emptied = not chat.messages or not self.empties
        return emptied and all(happened[event] >= count for event, count in self.shown.items())


def _writes(text: str) -> Callable[[Person], Awaitable[object]]:
    return lambda child: child.writes(text)


def _presses(button: str) -> Callable[[Person], Awaitable[object]]:
    return lambda child: child.presses(button)


_EDITED = Counter(answered=1, edited=1)
STEPS: Sequence[Step] = (
    Step("/start", _writes("/start"), Counter(sent=1)),
    Step("a tap", _presses("need"), _EDITED),
    Step("the first text", _writes(FIRST_TEXT), Counter(sent=3)),
    *(Step("a later text", _writes(text), Counter(sent=1)) for text in LATER_TEXTS),
    *(Step("a tap", _presses(button), _EDITED) for button in ("menu", "back", "numbers")),
    Step("Hide", _presses("hide"), Counter(answered=1), empties=True),
)


async def step_of_all(telegram: Telegram, step: Step, children: Sequence[Person], at_once: int) -> None:
    """Every child takes the step and sees it answered. Raises TimeoutError naming the step."""
    gate = asyncio.Semaphore(at_once)

    async def one(child: Person) -> None:
        async with gate:
            await _take(telegram, step, child)

    await asyncio.gather(*(one(child) for child in children))


async def _take(telegram: Telegram, step: Step, child: Person) -> None:
    world = telegram.world
    before = len(world.chats[child.id].transcript) if child.id in world.chats else 0
    await step.act(child)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not step.answered(world.chats[child.id], before):
                await world.bell.wait(PATIENCE_S)
    except TimeoutError:
        raise TimeoutError(f"{step.kind}: no answer on the phone") from None
