"""Settings of the web button that are more than a number: where Hide leads, and who may link to it."""

import re
from typing import Annotated, Final

from pydantic_settings import NoDecode

MOST_TAGS: Final = 1000
"""More sites and posters than one desk answers."""
_TAG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,23}", re.ASCII)
_EXIT: Final = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s\"'<>\\]*)?", re.ASCII)

Tags = Annotated[tuple[str, ...], NoDecode]
"""As a setting: not JSON, but what ``tags`` reads."""


def tags(value: object) -> tuple[str, ...]:
    """Of a comma-separated text, or a tuple. Raises ValueError with value and cure."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    found = tuple(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
    for tag in found:
        if not _TAG.fullmatch(tag):
            raise ValueError(f"{tag!r} is no tag; right would be school-12,media-x: a-z, 0-9 and hyphens, 24 at most")
    if len(found) > MOST_TAGS:
        raise ValueError(f"{len(found)} tags; {MOST_TAGS} are the most")
    return found


def harmless(address: str) -> str:
    """Where Hide leads. Raises ValueError with the cure: an address with a name or a password tells them to whoever
    looks, and one without TLS shows on the line what she left.
    """
    if not _EXIT.fullmatch(address):
        raise ValueError("no address that Hide can lead to; right would be https://ru.wikipedia.org/")
    return address
