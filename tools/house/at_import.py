"""Nothing happens at import: no client opened, no file read, no route registered: a heuristic over what modules call.

A call that is harmless and new here joins the lists below.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.house.sources import PRODUCT, Source, dotted, origins, python_files

# Values, types and their methods; loggers, which open nothing until something is logged.
_HARMLESS: Final = """
    attrgetter auto blake2b bytes casefold cast chr compile ConfigDict ContextVar date datetime Decimal dict digest
    encode enumerate Field field fields format Fraction fromhex fromkeys frozenset get_logger getattr getLogger
    hexdigest index int isinstance itemgetter items join joinpath keys len list lower lstrip maketrans map
    MappingProxyType max min namedtuple NewType object ord ParamSpec partial Path PurePath PurePosixPath range
    removeprefix removesuffix replace resolve reversed rstrip SecretStr set SettingsConfigDict sha1 sha256 sorted split
    splitlines str StringConstraints strip Struct Suite sum time timedelta timezone tuple TypeAdapter TypeAliasType
    TypeVar union upper values with_name with_suffix zip ZoneInfo
"""
_DECORATORS: Final = """
    abstractmethod asynccontextmanager cache cached_property classmethod computed_field contextmanager dataclass
    dataclass_transform field_serializer field_validator final getter lru_cache middleware model_serializer
    model_validator overload override property runtime_checkable setter singledispatch staticmethod total_ordering
    unique wraps
"""
# What a function beside the call may not contain if it is to be called at import: it would act on the world.
_ACTS: Final = """
    connect eval exec execute from_url get_event_loop glob import_module input iterdir mkdir open print read_bytes
    read_text rglob run send stat unlink write write_bytes write_text
"""
_ACTING: Final = """
    aiogram aiohttp asyncio importlib logging os redis requests shutil socket sqlite3 structlog subprocess tempfile
    threading time urllib
"""
_OPENERS: Final = (
    "Bot",
    "Router",
    "Dispatcher",
    "Application",
    "Session",
    "Client",
    "Pool",
    "Server",
    "Redis",
    "Store",
)


def busy_modules(root: Path) -> list[str]:
    """Every call, loop or `with` that runs when a module of the product is imported and is not known to be harmless."""
    return [line for source in python_files(root, PRODUCT) for line in _busy(source)]


def _busy(source: Source) -> Iterator[str]:
    known = origins(source.tree)
    own = {
        node.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and not node.name.endswith(_OPENERS)
    }
    own |= {node.name for node in source.tree.body if isinstance(node, ast.FunctionDef) and not _acts(node, known)}
    for statement, decorators in _statements(source.tree.body):
        if isinstance(statement, ast.For | ast.While | ast.With | ast.AsyncFor | ast.AsyncWith):
            yield source.at(statement, "a loop or `with` at import")
        for decorator in decorators:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if dotted(call, known).rpartition(".")[2] not in _DECORATORS.split():
                yield source.at(decorator, f"the decorator {dotted(call, known)} at import")
        for node in _evaluated(statement):
            name = dotted(node.func, known)
            if not _harmless(name or getattr(node.func, "attr", ""), own):
                yield source.at(node, f"{name or 'a call'}() at import")


def _harmless(name: str, own: set[str]) -> bool:
    last = name.rpartition(".")[2]
    if last in _HARMLESS.split() or name in own:
        return True
    ours = name.partition(".")[0] in PRODUCT
    return ours and last[:1].isupper() and not last.endswith(_OPENERS)  # a value of our own


def _acts(function: ast.FunctionDef, known: dict[str, str]) -> bool:
    """Whether it reaches into the world; if not, calling it beside its definition only makes a value."""
    names = [dotted(node.func, known) or "." for node in ast.walk(function) if isinstance(node, ast.Call)]
    written = [
        node.func.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return any(name.partition(".")[0] in _ACTING.split() for name in names) or any(
        name.rpartition(".")[2] in _ACTS.split() or name.endswith(_OPENERS) for name in (*names, *written)
    )


def _statements(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, list[ast.expr]]]:
    """The statements that run at import, with their decorators: class bodies and branches included, functions not."""
    for statement in body:
        if isinstance(statement, ast.If) and _never_at_import(statement.test):
            continue
        yield statement, getattr(statement, "decorator_list", [])
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(statement, part, []))


def _never_at_import(test: ast.expr) -> bool:
    return ast.unparse(test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING", "__name__ == '__main__'")


def _evaluated(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls in the statement's own expressions, not those of a nested body (looked at by itself) or a lambda."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        waiting: list[ast.AST] = [*statement.args.defaults, *(node for node in statement.args.kw_defaults if node)]
    else:
        skipped = {id(node) for node in getattr(statement, "decorator_list", [])}
        waiting = [
            node
            for node in ast.iter_child_nodes(statement)
            if not isinstance(node, ast.stmt | ast.ExceptHandler) and id(node) not in skipped
        ]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting.extend(ast.iter_child_nodes(node))
