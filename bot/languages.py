"""Lists of languages in the settings: `ru,kk,en`. A typo would silently take a language away from its readers."""

from difflib import get_close_matches
from typing import Annotated, Final

from pydantic_settings import NoDecode

KNOWN: Final = ("ru", "kk", "en")
"""The languages that have texts: Russian, Kazakh, English (ISO 639-1)."""
_MEANT: Final = {"kz": "kk", "kaz": "kk", "rus": "ru", "by": "ru", "eng": "en", "us": "en", "uk": "en", "gb": "en"}
"""Countries and long codes that people write instead."""

Languages = Annotated[tuple[str, ...], NoDecode]
"""As a setting: not JSON, but what ``listed`` reads."""


def listed(value: object) -> tuple[str, ...]:
    """The codes of a comma-separated text, or of a tuple. Raises ValueError with value and cure."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    codes = [str(part).strip().lower() for part in parts]
    codes = [code for code in codes if code]
    for code in codes:
        if code not in KNOWN:
            near = _MEANT.get(code) or next(iter(get_close_matches(code, KNOWN, n=1)), "")
            cure = f"did you mean {near}? " if near else ""
            raise ValueError(f"{code!r} is no language of ours; {cure}Known are {', '.join(KNOWN)}, parted by commas")
        if codes.count(code) > 1:
            raise ValueError(f"{code!r} stands twice; name it once")
    return tuple(codes)


def one_at_least(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError with the cure."""
    if not codes:
        raise ValueError(f"empty, so nobody could be answered; name one at least: {','.join(KNOWN)}")
    return codes
