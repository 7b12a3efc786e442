"""Which files the rules look at, and how a name in them resolves."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PRODUCT: Final = ("bot", "desk", "handlers", "i18n", "portal", "triage", "vault", "workers")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: `name` is its path from the root, with slashes."""

    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, reason: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)} {reason}"


def python_files(root: Path, folders: tuple[str, ...]) -> Iterator[Source]:
    """Every Python file below the named folders, in a stable order."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if "node_modules" not in path.parts:
                text = path.read_text(encoding="utf-8")
                yield Source(path.relative_to(root).as_posix(), text, ast.parse(text))


def kept_files(root: Path) -> list[Path]:
    """What git tracks or would track: the files that leave this machine."""
    git = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, check=True, capture_output=True).stdout  # noqa: S603 - a constant command
    names = sorted({name for name in listed.decode().split("\0") if name})
    return [root / name for name in names if (root / name).is_file()]


def origins(tree: ast.Module) -> dict[str, str]:
    """For every name that an import of this file binds: the full dotted name it stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def dotted(node: ast.AST, known: dict[str, str]) -> str:
    """The full name of `a.b.c`, by the file's imports; an unknown start stays as written, a computed one is empty."""
    if isinstance(node, ast.Name):
        return known.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, known)}.{node.attr}"
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every import of the file as a full name: `from a import b` gives a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
