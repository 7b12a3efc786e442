"""One night in the life of the product, in words that exist nowhere else, and what of it must never be found."""

from dataclasses import dataclass, field

from tests.peer import Person, until
from tests.peer.simulated import Seen
from tests.stories import canaries
from tests.stories.desk_browser import DeskBrowser
from tests.stories.rig import Product

CHILD, FRIEND, SPECIALIST = 7_318_529_046, 6_904_417_358, 5_871_203_664
"""Ids long enough not to be found by chance."""
LATITUDE, LONGITUDE = 51.834627, 71.926438
PHONE = "+77014938265"


@dataclass
class Said:
    """Name of a canary → the canary. ``shown`` and ``taken`` were read by the child, ``waiting`` not yet."""

    words: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        """A new word, remembered under its name."""
        return self.words.setdefault(name, canaries.word())

    def wanted(self) -> dict[str, frozenset[bytes]]:
        return {name: canaries.spellings(text) for name, text in self.words.items()}


IDS = {"child": CHILD, "friend": FRIEND, "specialist": SPECIALIST}


def ids() -> dict[str, frozenset[bytes]]:
    """Whose Telegram ids a thief of the store alone must not find."""
    return {f"the id of the {name}": canaries.number_spellings(number) for name, number in IDS.items()}


def child_of(product: Product, said: Said, user: int = CHILD, who: str = "child") -> Person:
    """Somebody with every name that Telegram knows of a person."""
    latin = canaries.word().translate(str.maketrans("бвгджзклмнпрстфхцчшщ", "bvgdjzklmnprstfhcqwx"))
    said.words[f"username of the {who}"] = latin
    names = {"name": said(f"first name of the {who}"), "last_name": said(f"last name of the {who}")}
    return product.peer.user(user, **names, username=latin, language="ru")


async def tells(child: Person, text: str) -> Seen:
    """The first words; the screen with the safe word follows the answer."""
    await child.starts()
    await child.sees("Опасно сейчас?")
    await child.writes(text)
    await child.sees("Я тебе верю")
    return await child.sees("сюда слово")


def safe_word_on(screen: Seen) -> str:
    return _in_monospace(screen)[0]


def code_on(screen: Seen) -> tuple[str, str]:
    """(five words, seventeen digits)."""
    words, digits = _in_monospace(screen)
    return words, digits


def _in_monospace(screen: Seen) -> list[str]:
    """Entities count UTF-16 units."""
    raw = screen.text.encode("utf-16-le")
    spans = [(one["offset"] * 2, one["length"] * 2) for one in screen.entities if one["type"] == "code"]
    return [raw[at : at + length].decode("utf-16-le") for at, length in spans]


async def sends_everything(child: Person, said: Said) -> None:
    """Every kind of message that carries somebody's words or names."""
    first = await child.writes(f"он сказал {said('a second text')} и ушёл")
    await child.edits(first, f"она сказала {said('an edit')}")
    await child.sends(
        "contact", first_name=said("name of a contact"), last_name=said("family of a contact"), phone_number=PHONE
    )
    await child.sends("location", latitude=LATITUDE, longitude=LONGITUDE)
    await child.sends("photo", caption=said("a caption"))
    await child.sends("poll", question=said("a question"), options=[{"text": said("an option"), "voter_count": 0}] * 2)
    await child.writes(
        said("a forward"),
        forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": said("author of a forward")},
    )
    await child.sends("document", file_name=said("name of a file"))
    said.words |= {"phone of a contact": PHONE.lstrip("+"), "latitude": str(LATITUDE), "longitude": str(LONGITUDE)}


async def answered(desk: DeskBrowser, child: Person, said: Said, *, name: str = "reply") -> str:
    """Claimed, read, replied to, noted; the child has been told that there is something new."""
    signal = (await desk.signals())[0]
    await desk.post(f"signals/{signal}/claim", {})
    await desk.reply(signal, f"Я прочла. {said(name)}. Я рядом.")
    await desk.note(signal, f"позвонить утром, {said(f'note beside {name}')}")
    await hears_of_news(child)
    return signal


async def hears_of_news(child: Person) -> None:
    """By whatever words: the button that opens a reply stands in the chat."""
    await until(lambda: any(button.get("callback_data", "").startswith("read") for button in buttons(child)))


async def opens_news(child: Person) -> None:
    await child.presses(
        next(one["callback_data"] for one in buttons(child) if one.get("callback_data", "").startswith("read"))
    )


def buttons(child: Person) -> list[dict[str, str]]:
    """All that stand in the chat, the newest message's first."""
    return [button for message in reversed(child.chat()) for row in message.buttons for button in row]


async def takes_code(child: Person, said: Said, *, name: str = "code") -> str:
    """The code's own screen; five words."""
    await child.presses("⋯")
    await child.sees("вход с любого телефона")
    await child.presses("Мой код")
    words, digits = code_on(await child.sees("Это твой код"))
    said.words |= {f"{name} in words": words, f"{name} in digits": digits}
    return words


async def hides_and_comes_back(child: Person, safe_word: str) -> None:
    await child.presses("Скрыть")
    await until(lambda: child.chat() == [])
    await child.starts()
    await child.sees("Опасно сейчас?")
    await child.writes(safe_word)
    await child.sees("Слово подходит")
