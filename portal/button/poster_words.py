"""What posters are made of: words in three languages, verified numbers, and the tags that may stand in their links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import segno

from portal.button.sheet import Said

LANGUAGES: Final = ("ru", "kk", "en")
NUMBERS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ru": (
        ("emergency", "poster-emergency"),
        ("ru_child", "poster-ru-child"),
        ("ru_child_long", "poster-ru-child-long"),
    ),
    "kz": (("emergency", "poster-emergency"), ("kz_child", "poster-kz-child")),
}
"""Region → (variable of the number in triage/packs, key of what stands beside it). A number that is off is left out."""
_HOURS: Final = {"ru": "poster-hours", "kz": "poster-hours-kz"}
_OF_POSTERS: Final = "poster-"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """``tag``: of the poster, or "". ``country``: ``ru`` or ``kz``; ``language``: that of the sheet and of the page."""

    country: str
    language: str
    tag: str = ""


@dataclass(frozen=True, kw_only=True)
class PosterWords:
    """``texts``: language → key → text. ``numbers``: enabled ones by variable. ``sources``: every tag that counts."""

    texts: Mapping[str, Mapping[str, str]]
    numbers: Mapping[str, str]
    sources: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(tag for tag in self.sources if tag.startswith(_OF_POSTERS))

    def choice(self, asked: Mapping[str, str], *, country: str, language: str) -> Choice:
        """What was asked for, as far as there is such a thing; else ``country`` and ``language``, and no tag."""
        tag = asked.get("s", "")
        return Choice(
            country=asked.get("region", "") if asked.get("region") in NUMBERS else country,
            language=asked.get("l", "") if asked.get("l") in self.texts else language,
            tag=tag if tag in self.tags else "",
        )

    def said(self, choice: Choice, origin: str) -> Said:
        """The words of a sheet whose link leads to ``origin``; by hand one types the host alone."""
        texts = self.texts[choice.language]
        numbers = NUMBERS[choice.country]
        return Said(
            title=texts["poster-title"],
            lead=texts["poster-lead"],
            facts=(texts["poster-name"], texts["poster-person"], texts["poster-phone"]),
            scan=f"{texts['poster-scan']} {texts['poster-type']}",
            address=urlsplit(origin).netloc,
            call=texts["poster-call"],
            numbers=tuple((self.numbers[name], texts[key]) for name, key in numbers if name in self.numbers),
            hours=texts[_HOURS[choice.country]],
            tear=texts["poster-tear"],
            modules=modules_of(link_of(choice, origin)),
        )


def link_of(choice: Choice, origin: str) -> str:
    """It names the poster, never who looks at it."""
    return f"{origin}/?l={choice.language}" + (f"&s={choice.tag}" if choice.tag else "")


def modules_of(link: str) -> tuple[tuple[bool, ...], ...]:
    """Error correction Q: a quarter may be torn off or written over (ISO/IEC 18004)."""
    code = segno.make_qr(link, error="q", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
