"""Builds ``triage/packs/common/lexicon.json``. ``--check``: is it current? ``--collisions``: what do stems catch?"""

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.lexicon.everyday import everyday
from tools.lexicon.forms import english, russian
from tools.lexicon.grammar import BadLexicon, Written, parsed
from tools.lexicon.sources import SOURCES, TABLE, fingerprint, is_current
from triage.classes import CLASSES
from triage.lexicon import read_table
from triage.spelling import word
from triage.words import Matcher


@dataclass
class Lexicon:
    """What the files say, put together: several languages may speak of one concept."""

    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stems: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    patterns: list[Written] = field(default_factory=list)
    concepts: set[str] = field(default_factory=set)

    def add(self, file: Path) -> None:
        """Raises BadLexicon."""
        try:
            written = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise BadLexicon(f"{file.name}: not TOML ({error})") from None
        for name, concept in written.get("concepts", {}).items():
            self._concept(file, name, concept, written.get("language", "ru"))
        for section, trap in (("traps", True), ("classes", False)):
            for says, lines in written.get(section, {}).items():
                if says not in CLASSES:
                    raise BadLexicon(f"{file.name}: {section}.{says}: no such class; known are {', '.join(CLASSES)}")
                for line in lines:
                    self._pattern(parsed(says, line, trap=trap))

    def _concept(self, file: Path, name: str, concept: Mapping[str, str], language: str) -> None:
        self.concepts.add(name)
        if odd := set(concept) - {"lemmas", "forms", "stems"}:
            raise BadLexicon(f"{file.name}: {name}.{min(odd)}: write lemmas, forms or stems")
        for lemma in concept.get("lemmas", "").split():
            if language == "ru":
                for form, parts in russian(lemma):
                    self.forms[word(form)].update({name, *(f"{name}.{part}" for part in parts)})
            else:
                for form in english(lemma):
                    self.forms[word(form)].add(name)
        for form in concept.get("forms", "").split():
            self.forms[word(form)].update({name, name.split(".", maxsplit=1)[0]})
        for stem in concept.get("stems", "").split():
            self.stems[word(stem.rstrip("*"))].update({name, name.split(".", maxsplit=1)[0]})

    def _pattern(self, pattern: Written) -> None:
        self.patterns.append(pattern)
        items = (one for item in pattern.items for one in item.lstrip("!").split("|"))
        for name in (*items, *pattern.without):
            if name.endswith("*"):
                self.stems[name[:-1]].add(name)
            elif name and not name[0].isupper():
                self.forms[name].add(name)

    def table(self) -> dict[str, object]:
        """Only what a pattern asks for; words with the same concepts together."""
        used = {name for pattern in self.patterns for item in pattern.items for name in item.lstrip("!").split("|")}
        used |= {name for pattern in self.patterns for name in pattern.without} | {"NOT"}
        unknown = sorted(name for name in used if name[0].isupper() and not self._is_known(name))
        if unknown:
            raise BadLexicon(f"patterns ask for {', '.join(unknown)}, which no file defines")
        return {
            "forms": _grouped(self.forms, used),
            "stems": _grouped(self.stems, used),
            "common": "",
            "patterns": [pattern.as_json() for pattern in self.patterns],
        }

    def _is_known(self, name: str) -> bool:
        return name.split(".", maxsplit=1)[0] in self.concepts or (name[0] == "N" and name[1:].isdigit())


def _grouped(words: Mapping[str, Iterable[str]], used: set[str]) -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for one, names in words.items():
        if kept := sorted(set(names) & used):
            groups[" ".join(kept)].append(one)
    return {names: " ".join(sorted(group)) for names, group in sorted(groups.items())}


def built(sources: Path = SOURCES) -> str:
    """The table's text. Raises BadLexicon."""
    lexicon = Lexicon()
    for file in sorted(sources.glob("*.toml")):
        lexicon.add(file)
    table = lexicon.table()
    matcher = read_table(json.dumps(table), file="table")
    table["common"] = " ".join(sorted({one for one in everyday() if _only_alike(matcher, one)}))
    table["sources"] = fingerprint(sources)
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _only_alike(matcher: Matcher, one: str) -> bool:
    caught = any(one[:end] in matcher.stems for end in range(2, len(one) + 1))
    return one not in matcher.forms and not caught and any(matcher._read(one))  # noqa: SLF001  the table's own builder


def collisions(sources: Path = SOURCES) -> Iterable[str]:
    """For each stem the everyday words that it catches, commonest first."""
    lexicon = Lexicon()
    for file in sorted(sources.glob("*.toml")):
        lexicon.add(file)
    words = everyday()
    for stem, names in sorted(lexicon.stems.items()):
        if caught := [one for one in words if one.startswith(stem)][:15]:
            yield f"{stem}* ({' '.join(sorted(names))}): {' '.join(caught)}"


def main() -> int:
    """0 done or current, 1 stale or bad."""
    parser = argparse.ArgumentParser(prog="python -m tools.lexicon", description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--collisions", action="store_true")
    asked = parser.parse_args()
    try:
        if asked.collisions:
            print("\n".join(collisions()))
        elif not asked.check:
            TABLE.write_text(built(), encoding="utf-8")
        elif not is_current():
            print(f"{TABLE.name} is older than its sources: run python -m tools.lexicon", file=sys.stderr)
            return 1
    except BadLexicon as bad:
        print(bad, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
