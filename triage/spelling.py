"""How a frightened child's typing becomes words that a table knows: one case, one alphabet, the ear's spelling."""

import re
import unicodedata
from collections.abc import Iterator

END = "¶"
"""Between sentences: no pattern reaches over it."""
_KAZAKH = str.maketrans("ёқғңүұөһіә", "екгнууохиа")
"""Kazakh letters as on a Russian keyboard (domain.md §5)."""
_TO_CYRILLIC = str.maketrans("aceopxykmtbh013@4$", "асеорхукмтвноизачс")
"""Inside a word that also has Cyrillic letters: look-alikes, and digits that stand for letters."""
_TO_LATIN = str.maketrans("013@457$", "oieastts")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
"""Signs that stand in a word without parting it: zero-width ones, stress marks, strokes through letters."""
_TOKEN = re.compile(r"[^\W_]+(?:[@$*'’`-][^\W_]+)*|[.!?…;\n]+|[🔪💊🩸😭]")
_EMOJI = {"🔪": "нож", "💊": "таблетки", "🩸": "кровь", "😭": "плачу"}
_CYRILLIC, _LATIN = re.compile("[а-я]"), re.compile("[a-z]")
_DRAWN_OUT, _DOUBLED = re.compile(r"(.)\1{2,}"), re.compile(r"(.)\1+")
_FOLDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("(?:тьс|тс|дс)", "ц"), ("ця", "ца"), ("стн", "сн"), ("здн", "зн"), ("[сзш]ч", "щ"), ("([ое])го$", r"\1во"),
        ("([жшчщь])о", r"\1е"), ("[ьъ]", ""), ("о", "а"), ("[еэыяй]", "и"),
        ("б$", "п"), ("д$", "т"), ("г$", "к"), ("в$", "ф"), ("з$", "с"), ("ж$", "ш"),
    )
)  # fmt: skip
"""Unstressed vowels, endings of verbs, hardened ends: what the ear does not tell apart in Russian."""
_TRANSLIT = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("ye", "е"), ("x", "х"),
    *zip("abcdefghijklmnopqrstuvwyz'", "абцдефгхийклмнопкрстуввйзь", strict=True),
)  # fmt: skip


def tokens(text: str) -> Iterator[str]:
    """Words in lower case without marks, numbers, and END where a sentence ends."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN)
    for found in _TOKEN.findall(plain):
        if found in _EMOJI:
            yield _EMOJI[found]
        elif found[0] in ".!?…;\n":
            yield END
        else:
            yield from filter(None, (word(part) for part in found.split("-")))


def word(written: str) -> str:
    """One word in one alphabet; a letter that is drawn out stands once (помоооги)."""
    if written.isdecimal() and written.isascii():
        return written
    one = written.translate(_KAZAKH)
    if _CYRILLIC.search(one):
        one = one.translate(_TO_CYRILLIC)
    elif _LATIN.search(unicodedata.normalize("NFD", one)):
        one = "".join(sign for sign in unicodedata.normalize("NFD", one) if not unicodedata.combining(sign))
        one = one.translate(_TO_LATIN) if not one[0].isdecimal() else one
    return _DRAWN_OUT.sub(r"\1", re.sub(r"[^0-9a-zа-я]", "", one.replace("ı", "i")))


def heard(one: str) -> str:
    """A Cyrillic word as it sounds; any other as it is."""
    if not _CYRILLIC.search(one):
        return one
    for pattern, by in _FOLDS:
        one = pattern.sub(by, one)
    return _DOUBLED.sub(r"\1", one)


def cyrillic(one: str) -> str:
    """A Latin word as a Russian or Kazakh child would mean it (pomogite); any other as it is."""
    if not one.isascii() or one.isdecimal():
        return one
    for latin, letter in _TRANSLIT:
        one = one.replace(latin, letter)
    return word(one)


def near(one: str, other: str) -> bool:
    """Whether one slip of a finger parts them: a letter more, less, other, or two changed over."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def shortened(one: str) -> Iterator[str]:
    """The word, and it with any one letter left out: two words that share one of these may be ``near``."""
    yield one
    for place in range(len(one)):
        yield one[:place] + one[place + 1 :]
