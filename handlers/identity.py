"""The first thing that happens to an update: everything the product has no use for is dropped, names before all.

Raw Telegram ids are turned into a keyed hash and an opaque address here, and go no further.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from triage.ids import AccountId, Address, MessageId, UpdateId

_LANGUAGE = re.compile(r"[a-z]{2}")
_KEPT_OF_MESSAGE = (
    "message_id", "date", "edit_date", "text", "caption", "media_group_id", "photo", "video", "animation", "document",
    "video_note", "voice", "audio", "sticker", "contact", "location", "venue", "poll", "dice", "forward_origin",
    "story", "game", "new_chat_members", "left_chat_member", "group_chat_created", "migrate_to_chat_id", "checklist",
    "paid_media",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who wrote, as far as anybody behind the door may know."""

    account: AccountId
    address: Address
    language: str


@dataclass(frozen=True, kw_only=True)
class Slim:
    """An update without a name in it. ``sender`` None: nobody we could answer (a group, a channel, nonsense)."""

    update: UpdateId
    what: str
    sender: Sender | None = None
    group: Address | None = None
    message: Mapping[str, Any] | None = None
    message_id: MessageId | None = None
    callback: str = ""
    data: str = ""


@dataclass(frozen=True)
class Identity:
    """``pseudonym``: the keyed hash of a user id (protocol 7.3); ``spoken``: the language that we answer a code in."""

    pseudonym: Callable[[int], AccountId]
    spoken: Callable[[str], str] = str

    def slim(self, raw: Mapping[str, Any]) -> Slim:
        """Never raises: what is not understood is left out."""
        update = UpdateId(str(_number(raw.get("update_id")) or 0))
        for what in ("message", "edited_message", "callback_query", "my_chat_member"):
            body = raw.get(what)
            if isinstance(body, Mapping):
                return self._tap(update, body) if what == "callback_query" else self._message(update, what, body)
        return Slim(update=update, what="other")

    def stand_in(self, sender: Sender) -> Sender:
        """The same chat under an account of its own, for whom there is no record yet (no private chat has this id)."""
        return replace(sender, account=self.pseudonym(-int(sender.address)))

    def _message(self, update: UpdateId, what: str, body: Mapping[str, Any]) -> Slim:
        chat, user = _mapping(body.get("chat")), _mapping(body.get("from"))
        sender, group = self._who(chat, user)
        kept = {name: body[name] for name in _KEPT_OF_MESSAGE if name in body}
        number = _number(body.get("message_id"))
        message_id = MessageId(number) if number else None
        return Slim(update=update, what=what, sender=sender, group=group, message=kept, message_id=message_id)

    def _tap(self, update: UpdateId, body: Mapping[str, Any]) -> Slim:
        message, user = _mapping(body.get("message")), _mapping(body.get("from"))
        chat = _mapping(message.get("chat")) or {"id": user.get("id"), "type": "private"}
        sender, group = self._who(chat, user)
        number = _number(message.get("message_id"))
        return Slim(
            update=update,
            what="callback_query",
            sender=sender,
            group=group,
            message_id=MessageId(number) if number else None,
            callback=_short(body.get("id")),
            data=_short(body.get("data")),
        )

    def _who(self, chat: Mapping[str, Any], user: Mapping[str, Any]) -> tuple[Sender | None, Address | None]:
        chat_id = _number(chat.get("id"))
        if chat_id is None:
            return None, None
        if chat.get("type") != "private":
            return None, Address(str(chat_id))
        language = str(user.get("language_code") or "").lower()[:2]
        return Sender(
            account=self.pseudonym(chat_id),
            address=Address(str(chat_id)),
            language=self.spoken(language if _LANGUAGE.fullmatch(language) else "ru"),
        ), None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> int | None:
    """Telegram's ids have at most 52 significant bits (Bot API, User)."""
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53 else None


def _short(value: object) -> str:
    return value[:64] if isinstance(value, str) and value.isascii() else ""
