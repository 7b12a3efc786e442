"""Ceilings on size. A longer file or function hides a second thought that wants a name."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.house.sources import PRODUCT, Source, kept_files, python_files

FILE_LINES: Final = 240
FUNCTION_LINES: Final = 40
DOOR_LINES: Final = 25
PARAMETERS: Final = 5
_WRITTEN_BY_HAND: Final = (".py", ".js", ".mjs", ".css", ".sh", ".html")
_NOT_OURS: Final = ("node_modules", "vendor")


def long_files(root: Path) -> list[str]:
    """Source files of more than 240 lines; vendored ones are not ours."""
    return [
        f"{path.relative_to(root).as_posix()}:{lines} lines, {FILE_LINES} are the ceiling"
        for path in kept_files(root)
        if path.suffix in _WRITTEN_BY_HAND and not set(path.parts) & set(_NOT_OURS)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Functions of more than 40 lines, docstring included, tests included."""
    return [
        source.at(function, f"{function.name} has {_lines(function)} lines, {FUNCTION_LINES} are the ceiling")
        for source in python_files(root, (*PRODUCT, "tests", "tools"))
        for function in _functions(source)
        if _lines(function) > FUNCTION_LINES
    ]


def long_doors(root: Path) -> list[str]:
    """Coroutines in `handlers` and `portal` of more than 25 lines: a long door hides a verb."""
    return [
        source.at(function, f"{function.name} has {_lines(function)} lines, a door has at most {DOOR_LINES}")
        for source in python_files(root, ("handlers", "portal"))
        for function in _functions(source)
        if isinstance(function, ast.AsyncFunctionDef) and _lines(function) > DOOR_LINES
    ]


def crowded_signatures(root: Path) -> list[str]:
    """Functions with more than five parameters, `self` and `cls` not counted. Tests take fixtures and are free."""
    return [
        source.at(function, f"{function.name} has {_parameters(function)} parameters, {PARAMETERS} are the ceiling")
        for source in python_files(root, (*PRODUCT, "tools"))
        for function in _functions(source)
        if _parameters(function) > PARAMETERS
    ]


def _functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    taken = function.args
    named = [argument.arg for argument in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls")])
