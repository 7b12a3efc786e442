"""A text that nobody signed may hurt: `run` refuses every language with one, unless it is let through by name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import BadSettings, Settings
from i18n.forbidden import BadPhrase
from i18n.parsing import WordsMissing
from i18n.reviews import FILE, BadReview, Review, load_reviews, missing, waiting
from i18n.words import Words
from triage.pack import BadPack

BROKEN = (WordsMissing, BadPack, BadPhrase, BadReview)
"""What is wrong with texts and packs, each with file, key and cure."""


@dataclass(frozen=True)
class Spoken:
    """A language as it stands: its texts without a signature, and the places that have no text of their own."""

    language: str
    unsigned: tuple[Review, ...]
    missing: tuple[str, ...]

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many are unsigned of each kind."""
        return Counter(text.kind for text in self.unsigned)

    @property
    def counted(self) -> str:
        """For a person: "safety 41, legal 12"."""
        return ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items()))


def spoken(language: str, languages: Sequence[str]) -> str:
    """The language in which a reader is answered: her own where we speak it, else the first of ours."""
    own = language.partition("-")[0].lower()
    return own if own in languages else languages[0]


def standing(words: Words, directory: Path, language: str) -> Spoken:
    """How a language of ``directory`` (the folder i18n) stands. Raises BadReview."""
    reviews = load_reviews(directory, language)
    return Spoken(language, waiting(words, language, reviews), missing(words, language))


def refusals(words: Words, directory: Path, settings: Settings) -> Iterator[str]:
    """Why `run` would not start with these texts: one sentence a language, with the cures. Raises BadReview."""
    for language in settings.languages:
        one = standing(words, directory, language)
        file = f"{directory.name}/{language}/{FILE}"
        if one.missing:
            yield (
                f"LANGUAGES: {language} lacks {len(one.missing)} texts, {one.missing[0]} first: its readers would "
                "be answered in another language. Write them (python -m tools.textlint lists them), or take "
                f"{language} out of LANGUAGES"
            )
        if one.unsigned and language not in settings.allow_unreviewed:
            yield (
                f"LANGUAGES: {language} has {len(one.unsigned)} texts that nobody signed ({one.counted}). Have them "
                f"signed in {file} by a psychologist, doctor or lawyer, with name and date (.venv/bin/python -m bot "
                f"check --all lists them); or name {language} in ALLOW_UNREVIEWED; or take {language} out of LANGUAGES"
            )


def must_be_reviewed(directory: Path, settings: Settings) -> None:
    """Raises BadSettings, for texts that are broken as well."""
    try:
        reasons = list(refusals(Words.load(directory), directory, settings))
    except BROKEN as broken:
        raise BadSettings(str(broken)) from None
    if reasons:
        raise BadSettings("\n".join(reasons))
