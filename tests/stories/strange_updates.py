"""Updates of every type and encoding, out of one seed: what Telegram sends, what it never should, and what liars forge."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.stories.rig import WORDS

Json = dict[str, Any]
CANARY = "щщгржпт"
"""In every text and name; a number behind it tells texts apart."""
FIRST_UPDATE = 700_000_000
CHILDREN = range(8_100_000_001, 8_100_000_021)
_PRIVATE_KINDS = ("message", "message", "message", "message", "edited_message", "callback_query", "my_chat_member")
_OTHER_KINDS = (
    "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "kind_of_next_year",
)  # fmt: skip
_FILES = ("animation", "audio", "document", "paid_media", "photo", "sticker", "story", "video", "video_note", "voice")
_PARTS = ("checklist", "contact", "dice", "game", "poll", "venue", "location")
_SERVICE = (
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created",
    "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id",
    "migrate_from_chat_id", "pinned_message", "invoice", "successful_payment", "refunded_payment", "users_shared",
    "chat_shared", "gift", "unique_gift", "connected_website", "write_access_allowed", "passport_data",
    "proximity_alert_triggered", "boost_added", "chat_background_set", "checklist_tasks_done", "checklist_tasks_added",
    "direct_message_price_changed", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "general_forum_topic_hidden", "giveaway_created", "giveaway", "giveaway_winners", "giveaway_completed",
    "paid_message_price_changed", "suggested_post_approved", "video_chat_scheduled", "video_chat_started",
    "video_chat_participants_invited", "web_app_data", "service_of_next_year",
)  # fmt: skip
_CONTENTS = ("text", "command", "code", "file", "part", "service", "mixed")
_COMMANDS = (
    "/start", "/help", "/hide", "/stop", "/delete", "/menu", "/code", "/start ABC_def-9", "/start daaaaaaaaaa", "/hide@Bot",
    "/nothing", "скрыть", "Скрой!", "hide", "жасыр", "/", "//", "/start\n",
)  # fmt: skip
_TAPS = (
    "start", "back", "need", "numbers", "menu", "hide", "stop", "delete", "code", "new_code", "read", "next", "word", "linked",
    "link_refused", "", "\x00", "д" * 20, "x" * 65, "hide\n", "__class__", "../hide", "{}", "\ud83d",
)  # fmt: skip
_JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, -(2**63), 10**40, 0.5, 1e308, "", " ", "\x00", "\ud800", "x" * 5000, [], {},
    [[[]]], [None], {"id": "7"}, {"": {"": {}}}, "private", "8100000001",
)  # fmt: skip
_CODES = (
    " ".join(WORDS[index] for index in (5, 900, 2047, 13, 700)),
    "12345678901234567",
    "0" * 17,
    "1234 5678 9012 34567",
)


@dataclass(frozen=True)
class Strange:
    """``owed``: the text that must be found in some thread afterwards, or ""."""

    update: Json
    owed: str


class Maker:
    """The same seed makes the same updates."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.made = 0

    def updates(self, count: int) -> Iterator[Strange]:
        """``count`` of them, each with an id of its own."""
        for number in range(count):
            update = {"update_id": FIRST_UPDATE + number, **self._one()}
            if self._now_and_then(0.25):
                self._spoil(update)
            yield Strange(update, owed(update))

    def _now_and_then(self, share: float) -> bool:
        return self.random.random() < share

    def _one(self) -> Json:
        kind = self.random.choice(_PRIVATE_KINDS if self._now_and_then(0.85) else _OTHER_KINDS)
        if kind == "callback_query":
            return {kind: self._tap()}
        if kind in {"my_chat_member", "chat_member"}:
            return {kind: self._membership()}
        return {kind: self._message(edited=kind.startswith("edited"))}

    def _person(self) -> Json:
        name = f"{CANARY}{self._number()}"
        return {
            "id": self.random.choice(CHILDREN), "is_bot": False, "first_name": name, "last_name": name, "username": name,
            "language_code": self.random.choice(("ru", "kk", "en", "", "xx-YY", "zh-hans", "\u202eru", "RU")),
        }  # fmt: skip

    def _number(self) -> int:
        self.made += 1
        return self.made

    def _chat(self, person: Json) -> Json:
        if self._now_and_then(0.9):
            return {"id": person["id"], "type": "private", "first_name": person["first_name"]}
        kind = self.random.choice(("group", "supergroup", "channel", "private", "sender", "", "PRIVATE"))
        number = self.random.choice((-1_001_234_567_890, -42, 77))
        return {"id": number, "type": kind, "title": f"{CANARY}{self._number()}"}

    def _message(self, *, edited: bool) -> Json:
        person = self._person()
        body = {
            "message_id": self.random.randrange(1, 10**7),
            "date": 1_790_000_000,
            "from": person,
            "chat": self._chat(person),
        }
        body |= {"edit_date": 1_790_000_100} if edited else {}
        return body | self._content() | (self._around() if self._now_and_then(0.2) else {})

    def _content(self) -> Json:
        kind = self.random.choices(_CONTENTS, (50, 5, 1, 16, 14, 10, 4))[0]
        if kind in {"file", "part", "service", "mixed"}:
            return self._around_a_part(kind)
        match kind:
            case "text":
                return {"text": self._text(), "entities": [{"type": "bold", "offset": 0, "length": 2}]}
            case "command":
                return {"text": self.random.choice(_COMMANDS), "entities": [{"type": "bot_command", "offset": 0}]}
            case _:
                return {"text": self.random.choice(_CODES)}

    def _around_a_part(self, kind: str) -> Json:
        match kind:
            case "file":
                return {
                    self.random.choice(_FILES): self._part(),
                    "caption": self._text() if self._now_and_then(0.6) else "",
                }
            case "part":
                return {self.random.choice(_PARTS): self._part()}
            case "service":
                return {self.random.choice(_SERVICE): self._part()}
            case _:
                kinds = self.random.sample((*_FILES, *_PARTS, *_SERVICE), 3)
                return {"text": self._text(), "caption": "", **{name: self._part() for name in kinds}}

    def _text(self) -> str:
        """A text with its canary in the middle of whatever phones, keyboards and liars put around one."""
        canary = f"{CANARY}{self._number()}я"
        around = self.random.choice((
            "{}", " {} ", "/help {}", "/start {} помогите", "{}\x00", "\x00{}", "{}\ud83d", "\udc00{}\ud800", "\u202e{}\u202c",
            "{}😀👩‍👩‍👧", "e\u0301{}", "{}\ufeff\u200d", "\n\n{}\n", "он меня бьёт {}", "<b>{}</b>&amp;", '{{"a": "{}"}}', "${{jndi:{}}}",
            "{} %s %d {{}}", "{}\r\n\t", "\ufdfa{}", "{}" + "\u0300" * 200, "скрыть {}", "{}" + "я" * 4070, "😀" * 2000 + "{}",
        ))  # fmt: skip
        return around.format(canary)

    def _part(self) -> Any:
        name = f"{CANARY}{self._number()}"
        if self._now_and_then(0.15):
            return self.random.choice(_JUNK)
        lines = self.random.choice(([{"text": name}, {"text": name}], [], "нет", [None, 5], {"text": name}))
        return {
            "file_id": "AAA", "file_unique_id": "A", "emoji": self.random.choice(("😀", "", 7, None)), "first_name": name,
            "last_name": self.random.choice((name, None, 5)), "phone_number": "+77010000000", "title": name, "address": name,
            "latitude": self.random.choice((51.1, "51", None)), "longitude": 71, "question": name, "options": lines,
            "tasks": lines, "file_name": f"{name}.txt", "mime_type": "text/plain", "text": name,
        }  # fmt: skip

    def _around(self) -> Json:
        name = f"{CANARY}{self._number()}"
        return self.random.choice((
            {"media_group_id": self.random.choice(("123", "\ud800", 5, "я" * 50))},
            {"forward_origin": self.random.choice(({"type": "hidden_user", "sender_user_name": name}, None, "x"))},
            {"reply_to_message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, "text": name}},
            {"quote": {"text": name, "position": 0}}, {"sender_chat": {"id": -5, "type": "channel", "title": name}},
            {"via_bot": {"id": 3, "is_bot": True, "first_name": name}}, {"field_of_next_year": {"deep": [name] * 3}},
            {"business_connection_id": name}, {"has_protected_content": True}, {"message_thread_id": 7, "is_topic_message": True},
        ))  # fmt: skip

    def _tap(self) -> Json:
        person = self._person()
        chat = self._chat(person)
        message: Json | None = self.random.choice((
            {"message_id": 9, "chat": chat, "date": 0}, {"message_id": 9, "chat": chat, "date": 5, "text": f"{CANARY}0"}, None, {},
        ))  # fmt: skip
        tap = {"id": str(self._number()), "from": person, "chat_instance": "1", "data": self.random.choice(_TAPS)}
        return tap | ({"message": message} if message is not None else {"inline_message_id": "x"})

    def _membership(self) -> Json:
        person = self._person()
        status = {"user": person, "status": self.random.choice(("member", "kicked", "left", "administrator", ""))}
        return {
            "chat": self._chat(person),
            "from": person,
            "date": 5,
            "old_chat_member": status,
            "new_chat_member": status,
        }

    def _spoil(self, update: Json) -> None:
        """One or two places of the update become something else; its own id stays, since without one nothing is told apart."""
        for _ in range(self.random.choice((1, 1, 2))):
            places = list(_places({name: value for name, value in update.items() if name != "update_id"}))
            if places:
                inside, key = self.random.choice(places)
                inside = update if key in update and inside.get(key) is update.get(key) else inside
                if self._now_and_then(0.3):
                    inside.pop(key, None)
                else:
                    inside[key] = json.loads(json.dumps(self.random.choice(_JUNK)))


def _places(inside: Any) -> Iterator[tuple[Json, str]]:
    for key, value in inside.items() if isinstance(inside, dict) else ():
        yield inside, key
        yield from _places(value)


def owed(update: Json) -> str:
    """The words that must not be lost, as the Bot API understands the update: nothing of the product is asked here."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        body = update.get(kind)
        if isinstance(body, dict):
            return _owed_of(body) if kind.endswith("message") else ""
    return ""


def _owed_of(body: Json) -> str:
    chat = body.get("chat")
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return ""
    number = chat.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or abs(number) >= 2**53:
        return ""
    said = [body[name] for name in ("text", "caption") if isinstance(body.get(name), str)]
    return next((one for one in said if CANARY in one), "")
