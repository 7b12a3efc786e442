"""What tests hold in their hands: a `Peer` and its `Person`s, over any link."""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict, Unpack

from tests.peer.errors import Json
from tests.peer.link import Link

_LOOK_EVERY_S = 0.01
_PATIENCE_S = 10.0


class FaultSpec(TypedDict, total=False):
    """See `faults.Fault`; kind is "status", "malformed", "reset" or "timeout"."""

    kind: str
    status: int
    times: int
    retry_after: int
    after: bool
    chat_id: int
    description: str


class Profile(TypedDict, total=False):
    name: str
    last_name: str
    username: str
    language: str


@dataclass(frozen=True)
class Seen:
    """One message as it stands on the person's screen."""

    id: int
    text: str
    by_bot: bool
    body: Json

    @property
    def buttons(self) -> list[list[Json]]:
        rows: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.body.get("entities", [])
        return found


def seen(body: Json) -> Seen:
    return Seen(body["message_id"], body.get("text") or body.get("caption") or "", body["by_bot"], body)


class Person:
    """Somebody with a phone. Verbs are coroutines that return when Telegram has the act, not when the bot has answered."""

    def __init__(self, link: Link, user_id: int) -> None:
        self._link = link
        self.id = user_id

    def _do(self, control: str, **payload: object) -> Any:
        return self._link.call(control, {"user": self.id, **payload})

    async def starts(self, payload: str = "") -> int:
        """Presses START; with a payload, through a deep link."""
        return await self.writes(f"/start {payload}".strip())

    async def writes(self, text: str, **more: object) -> int:
        """The (last) message's id; `reply_to`, `chat_id`, or any field of a message."""
        ids: list[int] = self._do("write", text=text, **more)
        return ids[-1]

    async def edits(self, message_id: int, text: str) -> None:
        self._do("edit", message_id=message_id, text=text)

    async def deletes(self, message_id: int) -> None:
        self._do("delete", message_id=message_id)

    async def presses(self, button: str, **where: int) -> Json:
        """By label or callback_data; the newest such button unless `message_id` is given. Raises LookupError."""
        result: Json = self._do("press", button=button, **where)
        return result

    async def taps(self, data: str, *, message_id: int) -> Json:
        """A stale press: the message may be gone or changed."""
        result: Json = self._do("tap", data=data, message_id=message_id)
        return result

    async def sends(self, kind: str, *, content: bytes | None = None, **options: object) -> list[int]:
        """photo, voice, sticker, contact, location, document, poll …; `count` > 1 makes an album; `caption`,
        `forwarded_from`."""
        if content is not None:
            options["content_base64"] = base64.b64encode(content).decode()
        ids: list[int] = self._do("send", kind=kind, **options)
        return ids

    async def speaks(self, content: bytes, seconds: int, **options: object) -> int:
        """A voice message; its id. `file_size` (0: not told) where Telegram says something else than the truth."""
        ids = await self.sends("voice", content=content, duration=seconds, **options)
        return ids[0]

    async def blocks(self) -> None:
        self._do("block", blocked=True)

    async def unblocks(self) -> None:
        self._do("block", blocked=False)

    async def adds_bot_to_group(self, title: str = "Группа") -> int:
        """The group's chat id."""
        chat_id: int = self._do("group", title=title)
        return chat_id

    def chat(self, chat_id: int | None = None) -> list[Seen]:
        return [seen(body) for body in self.screen(chat_id)["messages"]]

    def screen(self, chat_id: int | None = None) -> Json:
        """messages, keyboard, alerts, blocked."""
        shown: Json = self._link.call("chat", {"chat_id": self.id if chat_id is None else chat_id})
        return shown

    @property
    def alerts(self) -> list[str]:
        """Texts of answered presses, shown as toast or dialog."""
        return [alert["text"] for alert in self.screen()["alerts"]]

    @property
    def last(self) -> Seen:
        """The newest message of the bot. Raises LookupError where there is none."""
        found = [message for message in self.chat() if message.by_bot]
        if not found:
            raise LookupError("the bot has written nothing that is still there")
        return found[-1]

    async def sees(self, fragment: str, *, within_s: float = _PATIENCE_S) -> Seen:
        """Waits for a message of the bot that holds this text or has such a button. Raises TimeoutError."""
        found: list[Seen] = []

        def look() -> bool:
            found[:] = [m for m in self.chat() if m.by_bot and (fragment in m.text or fragment in m.labels)]
            return bool(found)

        await until(look, within_s=within_s)
        return found[-1]


async def until(true: Callable[[], bool], *, within_s: float = _PATIENCE_S) -> None:
    """Raises TimeoutError; looks again every few milliseconds of real time."""
    async with asyncio.timeout(within_s):
        while not true():  # noqa: ASYNC110 - what is waited for may be in another process
            await asyncio.sleep(_LOOK_EVERY_S)


class Peer:
    """The simulated Telegram of one bot. `url` is the API root, `http://host:port`."""

    def __init__(self, link: Link, url: str) -> None:
        self._link = link
        self.url = url

    def control(self, name: str, **payload: object) -> Any:
        """Any control of `controls.py` by name."""
        return self._link.call(name, payload)

    def user(self, user_id: int, **profile: Unpack[Profile]) -> Person:
        """The person with this Telegram id; made, or changed where a field is given."""
        names = {"name": "first_name", "language": "language_code"}
        self.control("user", id=user_id, **{names.get(field, field): value for field, value in profile.items()})
        return Person(self._link, user_id)

    def transcript(self, chat_id: int) -> list[Json]:
        """Every event of a chat in order: received, sent, edited, deleted, pressed, answered, membership, action."""
        lines: list[Json] = self.control("transcript", chat_id=chat_id)
        return lines

    def updates(self) -> list[Json]:
        """Every update made: update_id, type, queue, state (pending, in flight, confirmed, expired, dropped), attempts."""
        reports: list[Json] = self.control("updates")
        return reports

    def calls(self, method: str = "") -> list[Json]:
        """Every call of the bot that was carried out or refused: at, method (lower case), chat_id, ok."""
        return [c for c in self.control("calls") if method.lower() in {"", c["method"]}]

    def raw_update(self, update: Json) -> int | None:
        update_id: int | None = self.control("raw", update=update)
        return update_id

    def redeliver(self, update_id: int) -> None:
        self.control("redeliver", update_id=update_id)

    def pending(self) -> int:
        count: int = self.control("pending")
        return count

    async def settled(self, *, within_s: float = _PATIENCE_S) -> None:
        """Waits until every update is confirmed. Raises TimeoutError."""
        await until(lambda: self.pending() == 0, within_s=within_s)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.control("clock"), UTC)

    def advance(self, **duration: float) -> None:
        """hours=…, minutes=…, seconds=… as for timedelta."""
        self.control("clock", advance_s=timedelta(**duration).total_seconds())

    def fail(self, method: str = "*", **fault: Unpack[FaultSpec]) -> None:
        """The next calls of the method fail; see README."""
        self.control("fail", method=method, **fault)

    def heal(self) -> None:
        self.control("heal")

    def limits(self, **changed: float) -> None:
        """Fields of `faults.Limits`; `enabled=False` switches flood control off."""
        self.control("limits", **changed)

    def hold(self) -> None:
        """Nothing is delivered until `release`."""
        self.control("hold", held=True)

    def release(self) -> None:
        self.control("hold", held=False)

    def hurry(self) -> None:
        """Webhook retries that wait are made at once."""
        self.control("hurry")

    def reset(self) -> None:
        self.control("reset")
