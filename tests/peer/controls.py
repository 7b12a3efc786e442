"""The test's hand on the peer: one synchronous call per control, the same in process and by HTTP (`/test/<name>`)."""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from aiohttp import web

from tests.peer import people, presses
from tests.peer.errors import Json
from tests.peer.faults import fault_from
from tests.peer.groups import membership
from tests.peer.model import Account
from tests.peer.speech import tone
from tests.peer.world import World

Control: TypeAlias = Callable[..., Any]
_PROFILE = frozenset({"first_name", "last_name", "username", "language_code"})


class Controls:
    """`call(name, payload)` is all there is; payload and result are JSON values."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._table: dict[str, Control] = {
            "user": self.user, "write": self.write, "edit": self.edit, "delete": self.delete, "send": self.send,
            "speak": self.speak, "press": self.press, "tap": self.tap, "block": self.block, "group": self.group, "kick": self.kick,
            "raw": self.raw, "chat": self.chat, "transcript": self.transcript, "updates": self.updates,
            "pending": self.pending, "redeliver": self.redeliver, "hurry": self.hurry, "hold": self.hold,
            "clock": self.clock, "fail": self.fail, "heal": self.heal, "limits": self.limits, "calls": self.calls,
            "reset": self.reset, "profile": self.profile, "forum": self.forum, "topics": self.topics,
        }  # fmt: skip

    def call(self, name: str, payload: Json) -> Any:
        """Raises LookupError or ValueError in the words of the control."""
        if name not in self._table:
            raise LookupError("no such control")
        return self._table[name](**payload)

    async def http(self, request: web.Request) -> web.Response:
        """JSON in, JSON out; only with a JSON content type, which a foreign web page cannot send here."""
        if request.method == "POST" and request.content_type != "application/json":
            return web.json_response({"error": "application/json expected", "lookup": False}, status=415)
        try:
            payload = dict(request.query) if request.method == "GET" else await request.json()
            result = self.call(request.match_info["control"], payload)
        except (LookupError, ValueError, TypeError) as error:
            return web.json_response({"error": str(error), "lookup": isinstance(error, LookupError)}, status=400)
        return web.json_response({"result": result})

    def _account(self, user: int | str) -> Account:
        return people.known(self.world, int(user))

    def user(self, id: int, **profile: str) -> Json:  # noqa: A002 - the field's name in Telegram
        """Makes the account or changes what is given: first_name, last_name, username, language_code."""
        account = self.world.accounts.setdefault(int(id), Account(int(id), "Пользователь"))
        for field, value in profile.items():
            if field not in _PROFILE:
                raise ValueError(f"an account has {', '.join(sorted(_PROFILE))}")
            setattr(account, field, value)
        return account.as_user()

    def write(self, user: int, text: str, **more: Any) -> list[int]:
        return people.write(self.world, self._account(user), text, **more)

    def edit(self, user: int, message_id: int, text: str) -> None:
        people.edit(self.world, self._account(user), message_id, text)

    def delete(self, user: int, message_id: int) -> None:
        people.delete(self.world, self._account(user), message_id)

    def send(self, user: int, kind: str, **options: Any) -> list[int]:
        content = options.pop("content_base64", None)
        if content is not None:
            options["content"] = base64.b64decode(content)
        return people.send(self.world, self._account(user), kind, **options)

    def speak(self, user: int, seconds: int = 3) -> list[int]:
        """A sample: a tone that comes and goes."""
        return people.send(self.world, self._account(user), "voice", content=tone(seconds), duration=seconds)

    def press(self, user: int, button: str, message_id: int | None = None, chat_id: int | None = None) -> Json:
        return presses.press(self.world, self._account(user), button, message_id=message_id, chat_id=chat_id)

    def tap(self, user: int, data: str, message_id: int, chat_id: int | None = None) -> Json:
        return presses.tap(self.world, self._account(user), data, message_id=message_id, chat_id=chat_id)

    def block(self, user: int, *, blocked: bool) -> None:
        people.block(self.world, self._account(user), blocked=blocked)

    def group(self, user: int, title: str, kind: str = "supergroup") -> int:
        return people.add_to_group(self.world, self._account(user), title, kind=kind)

    def kick(self, user: int, chat_id: int) -> None:
        """A person removes the bot from a group."""
        actor = self._account(user).as_user()
        membership(self.world, self.world.chats[chat_id], actor=actor, status="kicked")

    def forum(self, chat_id: int, *, on: bool = True, manages: bool = True, moved_to: int = 0) -> None:
        """A person switches topics on or off, makes the bot (no) administrator with that right, or the group moves."""
        chat = self.world.chats[int(chat_id)]
        chat.forum, chat.manages_topics, chat.moved_to = on, manages, moved_to

    def topics(self, chat_id: int) -> list[Json]:
        """What stands in the forum now: thread, name, closed, and the texts in it."""
        chat = self.world.chats[int(chat_id)]
        texts: dict[int, list[str]] = {}
        for message in chat.messages.values():
            if "text" in message.body:
                texts.setdefault(message.body.get("message_thread_id", 0), []).append(message.body["text"])
        return [
            {"thread": one.thread, "name": one.name, "closed": one.closed, "texts": texts.get(one.thread, [])}
            for one in chat.topics.values()
        ]

    def raw(self, update: Json) -> int | None:
        return people.raw(self.world, update)

    def chat(self, chat_id: int | str) -> Json:
        """What the person sees now; an unknown chat is an empty one."""
        chat = self.world.chats.get(int(chat_id))
        if chat is None:
            return {"messages": [], "keyboard": None, "alerts": [], "blocked": False, "bot_is_member": False}
        messages = [{**chat.visible(m), "by_bot": m.by_bot} for m in chat.messages.values()]
        return {"messages": messages, "keyboard": chat.keyboard, "alerts": chat.alerts, "blocked": chat.blocked,
                "bot_is_member": chat.bot_is_member}  # fmt: skip

    def transcript(self, chat_id: int | str) -> list[Json]:
        chat = self.world.chats.get(int(chat_id))
        return [] if chat is None else chat.transcript

    def updates(self) -> list[Json]:
        self.world.updates.pending()
        return [entry.report() for entry in self.world.updates.every.values()]

    def pending(self) -> int:
        return len(self.world.updates.pending())

    def redeliver(self, update_id: int) -> None:
        self.world.updates.redeliver(update_id)

    def hurry(self) -> None:
        self.world.updates.hurry()

    def hold(self, *, held: bool = True) -> None:
        """While held nothing is delivered, by either way; updates pile up."""
        self.world.updates.held = held
        self.world.updates.bell.ring()

    def clock(self, advance_s: float = 0.0) -> float:
        """The time after the move, Unix seconds."""
        if advance_s:
            self.world.clock.advance(float(advance_s))
            self.world.changed()
        return self.world.clock.now()

    def fail(self, **fault: Any) -> None:
        self.world.faults.planned.append(fault_from(fault))

    def heal(self) -> None:
        self.world.faults.clear()

    def limits(self, **changed: Any) -> None:
        """Changes flood limits; every bucket is full again."""
        self.world.limits = self.world.flood.limits = replace(self.world.limits, **changed)
        self.world.flood.buckets.clear()

    def calls(self) -> list[Json]:
        return self.world.calls

    def reset(self) -> None:
        self.world.faults.clear()
        self.world.forget()

    def profile(self) -> Json:
        profile = self.world.profile
        return {
            "bot": profile.as_user(), "names": profile.names, "descriptions": profile.descriptions,
            "short_descriptions": profile.short_descriptions, "commands": profile.commands,
        }  # fmt: skip
