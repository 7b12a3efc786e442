"""Small houses of words that a test may spoil: every key of the catalogue, three languages, the plainest sentences."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from i18n.catalogue import READERS, SCREENS, Kind, given_to, keys_of, text_keys
from i18n.watermark import KEY as WATERMARK
from i18n.words import HELP_FIRST, Words
from tools import textlint
from tools.textlint_found import House
from tools.textlint_keys import PLURALS

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ru", "kk", "en")
SAYS = {"ru": "Я тут.", "kk": "Мен мұнда.", "en": "I am here."}
LABEL = {"ru": "Да", "kk": "Иә", "en": "Yes"}
PLAIN = next(
    name
    for name, spec in SCREENS.items()
    if not spec.values and spec.readers == READERS and spec.audience in READERS and spec.review == "safety"
)
"""A screen that every reader sees and that is given nothing; its key is its name."""


@dataclass(frozen=True)
class Copy:
    """``i18n`` and the packs under a folder of the test's own."""

    root: Path

    @classmethod
    def small(cls, root: Path, languages: tuple[str, ...] = LANGUAGES) -> "Copy":
        """Clean and signed by nobody."""
        copy = cls(root)
        shutil.copytree(ROOT / "triage" / "packs", root / "triage" / "packs")
        for language in languages:
            (root / "i18n" / language).mkdir(parents=True)
            shutil.copy(ROOT / "i18n" / language / "forbidden.toml", root / "i18n" / language)
            for audience in READERS:
                copy.write(f"i18n/{language}/{audience}.ftl", "\n\n".join(_reader(language, audience)) + "\n")
            copy.write(f"i18n/{language}/specialist.ftl", "\n\n".join(_colleague(language)) + "\n")
            copy.write(f"i18n/{language}/front.ftl", f"front-title = {SAYS[language]}\n")
        copy.write("i18n/ru/console.ftl", "console-title-alarm = ({ $n }) Срочно\n\nconsole-plain = Стол\n")
        assert copy.lint("--rehash") == 0
        return copy

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        before = self.read(name)
        assert old in before, f"{name} no longer contains what this test spoils"
        self.write(name, before.replace(old, new))

    def say(self, text: str, *, key: str = PLAIN, at: str = "ru/child") -> None:
        """Puts another text under a key; "" removes it."""
        blocks = self.read(f"i18n/{at}.ftl").rstrip("\n").split("\n\n")
        kept = [block for block in blocks if not block.startswith(f"{key} =")]
        said = [message(key, text.split("\n"))] if text else []
        self.write(f"i18n/{at}.ftl", "\n\n".join((*kept, *said)) + "\n")

    def load(self) -> Words:
        return Words.load(self.root / "i18n")

    def house(self) -> House:
        return House.load(self.root / "i18n", self.root / "triage" / "packs")

    def lint(self, *more: str) -> int:
        return textlint.main(
            ["--words", str(self.root / "i18n"), "--packs", str(self.root / "triage" / "packs"), *more]
        )


def message(key: str, lines: list[str]) -> str:
    """One Fluent message of several lines."""
    return "\n".join((f"{key} =", *(f"    {line}" for line in lines)))


def _reader(language: str, audience: str) -> Iterator[str]:
    said = {}
    for name, spec in SCREENS.items():
        if spec.audience in READERS and audience in spec.readers:
            labels = {button.label for row in spec.rows for button in row}
            for key in keys_of(name):
                said[key] = f"{key} = {LABEL[language]}" if key in labels else _text(language, name, key)
    yield from said.values()
    yield f"{WATERMARK} = {SAYS[language]}"


def _colleague(language: str) -> Iterator[str]:
    for name, spec in SCREENS.items():
        if spec.audience == "specialist":
            for key in keys_of(name):
                yield f"{key} = {LABEL[language]}" if key not in text_keys(name) else _text(language, name, key)


def _text(language: str, name: str, key: str) -> str:
    spec = SCREENS[name]
    lines = [SAYS[language] + (" { $emergency }" if name in HELP_FIRST and key in text_keys(name) else "")]
    for value in sorted(given_to(name, key) - spec.optional) if key in text_keys(name) else ():
        allowed = spec.values[value]
        if allowed is Kind.TEXT:
            lines.append(f"{{ ${value} }}")
        else:
            forms = allowed if isinstance(allowed, tuple) else (*sorted(PLURALS[language] - {"other"}), "other")
            chosen = [f"    [{form}] {SAYS[language]}" for form in forms[:-1]]
            lines += [f"{{ ${value} ->", *chosen, f"   *[{forms[-1]}] {SAYS[language]}", "}"]
    return message(key, lines)
