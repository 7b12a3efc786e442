"""Settings of the web's door that are more than a number: its own name, where Hide leads, who may link to it."""

import re
from typing import Annotated, Final

from pydantic_settings import NoDecode

MOST_TAGS: Final = 1000
"""More sites and posters than one desk answers."""
_TAG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,23}", re.ASCII)
_EXIT: Final = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[^\s\"'<>\\]*)?", re.ASCII)
_ORIGIN: Final = re.compile(r"https://([a-z0-9.-]+|\[[0-9a-f:]+\])(:([1-9]\d{0,4}))?", re.ASCII)
_OF_TLS: Final = 443
_LAST_PORT: Final = 65535

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


def origin(address: str) -> str:
    """Where the world finds the portal, as browsers write it (the HTML standard's serialised origin): in small letters,
    a name of other letters as xn--…, no port 443. Written otherwise it would equal no browser's, and nobody could sign
    in. Raises ValueError with value and cure.
    """
    found = _ORIGIN.fullmatch(address)
    if found is None or not _is_written(found[3]):
        raise ValueError(
            f"{address!r}: no origin as browsers write it; right would be https://desk.example.org: small Latin "
            "letters (another script as xn--…), no path, no slash after it, no port 443"
        )
    return address


def _is_written(port: str | None) -> bool:
    return port is None or (int(port) != _OF_TLS and int(port) <= _LAST_PORT)
