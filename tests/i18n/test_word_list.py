"""The Russian word list of receipt codes (five words, 55 bits) and staff passphrases (seven words, 77 bits).

A child copies these words by hand and dictates them: they must be easy, kind and far enough from each other that one slip of the
pen never makes another listed word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest

WORD_LIST = Path(__file__).resolve().parents[2] / "i18n" / "ru" / "words.txt"
BITS_PER_WORD = 11

# Beginnings of words that could frighten, shame or hurt a reader in this place.
FORBIDDEN_BEGINNING = re.compile(
    r"""
    алког | ангел | аптек | бабуш | баран | бинт | битва | бокал | больн | бомб | брат | бутыл | ванн | взрыв | водк |
    война | враг | врач | гибел | гранат | драка | дурак | дьявол | дяд | жертв | живот | замок | змей | змея | игла |
    избие | интим | камер | кинжал | кладбищ | клетк | кнут | козел | козл | корова | кость | крест | кровь | кроват |
    крыс | кулак | лекарств | мачех | мертв | молот | морг | мочи | муж | наказ | нарко | насил | нож | ночн | ночь |
    обезьян | огонь | огн | одеял | опасн | осел | ослик | отчим | оруж | палк | папа$ | петля | пиво | пижам | пила |
    пистол | плет | побо | пожар | полиц | помощ | похорон | прут | пуля | пьян | рабст | ремен | ремн | розг | ружь |
    рюмк | свин | секрет | секс | сигар | смерт | собака | сестр | спальн | спирт | спичк | страх | стрельб | судья |
    суицид | табак | таблет | тайн | телефон | темн | топор | травм | труп | трус | туалет | тюрьм | убий | удар | ужас
    | укол | унитаз | фото | храм | хлыст | церк | цыган | чулк | шприц | штык | шрам | юбк
    """,
    re.VERBOSE,
)


def listed_words() -> list[str]:
    """The words in file order; each line ends with a line feed, the last one too."""
    text = WORD_LIST.read_text(encoding="utf-8")
    assert text.endswith("\n")
    return text[:-1].split("\n")


def one_slip_apart(first: str, second: str) -> bool:
    """Damerau-Levenshtein distance 0 or 1: one letter added, lost or changed, or two neighbours swapped."""
    if len(first) > len(second):
        first, second = second, first
    start = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    rest, other = first[start:], second[start:]
    if len(first) < len(second):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])


def pairs_one_slip_apart(words: Iterable[str]) -> list[tuple[str, str]]:
    """All pairs at distance 0 or 1: such words always share a string left by deleting at most one letter of each."""
    neighbourhoods: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for shortened in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            neighbourhoods[shortened].append(word)
    pairs = {pair for group in neighbourhoods.values() for pair in combinations(group, 2)}
    return sorted(pair for pair in pairs if one_slip_apart(*pair))


def test_the_list_gives_exactly_eleven_bits_a_word() -> None:
    assert len(listed_words()) == 2**BITS_PER_WORD


def test_no_word_is_listed_twice() -> None:
    words = listed_words()
    assert len(set(words)) == len(words)


def test_the_words_stand_in_alphabetical_order() -> None:
    words = listed_words()
    assert words == sorted(words)


def test_every_word_has_three_to_eight_small_russian_letters_and_no_yo() -> None:
    # U+0451 (yo) is outside а-я: children write it as "е" half of the time.
    assert [word for word in listed_words() if not re.fullmatch("[а-я]{3,8}", word)] == []


def test_one_slip_never_turns_a_listed_word_into_another() -> None:
    assert pairs_one_slip_apart(listed_words()) == []


def test_no_word_begins_like_one_that_could_frighten_or_hurt() -> None:
    assert [word for word in listed_words() if FORBIDDEN_BEGINNING.match(word)] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("кошка", "кошка"), ("мышка", "мишка"), ("слон", "салон"), ("метро", "метр"), ("лето", "леот"), ("ива", "виа")],
)
def test_a_slip_of_the_pen_is_seen(first: str, second: str) -> None:
    assert pairs_one_slip_apart([first, second])


@pytest.mark.parametrize(("first", "second"), [("кошка", "мышка"), ("лес", "сел"), ("домик", "дом"), ("абв", "бва")])
def test_two_slips_are_allowed(first: str, second: str) -> None:
    assert pairs_one_slip_apart([first, second]) == []
