"""parse_mode=MarkdownV2, with the rules of TDLib's parse_markdown_v2 (custom emoji links left out)."""

from dataclasses import dataclass, field
from typing import NoReturn

from tests.peer.entities import units
from tests.peer.errors import Json, refused

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS = {
    "*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler", "`": "code", "```": "pre",
}  # fmt: skip


@dataclass
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    offset: int = 0
    position: int = 0
    stack: list[tuple[str, int, int]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def fail(self, reason: str) -> NoReturn:
        raise refused(400, f"can't parse entities: {reason}")

    def here(self) -> int:
        return len(self.source[: self.position].encode("utf-8", "surrogatepass"))

    def literal(self, char: str) -> None:
        self.text.append(char)
        self.offset += units(char)
        self.position += 1

    def run(self) -> tuple[str, list[Json]]:
        while self.position < len(self.source):
            self.step()
        if self.stack:
            mark, _, start = self.stack[-1]
            kind = _MARKS.get(mark, "text_link")
            self.fail(f"Can't find end of {kind} entity at byte offset {start}")
        return "".join(self.text), self.entities

    def step(self) -> None:
        char = self.source[self.position]
        following = self.source[self.position + 1 : self.position + 2]
        inside = self.stack[-1][0] if self.stack else ""
        if char == "\\" and following and ord(following) < 127:
            self.position += 1
            self.literal(following)
        elif inside in {"`", "```"}:
            self.verbatim(inside)
        elif char == "]" and inside == "[":
            self.link()
        elif mark := self.mark():
            self.toggle(mark)
        elif char in _RESERVED:
            self.fail(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        else:
            self.literal(char)

    def verbatim(self, mark: str) -> None:
        if self.source.startswith(mark, self.position):
            self.toggle(mark)
        else:
            self.literal(self.source[self.position])

    def mark(self) -> str:
        for mark in ("```", "||", "__", "*", "_", "~", "`", "["):
            if self.source.startswith(mark, self.position):
                return mark
        return ""

    def toggle(self, mark: str) -> None:
        if self.stack and self.stack[-1][0] == mark != "[":
            self.close(_MARKS[mark])
        else:
            self.stack.append((mark, self.offset, self.here()))
        self.position += len(mark)

    def link(self) -> None:
        end = self.source.find(")", self.position)
        if not self.source.startswith("](", self.position) or end < 0:
            self.fail(f"Can't find end of a URL at byte offset {self.here()}")
        self.close("text_link", url=self.source[self.position + 2 : end])
        self.position = end + 1

    def close(self, kind: str, **more: str) -> None:
        _, start, _ = self.stack.pop()
        if self.offset > start:
            self.entities.append({"type": kind, "offset": start, "length": self.offset - start, **more})


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """(text, entities); raises ApiError 400 "can't parse entities: …"."""
    return _Parser(source).run()
