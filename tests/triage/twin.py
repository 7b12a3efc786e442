"""The page's matcher in Node, asked by tests, and texts that only a hostile mind or a cat on the keyboard would send."""

import json
import random
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.lexicon.web import FIRST, PLACE, WHOLE

SCRIPT = Path(__file__).parent / "js" / "words_in_node.js"
PACKS = Path(__file__).parents[2] / "triage" / "packs"
RECONSIDERED = {0x1171E}
"""A vowel sign of Ahom: what Unicode thinks of it changed between Python's version and the browser's."""
KNOWN = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in {"Cn", "Co"} and code not in RECONSIDERED
]
"""Every character that this Python knows: of one that came later, Python and browser may think differently."""
ODD = [*"абвяөұқғaeiou013457@$-'’`*.;!?… \n", "\u200b", "\u0301", "\ud83d", "\udd2a", "\U0001f52a", *"ΣςσİıßǅK９ﬀ"]
PIECES = ["не хочу жить ", "умру", "он меня бьет", "kill", "pomogite", "өлгім келеді", "112", "¶", ""]


@dataclass(frozen=True)
class Twin:
    """A Node that has read both tables."""

    process: "subprocess.Popen[bytes]"

    def classes(self, table: Path, texts: Sequence[str], *, story: bool = True) -> list[list[str]]:
        return self._asked({"table": str(table), "texts": texts, "story": story})

    def spelled(self, texts: Sequence[str]) -> list[list[list[str]]]:
        """Of each text its tokens: as written, as heard, as meant in Cyrillic."""
        return self._asked({"spelled": texts})

    def near(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        return self._asked({"pairs": pairs})

    def _asked(self, task: dict[str, Any]) -> Any:
        to, back = self.process.stdin, self.process.stdout
        assert to is not None
        assert back is not None
        to.write(json.dumps(task).encode("ascii") + b"\n")
        to.flush()
        return json.loads(back.readline())


@contextmanager
def running(node: str) -> Iterator[Twin]:
    command = [node, "--no-warnings", str(SCRIPT), str(PLACE), str(FIRST), str(WHOLE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Twin(process)
        assert process.stdin is not None
        process.stdin.close()


def examples() -> list[str]:
    """Every labelled example of the packs."""
    files = sorted((PACKS / "common" / "examples").glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def mistyped(text: str, by: random.Random) -> str:
    """With a slip of the finger in every second word or so."""
    letters = list(text)
    for _ in range(max(1, len(text) // 12)):
        at = by.randrange(len(letters))
        kind = by.randrange(5)
        if kind == 0:
            letters[at] = ""
        elif kind == 1:
            letters.insert(at, by.choice("абвгдежзиклмнопрстуыьяұқaeio"))
        elif kind == 2:
            letters[at : at + 2] = letters[at : at + 2][::-1]
        elif kind == 3:
            letters[at] = letters[at] * by.choice([2, 4])
        else:
            letters[at] = letters[at].upper()
    return "".join(letters)


def in_latin(text: str) -> str:
    """As a child without a Russian keyboard writes it."""
    table = zip(
        "абвгдезийклмнопрстуфхцчшщыэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "ch",
            "sh",
            "sch",
            "y",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
    return text.lower().translate({ord(letter): latin for letter, latin in table})


def paired(text: str) -> str:
    """As a browser has it: two halves of a character that meet are that character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def hostile(by: random.Random) -> str:
    """Any characters at all, with halves of words of danger among them."""
    pool = by.choice([KNOWN, KNOWN[:2000], ODD, ODD])
    return "".join(by.choice(pool) + (by.choice(PIECES) if by.random() < 0.2 else "") for _ in range(by.randrange(60)))
