"""Nothing in the repository tells of the machine it was written on, and no file names a package index."""

import re
from pathlib import Path
from typing import Final

from tools.house.sources import PRODUCT, kept_files

# Written in pieces, so that this file does not break its own rule.
_PLACES: Final = (
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/ho" + r"me/\w",
    "/Us" + r"ers/\w",
    "/op" + "t/(?:pypi|wheels)",
    "/tm" + "p/venv",
)
_INDEXES: Final = (
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "registry" + r"\.npmjs\.org",
    "registry" + r"\.yarnpkg\.com",
    "deb" + r"\.debian\.org",
)
_TRACE: Final = re.compile(rf"(?<![\w./-])(?:{'|'.join(_PLACES)})|{'|'.join(_INDEXES)}")
_VAGUE: Final = ("utils", "util", "helpers", "helper", "manager", "common", "misc")

_OF_BOTH: Final = ("triage", "packs", "common")
"""The pack that Russia and Kazakhstan have in common: here the word says what it is."""


def traces(root: Path) -> list[str]:
    """Lines of kept text files that name such a path or host."""
    return [
        f"{path.relative_to(root).as_posix()}:{number} {found[0]}"
        for path in kept_files(root)
        if b"\0" not in (content := path.read_bytes())
        for number, line in enumerate(content.decode(errors="replace").splitlines(), 1)
        if (found := _TRACE.search(line))
    ]


def vague_names(root: Path) -> list[str]:
    """Files and folders named after nothing in particular."""
    return [
        path.relative_to(root).as_posix()
        for path in kept_files(root)
        if not {"vendor", "node_modules"} & set(path.parts)
        if path.relative_to(root).parts[:3] != _OF_BOTH
        if any(part.partition(".")[0] in _VAGUE for part in path.relative_to(root).parts)
    ]


def unnamed_packages(root: Path) -> list[str]:
    """Folders of Python files without an `__init__.py` that says what lives there."""
    folders = {path.parent for folder in (*PRODUCT, "tools") for path in (root / folder).rglob("*.py")}
    return [
        folder.relative_to(root).as_posix()
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file()
        or not (folder / "__init__.py").read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
