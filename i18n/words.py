"""The words of every language and audience, loaded once, checked whole, and never changed while the process lives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from i18n.catalogue import READERS, SCREENS, given_to, keys_of, text_keys
from i18n.doors import Door, keys_at
from i18n.packs import read_packs
from i18n.parsing import Entry, WordsMissing, entries, files

__all__ = ["AUDIENCES", "DESK", "FIRST_LANGUAGE", "PAGES", "Words", "WordsMissing"]

Where = tuple[str, str]
"""(language, audience)."""

EMERGENCY = "emergency"
HELP_FIRST = (
    "first", "danger", "danger_self", "danger_other", "more_now", "numbers", "unanswered", "store_down",
    "machine_failed", "after_worse",
)  # fmt: skip
"""Screens that nobody may see without the emergency number."""
HELP_ON_PAGE = ("danger", "down", "nobody", "form-failed")
"""Texts of the web page, ``button-page-…``, of which the same is true."""
FIRST_LANGUAGE = "ru"
"""The one language that must be complete; every other falls back to it."""
DESK = ("specialist", "console")
"""Alerts for a specialist's Telegram, and the labels of the console: read by colleagues, so milder rules hold."""
BUTTON = "button"
"""The web page's own words; its screens are those of ``READERS``."""
POSTER = "poster"
"""What hangs on a wall, and the page on which a school's staff choose it."""
PAGES = (*DESK, "front", BUTTON, POSTER)
"""Files of a page or a person of their own: whole in each language, and they never fall back to ``child``."""
AUDIENCES = (*READERS, *PAGES)
"""Names of the Fluent files; ``child`` is for every author not yet known (conversation.md, rule 5)."""


@dataclass(frozen=True)
class Words:
    """``words.text(language, audience, key, **values)``: plain text, never markup.

    ``numbers`` are the phone numbers of the packs, by the variable that the texts know them by. ``door``: see ``at``.
    """

    bundles: Mapping[Where, FluentBundle]
    entries: Mapping[Where, Mapping[str, Entry]]
    numbers: Mapping[str, str]
    door: Door = "telegram"

    @classmethod
    def load(cls, directory: Path, *, packs: Path | None = None) -> "Words":
        """Reads ``<language>/<audience>.ftl`` under directory, and the numbers of ``packs`` (default: our own).

        Raises WordsMissing naming file and key, and BadPack naming file, key, value and cure: the start is refused.
        """
        numbers = read_packs(packs or directory.parent / "triage" / "packs").by_variable()
        bundles, parsed = {}, {}
        for language, audience, path in files(directory):
            if audience not in AUDIENCES:
                raise WordsMissing(f"{path}: no such audience; name the file after one of {', '.join(AUDIENCES)}")
            text = path.read_text(encoding="utf-8")
            parsed[language, audience] = entries(text, str(path))
            bundles[language, audience] = FluentBundle([language], use_isolating=False)
            bundles[language, audience].add_resource(FluentResource(text))
        words = cls(bundles, parsed, numbers)
        words.check(directory)
        return words

    def at(self, door: Door) -> "Words":
        """The same words as they are said at that door: ``screen(words.at("web"), …)``."""
        return replace(self, door=door)

    def check(self, directory: Path = Path("i18n")) -> None:
        """Raises WordsMissing when a screen's key is missing in ru, or a text asks for a value that nobody gives."""
        for name, spec in SCREENS.items():
            reader = spec.readers[0] if spec.audience in READERS else spec.audience
            here = [self.entries.get(where, {}) for where in fallbacks(FIRST_LANGUAGE, reader)]
            for key in keys_of(name):
                if not any(key in texts for texts in here):
                    file = directory / FIRST_LANGUAGE / f"{reader}.ftl"
                    raise WordsMissing(f"{file}: {key} is missing; the screen {name} needs it")
            for where in self.entries:
                self._check_values(name, where, directory)
        self._check_help(directory)

    def _check_help(self, directory: Path) -> None:
        """Help first (rule 1): a screen that is there for the number must not lose it in any language."""
        for where, texts in self.entries.items():
            for key in _helping(where[1]):
                if key in texts and EMERGENCY not in texts[key].variables:
                    file = directory / where[0] / f"{where[1]}.ftl"
                    raise WordsMissing(f"{file}: {key} does not say ${EMERGENCY}: this screen is there for that number")

    def _check_values(self, name: str, where: Where, directory: Path) -> None:
        for key in keys_of(name):
            given = given_to(name, key) | set(self.numbers)
            for said in keys_at("web", key):
                entry = self.entries[where].get(said)
                if entry and (unknown := entry.variables - given):
                    asked = ", ".join(f"${variable}" for variable in sorted(unknown))
                    file = directory / where[0] / f"{where[1]}.ftl"
                    raise WordsMissing(f"{file}: {said} asks for {asked}, which neither the screen nor a pack gives")

    def text(self, language: str, audience: str, key: str, **values: str | int) -> str:
        """The text, from the nearest audience and language that has it. Raises WordsMissing, never shows a hole."""
        where, said = self._nearest(language, audience, key)
        return self._formatted(where, said, values)

    def entry(self, language: str, audience: str, key: str) -> Entry:
        """The same choice as ``text``, unrendered. Raises WordsMissing."""
        where, said = self._nearest(language, audience, key)
        return self.entries[where][said]

    def _nearest(self, language: str, audience: str, key: str) -> tuple[Where, str]:
        """A file's own variant wins over its plain text, but never over a nearer file."""
        for where in fallbacks(language, audience):
            for said in keys_at(self.door, key):
                if said in self.entries.get(where, {}):
                    return where, said
        raise WordsMissing(f"{audience}.ftl: {key} is in no language")

    def labels(self, language: str, audience: str) -> dict[str, str]:
        """Every text of an audience, each variable but a pack's as its name in braces: for a page that fills in."""
        keys = {key: None for where in fallbacks(language, audience) for key in self.entries.get(where, {})}
        return {key: self.text(language, audience, key, **self._holes(language, audience, key)) for key in keys}

    def _holes(self, language: str, audience: str, key: str) -> dict[str, str]:
        return {name: "{" + name + "}" for name in self.entry(language, audience, key).variables - set(self.numbers)}

    def _formatted(self, where: Where, key: str, values: Mapping[str, str | int]) -> str:
        bundle = self.bundles[where]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise WordsMissing(f"{'/'.join(where)}.ftl: {key} has no text")
        text, errors = bundle.format_pattern(pattern, {**self.numbers, **values})
        if errors or not isinstance(text, str):
            # kinds only: the message of a Fluent error may hold a value, and a value may be a specialist's words
            kinds = ", ".join(type(error).__name__ for error in errors)
            raise WordsMissing(f"{'/'.join(where)}.ftl: {key}: a value is missing or too long ({kinds})")
        return text


def _helping(audience: str) -> tuple[str, ...]:
    """The keys that must name the emergency number, at every door."""
    if audience == BUTTON:
        return tuple(f"button-page-{name}" for name in HELP_ON_PAGE)
    return tuple(said for name in HELP_FIRST for key in text_keys(name) for said in keys_at("web", key))


def fallbacks(language: str, audience: str) -> tuple[Where, ...]:
    """Nearest first: audience before child, own language before ru."""
    audiences = dict.fromkeys((audience, audience if audience in PAGES else "child"))
    languages = dict.fromkeys((language.partition("-")[0].lower(), FIRST_LANGUAGE))
    return tuple((spoken, reader) for spoken in languages for reader in audiences)
