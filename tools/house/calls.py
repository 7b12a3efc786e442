"""What product code may not reach for, and the few files that may: the second net below ruff's banned-api."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from tools.house.sources import PRODUCT, Source, dotted, imported, origins, python_files


@dataclass(frozen=True, slots=True)
class Ban:
    """Names that only the files matching `allowed` (patterns of paths from the root) may use."""

    names: tuple[str, ...]
    allowed: tuple[str, ...]
    reason: str


_CLOCK: Final = ("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today")
_DRAWN: Final = ("secrets", "os.urandom", "uuid.uuid4", "uuid.uuid1")

BANS: Final = (
    Ban((*_CLOCK, "time.time", "time.time_ns"), ("bot/*.py",), "`now` is a parameter; the wiring hands the clock out"),
    Ban(("os.environ", "os.environb", "os.getenv"), ("bot/settings.py",), "settings enter through bot/settings.py"),
    Ban(("random",), (), "randomness is a parameter, and this kind is not for secrets"),
    Ban(_DRAWN, ("bot/*.py", "vault/*.py"), "randomness is a parameter outside the vault and the wiring"),
    Ban(
        ("asyncio.create_task", "asyncio.ensure_future", "asyncio.TaskGroup", "*.create_task", "*.ensure_future"),
        ("workers/nursery.py",),
        "only workers/nursery.py starts tasks",
    ),
    Ban(("print", "input"), ("bot/*.py",), "only the commands of `python -m bot` speak to a terminal"),
    Ban(("eval", "exec", "breakpoint", "__import__"), (), "no code from data, no debugger"),
)


def forbidden_uses(root: Path) -> list[str]:
    """Each use of a banned name, called or merely handed on (`clock=datetime.now` reaches for it all the same)."""
    return [
        source.at(node, f"{name}: {ban.reason}")
        for source in python_files(root, PRODUCT)
        for node, name in _used(source)
        for ban in BANS
        if not _may(source, ban.allowed) and any(_names(name, banned) for banned in ban.names)
    ]


def content_in_logs(root: Path) -> list[str]:
    """`.exception("…")` of a logger writes the exception's text, and a validation error's text is the child's words."""
    return [
        source.at(node, "exception() of a logger writes the exception's own text: log the kind, never the content")
        for source in python_files(root, PRODUCT)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr == "exception" and (node.args or node.keywords)  # a task's exception() takes none
    ]


def rooms_of_aiohttp(root: Path) -> list[str]:
    """`aiohttp.web` only in portal and bot, the client only in workers and bot."""
    rules = (("aiohttp.web", ("portal/*", "bot/*")), ("aiohttp.ClientSession", ("workers/*", "bot/*")))
    return [
        source.at(node, f"{name} is not for this room")
        for source in python_files(root, PRODUCT)
        for node, name in (*imported(source.tree), *_used(source))
        for banned, allowed in rules
        if _names(name, banned) and not _may(source, allowed)
    ]


def imports_from_outside(root: Path) -> list[str]:
    """The product stands without its tests and tools."""
    return [
        source.at(node, f"the product may not import {name}")
        for source in python_files(root, PRODUCT)
        for node, name in imported(source.tree)
        if name.partition(".")[0] in ("tests", "tools", "pytest")
    ]


def _may(source: Source, allowed: tuple[str, ...]) -> bool:
    return any(fnmatch(source.name, pattern) for pattern in allowed)


def _names(name: str, banned: str) -> bool:
    if banned.startswith("*."):
        return name.endswith(banned[1:])
    return name == banned or name.startswith(banned + ".")


def _used(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every name or attribute that the file reads, by its full name, the longest form of each."""
    known = origins(source.tree)
    inner = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in inner and isinstance(node.ctx, ast.Load):
            yield node, dotted(node, known)
