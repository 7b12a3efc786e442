"""A copy of the words that a test may spoil, and the linter run on it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from i18n.words import Words
from tools import textlint

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Copy:
    root: Path

    @classmethod
    def make(cls, root: Path) -> "Copy":
        shutil.copytree(ROOT / "i18n", root / "i18n", ignore=shutil.ignore_patterns("*.py", "__pycache__", "words.txt"))
        shutil.copytree(ROOT / "triage" / "packs", root / "triage" / "packs")
        return cls(root)

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

    def load(self) -> Words:
        return Words.load(self.root / "i18n")

    def lint(self, *more: str) -> int:
        return textlint.main(
            ["--words", str(self.root / "i18n"), "--packs", str(self.root / "triage" / "packs"), *more]
        )
