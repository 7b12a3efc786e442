"""Phone numbers of a region pack: data with a source and a date. A number nobody verified is never shown to a child."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum


class BadPack(ValueError):
    """A pack cannot be used. Names file, key, value and cure; the start is refused."""


class Status(StrEnum):
    """How sure the number is (domain.md): official page, several pages, weak, unconfirmed, wrong, seed says so."""

    OFFICIAL = "V"
    SEVERAL = "V2"
    WEAK = "W"
    UNCONFIRMED = "K"
    WRONG = "X"
    SEED = "S"


VERIFIED = frozenset({Status.OFFICIAL, Status.SEVERAL})
"""Only these may be enabled."""

_SHORT = re.compile(r"[01]\d\d")
_LONG = re.compile(r"[78][3-9]\d{9}")
"""Digits of a number of Russia or Kazakhstan: both share +7, dialled 8 at home."""
_WRITTEN = re.compile(r"\+?[\d ()-]+")
_KEY = re.compile(r"[a-z]{2}_[a-z0-9_]+")
_VARIABLE = re.compile(r"[a-z][a-z_]*")
_OPTIONAL = "variable"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """``number`` as a person reads it; ``name`` and ``hours`` in Russian; ``variable``: its name in texts, or ""."""

    key: str
    number: str
    name: str
    hours: str
    source: str
    checked_on: date
    status: Status
    enabled: bool
    variable: str = ""


FIELDS = tuple(field.name for field in fields(Contact) if field.name != "key")


@dataclass(frozen=True)
class Contacts:
    """Contacts of all packs, by key."""

    by_key: Mapping[str, Contact]

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> "Contacts":
        """Raises BadPack when two packs use one key, or one variable for two different numbers."""
        by_key: dict[str, Contact] = {}
        numbers: dict[str, Contact] = {}
        for contact in contacts:
            if contact.key in by_key:
                raise BadPack(f"{contact.key}: two packs have it; keep one, or begin the key with the other region")
            by_key[contact.key] = contact
            if contact.variable and contact.enabled:
                other = numbers.setdefault(contact.variable, contact)
                if other.number != contact.number:
                    raise BadPack(
                        f"{contact.key}: variable {contact.variable!r} is {contact.number!r} here and"
                        f" {other.number!r} in {other.key}; use two names"
                    )
        return cls(by_key)

    def by_variable(self) -> dict[str, str]:
        """Variable of the texts → number, enabled ones only: a text that needs another refuses the start."""
        return {one.variable: one.number for one in self.by_key.values() if one.variable and one.enabled}


def parse_contacts(text: str, *, file: str) -> tuple[Contact, ...]:
    """The contacts of one pack file (TOML, a table per key). Raises BadPack; ``file`` is only named in it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{file}: not TOML ({error}); check quotes and brackets") from None
    return tuple(_contact(_Place(file, key), table) for key, table in tables.items())


@dataclass(frozen=True)
class _Place:
    file: str
    key: str

    def bad(self, field: str, value: object, cure: str) -> BadPack:
        return BadPack(f"{self.file}: {self.key}.{field} = {value!r}: {cure}")


def _contact(place: _Place, table: object) -> Contact:
    if not _KEY.fullmatch(place.key) or not isinstance(table, dict):
        raise BadPack(f"{place.file}: {place.key}: write a table [<country>_<name>] for each number, in small letters")
    _right_fields(place, table)
    texts = {name: _text(place, name, table[name]) for name in ("number", "name", "hours", "source")}
    _possible(place, texts["number"])
    status = _status(place, table["status"])
    return Contact(
        key=place.key,
        **texts,
        checked_on=_day(place, table["checked_on"]),
        status=status,
        enabled=_enabled(place, table["enabled"], status),
        variable=_variable(place, table.get(_OPTIONAL, "")),
    )


def _right_fields(place: _Place, table: Mapping[str, object]) -> None:
    for name, value in table.items():
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            cure = f"did you mean {near[0]}?" if near else f"known are {', '.join(FIELDS)}"
            raise place.bad(name, value, f"no such field; {cure}")
    for name in FIELDS:
        if name not in table and name != _OPTIONAL:
            raise place.bad(name, None, "missing; say it, even if only 'unknown'")


def _text(place: _Place, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise place.bad(name, value, "write it in quotes, and not empty")
    return value


def _possible(place: _Place, number: str) -> None:
    digits = "".join(character for character in number if character.isdigit())
    if not _WRITTEN.fullmatch(number) or not (_SHORT.fullmatch(digits) or _LONG.fullmatch(digits)):
        raise place.bad("number", number, "no such number is possible: three digits, or 8/+7 and ten digits")


def _status(place: _Place, value: object) -> Status:
    try:
        return Status(str(value))
    except ValueError:
        raise place.bad("status", value, f"one of {', '.join(Status)}") from None


def _day(place: _Place, value: object) -> date:
    if type(value) is not date:  # a datetime is a date too, and would carry a time zone nobody meant
        raise place.bad("checked_on", value, "a day without quotes, as in 2026-11-01")
    return value


def _enabled(place: _Place, value: object, status: Status) -> bool:
    if not isinstance(value, bool):
        raise place.bad("enabled", value, "true or false, without quotes")
    if value and status not in VERIFIED:
        raise place.bad("enabled", value, f"status {status} is not verified; find a source (V, V2) or write false")
    return value


def _variable(place: _Place, value: object) -> str:
    if not isinstance(value, str) or (value and not _VARIABLE.fullmatch(value)):
        raise place.bad(_OPTIONAL, value, "small Latin letters and _, as the texts write it after $")
    return value
