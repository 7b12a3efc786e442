"""The words of the pages that anybody may see: ``/`` and the poster."""

from i18n.words import Words
from portal.button.poster_words import LANGUAGES, PosterWords
from portal.parts import Front


def front_page(words: Words, links: tuple[tuple[str, str], ...], jurisdiction: str = "RU") -> Front:
    """Emergency numbers from the packs, those of the house's country before the other's, in Russian."""
    numbers = words.numbers
    lines = [("emergency", "front-emergency"), ("ru_child", "front-ru"), ("kz_child", "front-kz")]
    lines.sort(key=lambda line: line[0] != "emergency" and line[0] != f"{jurisdiction.lower()}_child")
    contacts = tuple((numbers[name], words.text("ru", "front", key)) for name, key in lines if name in numbers)
    return Front(
        language="ru",
        title=words.text("ru", "front", "front-title"),
        lead=words.text("ru", "front", "front-lead"),
        contacts=contacts,
        links=links,
    )


def poster_words(words: Words, sources: tuple[str, ...]) -> PosterWords:
    """``sources``: the tags of sites and posters that count."""
    texts = {language: words.labels(language, "poster") for language in LANGUAGES}
    return PosterWords(texts=texts, numbers=words.numbers, sources=sources)
