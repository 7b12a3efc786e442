"""What the text linter finds, and what every check is given."""

from dataclasses import dataclass
from pathlib import Path

from i18n.forbidden import Phrase, load_forbidden
from i18n.parsing import Entry, files
from i18n.reviews import Review, load_reviews
from i18n.words import Words


@dataclass(frozen=True, order=True)
class Finding:
    """``where`` is file and key, ``what`` the problem and its cure."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, eq=False)
class House:
    """Everything under an ``i18n`` folder, loaded. Languages without any Fluent file are not there yet.

    Two are the same only if they are one: what was once said of a house is kept by it.
    """

    directory: Path
    words: Words
    forbidden: dict[str, tuple[Phrase, ...]]
    reviews: dict[str, dict[str, Review]]

    @classmethod
    def load(cls, directory: Path, packs: Path) -> "House":
        """Raises WordsMissing, BadPack, BadPhrase or BadReview: then nothing else can be judged."""
        languages = sorted({language for language, _, _ in files(directory)})
        return cls(
            directory=directory,
            words=Words.load(directory, packs=packs),
            forbidden={language: load_forbidden(directory, language) for language in languages},
            reviews={language: load_reviews(directory, language) for language in languages},
        )

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.forbidden)

    def texts(self) -> list[tuple[str, str, Entry]]:
        """(language, audience, entry) of every text."""
        every = self.words.entries.items()
        return [(language, audience, entry) for (language, audience), texts in every for entry in texts.values()]

    def has(self, language: str, audience: str, *keys: str) -> bool:
        """Whether the language has its own file for this audience, with all of these keys in it."""
        texts = self.words.entries.get((language, audience))
        return texts is not None and all(key in texts for key in keys)

    def file(self, language: str, audience: str) -> str:
        return f"{self.directory / language / audience}.ftl"

    def place(self, language: str, audience: str, key: str) -> str:
        return f"{self.file(language, audience)}: {key}"
