"""The page at ``/``, and the answer to its plain form. Everything in it is made here: no store is asked for a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from i18n.screens import marked
from portal.button.parts import ButtonParts, Dressed
from portal.button.shapes import SECRET_BYTES, b64u
from portal.console.modules import modules_of
from portal.errors import Problem
from portal.front import dialled
from portal.parts import Visit
from portal.security import HEADERS, POLICY

STATIC: Final = "/button/static"
"""The static files once more, with the word that they be kept nowhere: what lies in a cache is a trace."""
LONGEST: Final = 8_000
"""UTF-16 units of a plain form's text (the script takes this limit away, and sends in pieces)."""
PAGE_HEADERS: Final = {
    "Content-Security-Policy": POLICY.replace("form-action 'none'", "form-action 'self'"),
    "Permissions-Policy": HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)"),
    "Referrer-Policy": "same-origin",
    hdrs.CACHE_CONTROL: "no-store",
    hdrs.VARY: hdrs.ACCEPT_LANGUAGE,
}
"""``same-origin``: nobody else hears where she came from, but old browsers name our origin with the plain form; with
``no-referrer`` they would send "null" (Fetch, "append a request Origin header")."""
_NOT_FOR_SCRIPT: Final = ("form-", "privacy-", "call-", "lang-")
_REQUEST_BYTES: Final = 16


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a form holds when its page is drawn: who it is, and what was typed and must not be lost.

    ``said``: key of the line above it. ``language`` "": by the browser.
    """

    language: str = ""
    source: str = ""
    visit: str = field(default="", repr=False)
    said: str = ""
    text: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a plain form is answered with. ``code``: ``words`` and ``digits``, this once; ``coded``: it is shown."""

    screens: Dressed = ()
    replies: tuple[str, ...] = field(default=(), repr=False)
    code: Mapping[str, str] = field(default_factory=dict, repr=False)
    coded: bool = False


@dataclass(frozen=True)
class Pages:
    """``modules``: the scripts that the page will load, for the line on which each of them takes seconds."""

    button: ButtonParts
    environment: Environment
    modules: tuple[str, ...]

    @classmethod
    def load(cls, button: ButtonParts, directory: Path) -> Self:
        environment = Environment(
            loader=FileSystemLoader(directory), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        modules = modules_of(directory.parent / "static", "button/main.js")
        return cls(button, environment, tuple(one.replace("/static/", f"{STATIC}/", 1) for one in modules))

    async def front(self, visit: Visit) -> web.StreamResponse:
        """For everybody: numbers, the red button, and a form that needs no script."""
        asked = visit.request.query
        return await self.page(visit, Form(language=asked.get("l", ""), source=asked.get("s", "")))

    async def strayed(self, visit: Visit) -> web.StreamResponse:
        """An address with a sign too many, or one of before: a person gets the page, a program a 404 of ours."""
        if "text/html" not in visit.request.headers.get(hdrs.ACCEPT, ""):
            raise Problem(404, "not-found")
        return await self.page(visit, Form(), 404)

    async def page(self, visit: Visit, form: Form, status: int = 200) -> web.Response:
        """With the words that were typed still in it."""
        reads = await self.button.reads()
        more = {"open": reads, "kept": form.text, "kept_code": form.code, "links": visit.parts.front.links}
        context = self._context(visit, form)
        texts = {key: text for key, text in context["words"].items() if not key.startswith(_NOT_FOR_SCRIPT)}
        text = self.environment.get_template("button.html").render(**context, **more, texts=texts, modules=self.modules)
        return _html(text, status)

    async def done(self, visit: Visit, form: Form, done: Done) -> web.Response:
        """The same screens as everywhere, as plain HTML."""
        shown = {
            "screens": done.screens,
            "replies": done.replies,
            "code": done.code,
            "coded": done.coded,
            "marked": marked,
        }
        shown |= {
            "kept": form.text,
            "kept_code": "",
            "languages": (),
        }  # another language would leave the conversation: the menu has it
        return _html(self.environment.get_template("button-done.html").render(**(self._context(visit, form) | shown)))

    def _context(self, visit: Visit, form: Form) -> dict[str, Any]:  # Any: what templates are made of
        language = self.language_of(form.language, visit.request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
        return {
            "words": self.button.words(language, visit.now),
            "contacts": self.button.contacts(language),
            "dialled": dialled,
            "language": language,
            "languages": self.button.languages,
            "source": self.button.source(form.source),
            "exit_url": self.button.exit_url,
            "visit": form.visit or b64u(self.button.draw(SECRET_BYTES)),
            "request": self.button.draw(_REQUEST_BYTES).hex(),
            "said": form.said,
            "static": STATIC,
            "longest": LONGEST,
        }

    def language_of(self, asked: str, accepted: str) -> str:
        """The one that was asked for, else the first of the browser's that we speak, else the first of ours."""
        wished = (asked, *(part.partition(";")[0] for part in accepted[:200].split(",")))
        own = [one.strip().partition("-")[0].lower() for one in wished]
        return next((one for one in own if one in self.button.languages), self.button.languages[0])


def _html(text: str, status: int = 200) -> web.Response:
    headers = dict(PAGE_HEADERS)
    if status == web.HTTPServiceUnavailable.status_code:
        headers[hdrs.RETRY_AFTER] = "5"
    page = web.Response(text=text, content_type="text/html", status=status, headers=headers)
    page.enable_compression()
    return page
