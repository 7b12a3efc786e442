"""Every route of the web button (docs/button-api.md) with its rule."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

from desk.ports import OtherDesk, Unavailable
from portal.button.api import Api
from portal.button.form import PlainForm
from portal.button.live import Lines
from portal.button.lot import Full
from portal.button.page import STATIC, Pages
from portal.button.parts import ButtonParts
from portal.console.stream import Streams
from portal.errors import Problem, template_of
from portal.parts import Door, Visit
from portal.security import Access, Doors
from portal.static_files import StaticFiles

log = structlog.get_logger()
_API: Final = "/button/api"
_SEALED: Final = "application/octet-stream"


@dataclass(frozen=True)
class Button:
    """Where the page's templates lie, its files, and the lines that end with the house."""

    templates: Path
    files: StaticFiles
    streams: Streams


def add_button(doors: Doors, parts: ButtonParts, button: Button) -> None:
    pages, api = Pages.load(parts, button.templates), Api(parts)
    doors.add("GET", "/", pages.front, Access.PUBLIC)
    doors.add("GET", f"{STATIC}/{{path:.+}}", button.files.unkept, Access.PUBLIC)
    doors.add("GET", "/button/form", pages.front, Access.PUBLIC)  # a tab that was brought again, a line typed anew
    doors.add("GET", "/{strayed}", pages.strayed, Access.PUBLIC)
    doors.add("POST", "/button/form", PlainForm(parts, pages).post, Access.FORM)
    for verb in (api.begin, api.texts, api.say, api.code, api.look, api.shown, api.find, api.back):
        doors.add("POST", f"{_API}/{verb.__name__}", _heard(verb, parts), Access.PUBLIC)
    doors.add("POST", f"{_API}/live", _heard(Lines(parts, button.streams).live, parts), Access.PUBLIC)
    doors.add("POST", f"{_API}/voice/{{media}}", _heard(api.voice, parts), Access.PUBLIC, takes=_SEALED)


def _heard(door: Callable[[Visit], Awaitable[web.StreamResponse]], parts: ButtonParts) -> Door:
    """What a page can mend by itself, by its code."""

    async def heard(visit: Visit) -> web.StreamResponse:
        try:
            return await door(visit)
        except OtherDesk:
            problem = Problem(409, "desk-changed")
        except Full:  # with new work it goes past the line
            problem = Problem(503, "unavailable", parts.lanes.demand(visit.parts.clock()))
        except Unavailable:
            log.warning("store-down", route=template_of(visit.request))
            problem = Problem(503, "unavailable")
        raise problem

    return heard
