"""Phone numbers of a region pack: data with a source and a date. A number nobody verified is never shown to a child."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from triage.pack import BadPack, Place, names_of, right_fields, tables, text_of
from triage.routes import ROUTES


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
_OPTIONAL = ("variable", "routes")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """``number`` as a person reads it; ``name`` and ``hours`` in Russian; ``variable``: its name in texts, or "".

    ``routes``: codes of ``triage.routes`` for which the desk is shown this number.
    """

    key: str
    number: str
    name: str
    hours: str
    source: str
    checked_on: date
    status: Status
    enabled: bool
    variable: str = ""
    routes: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """``ru`` or ``kz``."""
        return self.key.partition("_")[0]


FIELDS = tuple(field.name for field in fields(Contact) if field.name != "key")
_NEEDED = tuple(name for name in FIELDS if name not in _OPTIONAL)


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

    def for_route(self, route: str, country: str | None) -> tuple[Contact, ...]:
        """Enabled ones to call there, in the order of the packs; of both countries where it is not known which."""
        return tuple(
            one
            for one in self.by_key.values()
            if one.enabled and route in one.routes and country in {None, one.country}
        )


def parse_contacts(text: str, *, file: str) -> tuple[Contact, ...]:
    """The contacts of one pack file (TOML, a table per key). Raises BadPack; ``file`` is only named in it."""
    return tuple(_contact(Place(file, key), table) for key, table in tables(text, file=file).items())


def _contact(place: Place, table: object) -> Contact:
    if not _KEY.fullmatch(place.key) or not isinstance(table, dict):
        raise BadPack(f"{place.file}: {place.key}: write a table [<country>_<name>] for each number, in small letters")
    right_fields(place, table, FIELDS, needed=_NEEDED)
    texts = {name: text_of(place, name, table[name]) for name in ("number", "name", "hours", "source")}
    _possible(place, texts["number"])
    status = status_of(place, table["status"])
    return Contact(
        key=place.key,
        **texts,
        checked_on=day_of(place, table["checked_on"]),
        status=status,
        enabled=enabled_of(place, table["enabled"], status),
        variable=_variable(place, table.get("variable", "")),
        routes=names_of(place, "routes", table["routes"], ROUTES) if "routes" in table else (),
    )


def _possible(place: Place, number: str) -> None:
    digits = "".join(character for character in number if character.isdigit())
    if not _WRITTEN.fullmatch(number) or not (_SHORT.fullmatch(digits) or _LONG.fullmatch(digits)):
        raise place.bad("number", number, "no such number is possible: three digits, or 8/+7 and ten digits")


def status_of(place: Place, value: object) -> Status:
    try:
        return Status(str(value))
    except ValueError:
        raise place.bad("status", value, f"one of {', '.join(Status)}") from None


def day_of(place: Place, value: object) -> date:
    if type(value) is not date:  # a datetime is a date too, and would carry a time zone nobody meant
        raise place.bad("checked_on", value, "a day without quotes, as in 2026-11-01")
    return value


def enabled_of(place: Place, value: object, status: Status) -> bool:
    if not isinstance(value, bool):
        raise place.bad("enabled", value, "true or false, without quotes")
    if value and status not in VERIFIED:
        raise place.bad("enabled", value, f"status {status} is not verified; find a source (V, V2) or write false")
    return value


def _variable(place: Place, value: object) -> str:
    if not isinstance(value, str) or (value and not _VARIABLE.fullmatch(value)):
        raise place.bad("variable", value, "small Latin letters and _, as the texts write it after $")
    return value
