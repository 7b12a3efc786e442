"""`/poster`: a school's staff choose a sheet, look at it, print it. `/poster.pdf`: the same sheet as a file."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlencode

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.button.poster_words import LANGUAGES, NUMBERS, Choice, PosterWords
from portal.button.sheet import marks_of
from portal.button.sheet_pdf import Press
from portal.button.sheet_svg import svg_of
from portal.errors import Problem
from portal.parts import Visit

_HOST: Final = re.compile(r"([a-z0-9.-]{1,100}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_KEPT: Final = 64
"""Sheets that stay made. There are six for each tag, so a flood of requests costs memory for these and no more."""


@dataclass(frozen=True)
class Posters:
    words: PosterWords
    environment: Environment
    press: Press
    made: dict[tuple[Choice, str], bytes] = field(default_factory=dict)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def load(cls, directory: Path, words: PosterWords) -> Self:
        """``directory``: that of the portal, with its templates and the fonts."""
        loader = FileSystemLoader(directory / "templates")
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        return cls(words, environment, Press.load(directory / "button" / "fonts"))

    async def page(self, visit: Visit) -> web.StreamResponse:
        choice = self._choice(visit)
        texts = self.words.texts[choice.language]
        marks = marks_of(self.words.said(choice, _origin(visit)), self.press.width)
        page = self.environment.get_template("poster.html").render(
            words=texts,
            choice=choice,
            groups=self._groups(choice, texts),
            sheet=svg_of(marks, name=texts["poster-sheet"]),
            pdf=f"/poster.pdf?{_query(choice)}",
        )
        return web.Response(text=page, content_type="text/html")

    async def pdf(self, visit: Visit) -> web.StreamResponse:
        choice, origin = self._choice(visit), _origin(visit)
        async with self.busy:
            body = self.made.get((choice, origin), b"") or await asyncio.to_thread(self._pdf, choice, origin)
            if len(self.made) >= _KEPT:
                self.made.clear()
            self.made[choice, origin] = body
        name = "-".join(part for part in ("poster", choice.country, choice.language, choice.tag) if part)
        headers = {hdrs.CONTENT_DISPOSITION: f'inline; filename="{name}.pdf"'}
        return web.Response(body=body, content_type="application/pdf", headers=headers)

    def _pdf(self, choice: Choice, origin: str) -> bytes:
        marks = marks_of(self.words.said(choice, origin), self.press.width)
        title = self.words.texts[choice.language]["poster-title"]
        return self.press.pdf(marks, title=title, language=choice.language)

    def _choice(self, visit: Visit) -> Choice:
        wanted = visit.request.headers.get(hdrs.ACCEPT_LANGUAGE, "")[:2].lower()
        language = wanted if wanted in self.words.texts else LANGUAGES[0]
        return self.words.choice(visit.request.query, country=visit.parts.console.jurisdiction, language=language)

    def _groups(self, choice: Choice, texts: Mapping[str, str]) -> list[dict[str, object]]:
        """Each choice as links that change it and keep the others: no script, no form."""
        tags = [("", texts["poster-tag-none"]), *((tag, tag) for tag in self.words.tags)]
        return [
            _group(
                "country", texts["poster-region"], [(one, texts[f"poster-region-{one}"]) for one in NUMBERS], choice
            ),
            _group(
                "language",
                texts["poster-language"],
                [(one, texts[f"poster-language-{one}"]) for one in LANGUAGES],
                choice,
            ),
            _group("tag", texts["poster-tag"], tags, choice),
        ]


def _group(name: str, title: str, options: list[tuple[str, str]], choice: Choice) -> dict[str, object]:
    now = {"country": choice.country, "language": choice.language, "tag": choice.tag}
    links = [
        {"address": f"/poster?{_query(Choice(**{**now, name: value}))}", "words": said, "chosen": now[name] == value}
        for value, said in options
    ]
    return {"name": name, "title": title, "links": links}


def _query(choice: Choice) -> str:
    asked = {"region": choice.country, "l": choice.language}
    return urlencode({**asked, "s": choice.tag} if choice.tag else asked)


def _origin(visit: Visit) -> str:
    """The public one. Where none is set only this machine comes in, and the sheet is a rehearsal.

    Raises Problem 400 ``bad-request``: a Host that is no name of a machine fits in no QR code.
    """
    known = visit.parts.origin or visit.origin
    if not known and not _HOST.fullmatch(visit.request.host):
        raise Problem(400, "bad-request", {"field": hdrs.HOST})
    return known or f"http://{visit.request.host}"
