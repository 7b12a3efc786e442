"""Organisations that help adults who were hurt as children (requirements P-03, COOP-02), as the packs list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from triage.contacts import Status, day_of, enabled_of, status_of
from triage.pack import BadPack, Place, right_fields, tables, text_of

LANGUAGES = ("ru", "kk", "en")
_FIELDS = ("name", "helps", "contact", "source", "checked_on", "status", "enabled")


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """``country``: the first part of the key. ``name``, and ``helps``: whom, how, when, in each language.

    A name of its own stays as it is, in «», with what it is before it. ``contact`` may be "".
    """

    key: str
    name: dict[str, str]
    helps: dict[str, str]
    contact: str
    source: str
    checked_on: date
    status: Status
    enabled: bool

    @property
    def country(self) -> str:
        """``ru`` or ``kz``."""
        return self.key.partition("_")[0]

    def line(self, language: str) -> str:
        """As a reporter reads it."""
        helps, name = (said.get(language, said["ru"]) for said in (self.helps, self.name))
        return f"· {name}: {helps}" + (f" {self.contact}" if self.contact else "")


def parse_organisations(text: str, *, file: str) -> tuple[Organisation, ...]:
    """Those of one pack. Raises BadPack; ``file`` is only named in it."""
    return tuple(_organisation(Place(file, key), table) for key, table in tables(text, file=file).items())


def listed(organisations: Iterable[Organisation], language: str, country: str) -> str:
    """One line each, those of the country where it is known; only what is verified and switched on."""
    shown = [one for one in organisations if one.enabled and country in {"none", one.country}]
    return "\n".join(one.line(language) for one in shown)


def _organisation(place: Place, table: object) -> Organisation:
    if not isinstance(table, dict):
        raise BadPack(f"{place.file}: {place.key}: write a table [<country>_<name>] for each organisation")
    right_fields(place, table, _FIELDS, needed=_FIELDS)
    status = status_of(place, table["status"])
    return Organisation(
        key=place.key,
        name=_in_each_language(place, "name", table["name"]),
        helps=_in_each_language(place, "helps", table["helps"]),
        contact=table["contact"] if isinstance(table["contact"], str) else text_of(place, "contact", table["contact"]),
        source=text_of(place, "source", table["source"]),
        checked_on=day_of(place, table["checked_on"]),
        status=status,
        enabled=enabled_of(place, table["enabled"], status),
    )


def _in_each_language(place: Place, field: str, said: object) -> dict[str, str]:
    if not isinstance(said, dict) or set(said) != set(LANGUAGES):
        raise place.bad(field, said, f"words in each language: {', '.join(LANGUAGES)}")
    return {language: text_of(place, f"{field}.{language}", words) for language, words in said.items()}
