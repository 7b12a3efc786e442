"""Every silence has a reason: ignored lint findings and types, in the code and in the settings."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.house.sources import PRODUCT, python_files

_SILENCE: Final = re.compile(r"#\s*(?:noqa|type:\s*ignore|ruff:|mypy:)", re.IGNORECASE)
_EXPLAINED: Final = re.compile(
    r"#\s*noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*\s+(?:[-–—#]\s*)?\S.{8,}"
    r"|#\s*type: ignore\[[a-z, -]+\]\s+#\s*(?!noqa)\S.{8,}"
)
_LISTED: Final = re.compile(r'^\s*"(?:[A-Z]+[0-9]*|(?:ignore|default)[^"]*)",?')


def unexplained(root: Path) -> list[str]:
    """Comments that silence a tool without naming the finding and a reason of at least two words."""
    return [
        f"{source.name}:{token.start[0]} {token.string}"
        for source in python_files(root, (*PRODUCT, "tests", "tools"))
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline)
        if token.type == tokenize.COMMENT and _SILENCE.search(token.string) and not _EXPLAINED.search(token.string)
    ]


def unexplained_settings(root: Path) -> list[str]:
    """Lines of pyproject.toml that switch a rule or a warning off and say no reason."""
    return [
        f"pyproject.toml:{number} {line.strip()}"
        for number, line in _ignores((root / "pyproject.toml").read_text(encoding="utf-8"))
        if _LISTED.match(line) and "#" not in line
    ]


def _ignores(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines inside lists that switch something off."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"ignore = \[|filterwarnings = \[", line) or re.match(r'"[^"]*\*\*" = \[', line):
            inside = True
        elif line.startswith("]"):
            inside = False
        elif inside:
            yield number, line
