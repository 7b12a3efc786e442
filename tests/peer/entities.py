"""Message texts as Telegram counts them: UTF-16 units, entities, commands found by the server."""

import re

from tests.peer.errors import Json

# The pattern quoted in TDLib's MessageEntity.cpp; only Latin commands are commands.
_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")
_NO_COMMANDS_INSIDE = frozenset({"pre", "code", "text_link"})


def units(text: str) -> int:
    """Length in UTF-16 units, the unit of every offset and limit of the Bot API."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def slice_units(text: str, offset: int, length: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def chunks(text: str, limit: int) -> list[str]:
    """A too long text as a Telegram client sends it: several messages of at most `limit` units."""
    parts, part, size = [], "", 0
    for char in text:
        width = units(char)
        if size + width > limit:
            parts.append(part)
            part, size = "", 0
        part += char
        size += width
    return [*parts, part]


def commands(text: str, taken: list[Json]) -> list[Json]:
    """`bot_command` entities of a text, except inside code and links."""
    closed = [(e["offset"], e["offset"] + e["length"]) for e in taken if e["type"] in _NO_COMMANDS_INSIDE]
    found = []
    for match in _COMMAND.finditer(text):
        offset = units(text[: match.start()])
        if not any(start <= offset < end for start, end in closed):
            found.append({"type": "bot_command", "offset": offset, "length": units(match.group())})
    return found


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without blanks around it, entities moved along and cut, as the server stores it."""
    stripped = text.strip()
    shift = units(text[: len(text) - len(text.lstrip())])
    end = units(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return stripped, kept


def ordered(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], e["type"]))
