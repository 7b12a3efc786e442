"""Reading a Fluent file without running it: its keys, the variables each needs, and what the parser could not read."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax import ast, visitor


class WordsMissing(Exception):
    """A text that the product needs is missing, broken or asks for a value nobody gives. Names file and key."""


@dataclass(frozen=True)
class Entry:
    """One message. ``source`` as it stands in the file, ``literal`` its words without anything computed.

    ``shown``: variables that appear in the text; ``selectors``: (variable, its variants) for each choice between texts.
    """

    key: str
    source: str
    literal: str
    shown: frozenset[str]
    selectors: tuple[tuple[str, frozenset[str]], ...]
    references: frozenset[str]

    @property
    def variables(self) -> frozenset[str]:
        """Every variable that must be given."""
        return self.shown | {variable for variable, _ in self.selectors}

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex. Changes with any word or variable, not with indentation: it is what a reviewer signed."""
        lines = (line.strip() for line in self.source.strip().splitlines())
        return sha256("\n".join(lines).encode()).hexdigest()


class _Needs(visitor.Visitor):
    def __init__(self) -> None:
        self.literal: list[str] = []
        self.shown: set[str] = set()
        self.references: set[str] = set()
        self.selectors: list[tuple[str, frozenset[str]]] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - fluent.syntax names it
        self.literal.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802 - fluent.syntax names it
        self.literal.append(node.value)

    def visit_NumberLiteral(self, node: ast.NumberLiteral) -> None:  # noqa: N802 - fluent.syntax names it
        self.literal.append(node.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.shown.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.references.add("-" + node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - fluent.syntax names it
        if isinstance(node.selector, ast.VariableReference):
            variants = frozenset(_variant(variant) for variant in node.variants)
            self.selectors.append((node.selector.id.name, variants))
        else:
            self.visit(node.selector)
        for variant in node.variants:
            self.visit(variant.value)


def _variant(variant: ast.Variant) -> str:
    key = variant.key
    return key.name if isinstance(key, ast.Identifier) else str(key.value)


def entries(text: str, file: str) -> dict[str, Entry]:
    """Key → entry; a term's key begins with ``-``. Raises WordsMissing for junk, a key given twice, a bad reference."""
    found: dict[str, Entry] = {}
    for item in FluentResource(text).body:
        if isinstance(item, ast.Junk):
            first = ((item.content or "").strip().splitlines() or [""])[0]
            raise WordsMissing(f"{file}: not Fluent from {first!r} on; check braces, indentation and the `=`")
        if not isinstance(item, ast.Message | ast.Term):
            continue
        entry = _entry(item, text)
        if entry.key in found:
            raise WordsMissing(f"{file}: {entry.key} stands twice; remove one")
        found[entry.key] = entry
    for entry in found.values():
        for reference in sorted(entry.references):
            if reference not in found:
                raise WordsMissing(f"{file}: {entry.key} refers to {reference}, which is not in this file")
            if found[reference].variables or found[reference].references:
                raise WordsMissing(f"{file}: {entry.key} refers to {reference}, which is not a plain text")
    return found


def _entry(item: ast.Message | ast.Term, text: str) -> Entry:
    needs = _Needs()
    needs.visit(item)
    span = item.value.span if item.value else item.span
    return Entry(
        key=("-" if isinstance(item, ast.Term) else "") + item.id.name,
        source=text[span.start : span.end] if span else "",
        literal="\n".join(needs.literal),
        shown=frozenset(needs.shown),
        selectors=tuple(needs.selectors),
        references=frozenset(needs.references),
    )


def files(directory: Path) -> Iterator[tuple[str, str, Path]]:
    """(language, audience, file) of every Fluent file; a folder without one is not a language yet."""
    for path in sorted(directory.glob("*/*.ftl")):
        yield path.parent.name, path.stem, path
