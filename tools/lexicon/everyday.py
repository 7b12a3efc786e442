"""What people say every day: wordfreq's lists, needed when a table is built and never later."""

from tools.lexicon.forms import known
from triage.spelling import word

EVERYDAY = {"ru": 150_000, "en": 15_000}
"""The commonest words that must never be mistaken for a slip of the finger (wordfreq's lists)."""
RANKED = {"ru": (300_000, 1), "en": (100_000, 3)}
"""How many words have a rank, and how much rarer the language is in what children write here."""


def everyday() -> list[str]:
    """Common words as the dictionaries spell them: a frequent misspelling is none."""
    import wordfreq  # noqa: PLC0415  at build time only, and 60 MB

    russian_words = [word(one) for one in wordfreq.top_n_list("ru", EVERYDAY["ru"]) if known(one)]
    return [*russian_words, *(word(one) for one in wordfreq.top_n_list("en", EVERYDAY["en"]))]


def ranks() -> dict[str, int]:
    """Word → its place among the commonest."""
    import wordfreq  # noqa: PLC0415  see above

    found: dict[str, int] = {}
    for language, (count, rarer) in RANKED.items():
        for place, one in enumerate(wordfreq.top_n_list(language, count)):
            found.setdefault(word(one), place * rarer)
    return found
