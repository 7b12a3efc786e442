"""`/embed.js`: the one file of ours that other people's pages load (docs/embedding.md)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from aiohttp import hdrs, web

from portal.parts import Visit
from portal.static_files import StaticFile

NAME: Final = "embed.js"
HEADERS: Final = {
    hdrs.CACHE_CONTROL: "public, max-age=3600",
    hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    hdrs.VARY: hdrs.ACCEPT_ENCODING,
}
"""An hour: that a school's page was read is no secret of the button's. Modules and SRI ask for the second line."""


@dataclass(frozen=True)
class Embed:
    file: StaticFile

    @classmethod
    def load(cls, directory: Path) -> Self:
        """``directory``: that of the static files."""
        return cls(StaticFile.of(NAME, (directory / NAME).read_bytes()))

    async def serve(self, visit: Visit) -> web.StreamResponse:
        headers = {**HEADERS, hdrs.ETAG: self.file.mark, hdrs.CONTENT_TYPE: self.file.kind}
        if self.file.mark in visit.request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers=headers)
        if "gzip" in visit.request.headers.get(hdrs.ACCEPT_ENCODING, ""):
            return web.Response(body=self.file.zipped, headers={**headers, hdrs.CONTENT_ENCODING: "gzip"})
        return web.Response(body=self.file.body, headers=headers)
