"""The two documents of the console. Everything in them is the same for everybody: what differs comes by the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.console.modules import modules_of
from portal.parts import Console, Visit


@dataclass(frozen=True)
class Pages:
    """Templates get ``words`` (key → text) and ``writing`` (``|tojson`` fits them into a script), ``demo``, ``bot``.

    ``modules``: page → the scripts that it will load, for the line on which each of them takes seconds.
    """

    environment: Environment
    modules: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, directory: Path) -> Self:
        loader = FileSystemLoader(directory)
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}  # a third of the bytes
        scripts = {"console.html": "console/console.js", "enrol.html": "console/enrol.js"}
        static = directory.parent / "static"
        return cls(environment, {page: modules_of(static, first) for page, first in scripts.items()})

    async def console(self, visit: Visit) -> web.StreamResponse:
        return self._page("console.html", visit.parts.console)

    async def enrol(self, visit: Visit) -> web.StreamResponse:
        return self._page("enrol.html", visit.parts.console)

    def _page(self, name: str, console: Console) -> web.Response:
        context = {"words": dict(console.words), "demo": console.demo, "bot": console.bot, "writing": console.writing}
        text = self.environment.get_template(name).render(context, modules=self.modules[name])
        page = web.Response(text=text, content_type="text/html")
        page.enable_compression()  # the lists of the reply check are 200 kB; nothing secret stands in the page
        return page
