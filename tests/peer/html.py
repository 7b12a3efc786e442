"""parse_mode=HTML, with the rules and the error sentences of TDLib's parse_html."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from tests.peer.entities import units
from tests.peer.errors import Json, refused

_PLAIN = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+)(?=[\s>])))?")


@dataclass
class _Open:
    tag: str
    offset: int
    argument: str
    start: int


@dataclass
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    offset: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def fail(self, reason: str) -> NoReturn:
        raise refused(400, f"can't parse entities: {reason}")

    def bytes_at(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def literal(self, text: str) -> None:
        self.text.append(text)
        self.offset += units(text)

    def run(self) -> tuple[str, list[Json]]:
        position = 0
        while position < len(self.source):
            char = self.source[position]
            if char == "<":
                position = self.tag(position)
            elif char == "&":
                position = self.reference(position)
            else:
                self.literal(char)
                position += 1
        if self.stack:
            self.fail(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.text), self.entities

    def reference(self, position: int) -> int:
        """Only four names and numbers are known; any other `&` stands for itself, as on the real server."""
        match = _REFERENCE.match(self.source, position)
        if match is None:
            self.literal("&")
            return position + 1
        self.literal(unescaped(match.group()))
        return match.end()

    def tag(self, position: int) -> int:
        if self.source.startswith("</", position):
            return self.end_tag(position)
        name = re.compile(r"[^\s>]*").match(self.source, position + 1)
        if name is None or name.end() == len(self.source):
            self.fail(f"Unclosed start tag at byte offset {self.bytes_at(position)}")
        tag = name.group().lower()
        if tag not in _PLAIN:
            self.fail(f'Unsupported start tag "{tag}" at byte offset {self.bytes_at(position)}')
        end, attributes = self.attributes(tag, name.end(), position)
        argument = self.argument(tag, attributes, position)
        self.stack.append(_Open(tag, self.offset, argument, position))
        return end

    def attributes(self, tag: str, position: int, start: int) -> tuple[int, dict[str, str]]:
        found: dict[str, str] = {}
        while True:
            while position < len(self.source) and self.source[position].isspace():
                position += 1
            if position >= len(self.source):
                self.fail(f"Unclosed start tag at byte offset {self.bytes_at(start)}")
            if self.source[position] == ">":
                return position + 1, found
            match = _ATTRIBUTE.match(self.source, position)
            if match is None or not match.group(1):
                self.fail(f'Empty attribute name in the tag "{tag}" at byte offset {self.bytes_at(position)}')
            if match.end() < len(self.source) and self.source[match.end()] == "=":
                self.fail(f"Unexpected end of name token at byte offset {self.bytes_at(match.end())}")
            value = next((g for g in match.groups()[1:] if g is not None), "")
            found[match.group(1).lower()] = unescaped(value)
            position = match.end()

    def argument(self, tag: str, attributes: dict[str, str], position: int) -> str:
        if tag == "a":
            return attributes.get("href", "")
        if tag == "code" and attributes.get("class", "").startswith("language-"):
            return attributes["class"].removeprefix("language-")
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self.fail(f'Tag "span" must have class "tg-spoiler" at byte offset {self.bytes_at(position)}')
        if tag == "tg-emoji":
            return attributes.get("emoji-id", "")
        return "expandable" if tag == "blockquote" and "expandable" in attributes else ""

    def end_tag(self, position: int) -> int:
        if not self.stack:
            self.fail(f"Unexpected end tag at byte offset {self.bytes_at(position)}")
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self.source, position)
        if match is None or not match.group(2):
            self.fail(f"Unclosed end tag at byte offset {self.bytes_at(position)}")
        opened, closed = self.stack.pop(), match.group(1).lower()
        if closed and closed != opened.tag:
            where = self.bytes_at(position)
            self.fail(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{closed}>"')
        self.close(opened)
        return match.end()

    def close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        if not length:
            return
        kind = _PLAIN[opened.tag]
        entity: Json = {"type": kind, "offset": opened.offset, "length": length}
        if opened.tag == "a":
            entity["url"] = opened.argument or "".join(self.text)[-length:]
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        elif opened.argument == "expandable" and opened.tag == "blockquote":
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "pre":
            self.adopt_language(entity)
        self.entities.append(entity)

    def adopt_language(self, pre: Json) -> None:
        """`<pre><code class="language-x">` is one entity with a language."""
        for inner in self.entities:
            same = (inner["offset"], inner["length"]) == (pre["offset"], pre["length"])
            if inner["type"] == "code" and "language" in inner and same:
                self.entities.remove(inner)
                pre["language"] = inner["language"]
                return


def unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match.group(3):
            return _NAMED[match.group(3)]
        code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match.group()

    return _REFERENCE.sub(one, text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """(text, entities); raises ApiError 400 "can't parse entities: …" with the byte offset."""
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
