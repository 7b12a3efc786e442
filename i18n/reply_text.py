"""A specialist's text as the reply check reads it: sentences of plain words, and where each letter of them stood.

``portal/static/console/check-text.js`` is its twin: whoever changes one changes both; the vectors hold them together.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

_LETTERS: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_JOINS: Final = frozenset("-'/")
_BREVE: Final = "\u0306"
_DROPPED: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\u0300\u0301\u0306\u0308")
"""Invisible, or an accent over a letter: nobody sees that they are missing."""
_SAME: Final = {"ё": "е", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‑": "-"}
_ENDS: Final = frozenset(".!?…;\n\r\u2028\u2029")
_LOOK_ALIKES: Final = dict(zip("aceopxyikmthb", "асеорхуікмтнв", strict=True))
"""Latin letters that stand where a Cyrillic one belongs: typed on the wrong layout, seen by nobody."""
_FEW: Final = {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
"""Kazakh typed on a Russian keyboard (domain.md §5)."""
_CONSONANTS: Final = frozenset("бвгджзйклмнпрстфхцчшщ")
_TWICE: Final = 2
_DOUBLED: Final = re.compile(r"([бвгджзйклмнпрстфхцчшщ])\1")
_SOFT: Final = re.compile(r"(?<=[шчщж])ь|(?<=т)ь(?=ся)")
_BOTH: Final = re.compile(r"\([а-я]{1,4}\)")
_LONGEST_BOTH: Final = 6
"""Characters: «(аясь)»."""


@dataclass
class Sentence:
    """``text``: words parted by one space, one before the first and one after the last, a question's ``?`` a word.

    ``places``: for each character of ``text`` its index in what was typed; the space after a word has that of its end.
    """

    text: str = " "
    places: list[int] = field(default_factory=lambda: [0])
    asks: bool = False

    def add(self, word: str, places: list[int], last: int) -> None:
        """``last``: the place of the last character of the word, folded away or not."""
        self.places[0] = self.places[0] if len(self.places) > 1 else places[0]
        self.text += f"{word} "
        self.places += [*places, last]


def folded(text: str, language: str) -> str:
    """Letters that tired people mix up become one: -тся and -ться, -шь and -ш, doubled consonants, Kazakh letters.

    For patterns; what was typed goes through the same, letter by letter, in ``sentences``.
    """
    plain = _DOUBLED.sub(r"\1", _SOFT.sub("", text.replace("ё", "е")))
    return few(plain) if language == "kk" else plain


def few(text: str) -> str:
    """Kazakh letters as a Russian keyboard has them; the length stays."""
    return "".join(_FEW.get(letter, letter) for letter in text)


def sentences(typed: str) -> list[Sentence]:
    """The text cut at ends of sentences and lines; two dots and more part only where a new sentence begins."""
    plain = _plain(typed)
    found, at = [Sentence()], 0
    while at < len(plain):
        end = _word_end(plain, at)
        if end > at:
            word, places = _word(plain[at:end], at)
            if word and found[-1].asks:
                found.append(Sentence())
            if word:
                found[-1].add(word, places, end - 1)
        else:
            end = _gap_end(plain, at)
            _close(found, [one for one in plain[at:end] if one in _ENDS], goes_on=_goes_on(typed, end), at=at)
        at = end
    return [one for one in found if one.text.strip()]


def _close(found: list[Sentence], ends: list[str], *, goes_on: bool, at: int) -> None:
    last, pause = found[-1], set(ends) <= {".", "…"} and ("…" in ends or len(ends) > 1)
    if not last.text.strip() or last.asks or not ends or (pause and goes_on):
        return
    if "?" in ends:
        last.add("?", [at], at)
        last.asks = True
    else:
        found.append(Sentence())


def _plain(typed: str) -> list[str]:
    """One entry a character; what is dropped is an empty one. й written as two characters becomes one."""
    plain = []
    for at, letter in enumerate(typed):
        low = letter.lower() if len(letter.lower()) == 1 else letter
        low = "й" if low == "и" and typed[at + 1 : at + 2] == _BREVE else _SAME.get(low, low)
        plain.append("" if low in _DROPPED else low)
    return plain


def _word_end(plain: list[str], start: int) -> int:
    """Of the word that begins here: letters, with - ' / between them, «(а)» and % at its end; else start."""
    at = start
    while at < len(plain):
        if plain[at] == "" or plain[at] in _LETTERS:
            at += 1
        elif at > start and plain[at] in _JOINS and at + 1 < len(plain) and plain[at + 1] in _LETTERS:
            at += 2
        elif at > start and (both := _BOTH.match("".join(plain[at : at + _LONGEST_BOTH]))):
            return at + len(both.group())
        else:
            return at + (at > start and plain[at] == "%")
    return at


def _word(letters: list[str], start: int) -> tuple[str, list[int]]:
    """The word folded, and the place of each letter that is left."""
    pairs = [(letter, start + at) for at, letter in enumerate(letters) if letter]
    if any("а" <= letter <= "я" or letter in _FEW for letter, _ in pairs):
        pairs = [(_LOOK_ALIKES.get(letter, letter), place) for letter, place in pairs]
    kept: list[tuple[str, int]] = []
    for letter, group in groupby(pairs, key=itemgetter(0)):
        run = list(group)
        once = (len(run) > 1 and letter in _CONSONANTS) or (len(run) > _TWICE and not letter.isdigit())
        kept += run[:1] if once else run
    word = "".join(letter for letter, _ in kept)
    soft = {found.start() for found in _SOFT.finditer(word)}
    return _SOFT.sub("", word), [place for at, (_, place) in enumerate(kept) if at not in soft]


def _gap_end(plain: list[str], start: int) -> int:
    end = start + 1
    while end < len(plain) and plain[end] not in _LETTERS:
        end += 1
    return end


def _goes_on(typed: str, at: int) -> bool:
    return at < len(typed) and typed[at].lower() == typed[at]
