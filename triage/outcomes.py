"""With what support may be closed: data with a source, since a word without one would judge a family."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from triage.pack import BadPack, Place, right_fields, tables, text_of

FIELDS = ("title", "source")
_ID = re.compile(r"[a-z][a-z-]{2,31}")


@dataclass(frozen=True, kw_only=True)
class Ending:
    """``title`` as the desk reads it."""

    id: str
    title: str
    source: str


def parse_outcomes(text: str, *, file: str) -> Mapping[str, Ending]:
    """By id, in the order of the file. Raises BadPack."""
    found = {}
    for name, table in tables(text, file=file).items():
        place = Place(file, name)
        if not _ID.fullmatch(name) or not isinstance(table, dict):
            raise BadPack(f"{file}: {name}: write a table [<id>] for each outcome, in small letters and hyphens")
        right_fields(place, table, FIELDS, needed=FIELDS)
        title, source = (text_of(place, field, table[field]) for field in FIELDS)
        found[name] = Ending(id=name, title=title, source=source)
    if not found:
        raise BadPack(f"{file}: no outcome at all; nothing could ever be closed")
    return found
