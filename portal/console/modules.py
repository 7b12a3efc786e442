"""Which scripts a page loads, so that it asks for all at once: on a slow line every level of imports costs a turn."""

import re
from pathlib import Path
from typing import Final

_IMPORT: Final = re.compile(r"(?:\bfrom|^import)\s*[\"'](\.{1,2}/[\w./-]+\.js)[\"']", re.MULTILINE)


def modules_of(static: Path, first: str) -> tuple[str, ...]:
    """Addresses of ``first`` (a path below ``static``), of everything that it imports, and of what that imports."""
    found: dict[Path, None] = {}
    left = [(static / first).resolve()]
    while left:
        script = left.pop(0)
        if script in found or not script.is_file():
            continue
        found[script] = None
        text = script.read_text(encoding="utf-8")
        left += [(script.parent / path).resolve() for path in _IMPORT.findall(text)]
    root = static.resolve()
    return tuple(f"/static/{script.relative_to(root).as_posix()}" for script in found)
