"""What a message holds, as one kind and one text. Pictures and films are never looked at, only named (rule 12)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from triage.incoming import Voice

PICTURES = ("photo", "video", "animation", "document", "video_note", "paid_media", "story")
_FILE = re.compile(r"[A-Za-z0-9_-]{1,255}")
"""Telegram's names of files have about 80 of these signs today; nothing else goes into a request of ours."""
LONGEST = 8000
"""Characters; twice what Telegram lets a person send at once."""


def kind_and_text(message: Mapping[str, Any], *, edited: bool) -> tuple[str, str]:
    """(the protocol's ``from``, the text to keep). ``photo`` stands for everything that must leave the chat."""
    said = _joined(_text(message.get("text")), _text(message.get("caption")))
    if any(name in message for name in PICTURES):
        return "photo", said
    for kind, read in _KINDS.items():
        if kind in message:
            # A place that is shared live is edited every few seconds: kept each time, answered once (rule 12).
            return "edit" if edited else _NAMES.get(kind, kind), _joined(read(_part(message[kind])), said)
    if edited:
        return "edit", said
    return ("forward" if "forward_origin" in message else "text" if said else "other"), said


def voice_of(message: Mapping[str, Any], *, edited: bool) -> Voice | None:
    """What was spoken, where it can be fetched; an edit changes no voice, and was fetched before."""
    part = _part(message.get("voice") or message.get("audio"))
    file = part.get("file_id")
    if edited or not isinstance(file, str) or not _FILE.fullmatch(file):
        return None
    # Without a length nobody knows how long it is: its size alone decides then.
    return Voice(file=file, seconds=_count(part.get("duration")), size=_count(part.get("file_size")))


def typed_action(text: str) -> str:
    """A child in a hurry types it: single words that can mean nothing else. A cry for help is none of them."""
    return _TYPED.get(text.strip().lower().strip("!.… "), "")


def command(text: str) -> tuple[str, str]:
    """(name, payload) of ``/name@bot payload``, or ("", ""). A payload has the signs of a deep link (Bot API)."""
    found = re.fullmatch(r"/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*", text)
    return (found[1].lower(), found[2] or "") if found else ("", "")


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _count(value: object) -> int:
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _part(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _joined(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part not in (None, ""))[:LONGEST]


def _poll(part: Mapping[str, Any]) -> str:
    return _joined(part.get("question"), *_texts(part.get("options")))


def _checklist(part: Mapping[str, Any]) -> str:
    return _joined(part.get("title"), *_texts(part.get("tasks")))


def _texts(lines: object) -> list[object]:
    return [_part(line).get("text") for line in lines] if isinstance(lines, list) else []


_KINDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "voice": lambda _: "",
    "audio": lambda _: "",
    "sticker": lambda part: _joined(part.get("emoji")),
    "contact": lambda part: _joined(part.get("first_name"), part.get("last_name"), part.get("phone_number")),
    "venue": lambda part: _joined(part.get("title"), part.get("address")),
    "location": lambda part: _joined(f"{part.get('latitude')}, {part.get('longitude')}"),
    "poll": _poll,
    "dice": lambda part: _joined(part.get("emoji")),
    "game": lambda part: _joined(part.get("title")),
    "checklist": _checklist,
}
_NAMES = {"audio": "voice", "venue": "location", "dice": "sticker", "game": "other", "checklist": "other"}
_TYPED = {
    **dict.fromkeys(("скрыть", "скрой", "скрить", "спрячь", "спрятать", "hide", "жасыр", "жасыру"), "hide"),
    **dict.fromkeys(("удалить", "удали", "стереть", "сотри"), "menu"),
    "стоп": "stop",
}
