"""The reply check (conversation.md rule 35): what a specialist's sentence breaks, and what may be said instead.

It warns; the specialist decides. The browser's twin is ``portal/static/console/check.js``: the same lists
(``i18n.reply_lists``), the same vectors (``tests/i18n/reply_check_vectors.json``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from i18n.catalogue import READERS
from i18n.reply_lists import Lists, load_lists, spans
from i18n.reply_text import sentences


@dataclass(frozen=True, kw_only=True)
class Find:
    """``span`` of what is meant and ``sentence`` that ``instead`` may take the place of: [start, end) in the text.

    ``rule``: a number of conversation.md or a section of domain.md; ``title`` is Russian, for the specialist.
    """

    category: str
    rule: str
    title: str
    span: tuple[int, int]
    sentence: tuple[int, int]
    instead: str


def checked(text: str, language: str, audience: str) -> tuple[Find, ...]:
    """What the lists of this repository find, in the order of the text. Raises BadPhrase if they cannot be used."""
    return found(text, language, audience, ours())


@lru_cache(maxsize=1)
def ours() -> Lists:
    """The lists of this repository, read once. Raises BadPhrase."""
    return load_lists(Path(__file__).parent)


def found(text: str, language: str, audience: str, lists: Lists) -> tuple[Find, ...]:
    """The language of the talk and Russian are looked at; whoever is not known is held to everything, as a child."""
    order = list(lists.categories)
    finds = sorted(_all(text, language, audience, lists), key=lambda one: (*one.span, order.index(one.category)))
    return tuple(_once(finds))


def _all(text: str, language: str, audience: str, lists: Lists) -> Iterator[Find]:
    reader = audience if audience in READERS else "child"
    for sentence in sentences(text):
        for tongue in dict.fromkeys((language, "ru")):
            for phrase in lists.phrases.get(tongue, ()):
                if phrase.only and reader not in phrase.only:
                    continue
                for span in spans(phrase, sentence, tongue):
                    yield Find(
                        category=phrase.category,
                        rule=phrase.rule,
                        title=lists.categories[phrase.category].title,
                        span=span,
                        sentence=(sentence.places[0], sentence.places[-1] + 1),
                        instead=(reader == "adult" and phrase.formal) or phrase.instead,
                    )


def _once(finds: Iterable[Find]) -> Iterator[Find]:
    """One of a category in a sentence: the cure is the same."""
    seen = set()
    for find in finds:
        if (find.category, find.sentence) not in seen:
            seen.add((find.category, find.sentence))
            yield find
