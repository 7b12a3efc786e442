"""What every parser of a pack shares: the refusal that names file, key, value and cure."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


class BadPack(ValueError):
    """A pack cannot be used. Names file, key, value and cure; the start is refused."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: for the sentence of a refusal only."""

    file: str
    key: str

    def bad(self, field: str, value: object, cure: str) -> BadPack:
        return BadPack(f"{self.file}: {self.key}.{field} = {value!r}: {cure}")


def tables(text: str, *, file: str) -> dict[str, object]:
    """The tables of a TOML file. Raises BadPack."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{file}: not TOML ({error}); check quotes and brackets") from None


def right_fields(place: Place, table: Mapping[str, object], known: Iterable[str], *, needed: Iterable[str]) -> None:
    """Raises BadPack for a field nobody knows, and for one that is needed and missing."""
    for name, value in table.items():
        if name not in known:
            raise place.bad(name, value, f"no such field; {nearest(name, tuple(known))}")
    for name in needed:
        if name not in table:
            raise place.bad(name, None, "missing; say it, even if only 'unknown'")


def nearest(name: str, known: Collection[str]) -> str:
    """The cure for a name that does not exist."""
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"


def text_of(place: Place, name: str, value: object) -> str:
    """A text that is not empty. Raises BadPack."""
    if not isinstance(value, str) or not value.strip():
        raise place.bad(name, value, "write it in quotes, and not empty")
    return value


def names_of(place: Place, name: str, value: object, known: Collection[str]) -> tuple[str, ...]:
    """A list of names out of ``known``, not empty, none twice. Raises BadPack."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise place.bad(name, value, 'a list in brackets, not empty, each in quotes, as in ["one", "two"]')
    for one in value:
        if one not in known:
            raise place.bad(name, one, nearest(one, known))
    if len(set(value)) < len(value):
        raise place.bad(name, value, "one name stands twice; keep one")
    return tuple(value)
