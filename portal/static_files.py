"""Files that browsers fetch: read once at the start, so that no path of a request ever reaches the disk."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from aiohttp import hdrs, web

from portal.errors import Problem
from portal.parts import Visit

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""Modules run only with this type. What has another ending is not served: package.json, notes, a forgotten archive."""

SCOPES: Final = {"push-worker.js": "/console"}
"""Service workers, and the pages that each may stand beside: more than the folder it lies in (Service Workers 5.1)."""


OF_THE_BUTTON: Final = "button/"
"""What lies here is told to be kept nowhere, by whichever way it is asked for."""


@dataclass(frozen=True)
class StaticFile:
    body: bytes = field(repr=False)
    kind: str
    mark: str
    zipped: bytes = field(repr=False)

    @classmethod
    def of(cls, name: str, body: bytes) -> Self:
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return cls(body, TYPES[Path(name).suffix], mark, gzip.compress(body, mtime=0))


@dataclass(frozen=True)
class StaticFiles:
    """``files`` by their path below ``/static/``."""

    files: Mapping[str, StaticFile]

    @classmethod
    def load(cls, directory: Path, more: Mapping[str, bytes]) -> Self:
        """Everything below ``directory`` that has a type, and ``more`` by name."""
        found = {
            path.relative_to(directory).as_posix(): path.read_bytes()
            for path in sorted(directory.rglob("*"))
            if path.is_file() and path.suffix in TYPES and not path.name.startswith(".")
        }
        return cls({name: StaticFile.of(name, body) for name, body in {**found, **more}.items()})

    async def unkept(self, visit: Visit) -> web.StreamResponse:
        """The same, to be kept nowhere: what lies in a cache tells who was here."""
        name = visit.request.match_info["path"]
        file = self._named(name)
        return _answer(visit, file, {hdrs.CACHE_CONTROL: "no-store", hdrs.CONTENT_TYPE: file.kind})

    async def serve(self, visit: Visit) -> web.StreamResponse:
        name = visit.request.match_info["path"]
        if name.startswith(OF_THE_BUTTON):
            return await self.unkept(visit)
        file = self._named(name)
        headers: dict[str, str] = {hdrs.ETAG: file.mark, hdrs.CACHE_CONTROL: "no-cache", hdrs.CONTENT_TYPE: file.kind}
        if name in SCOPES:
            headers["Service-Worker-Allowed"] = SCOPES[name]
        if file.mark in visit.request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers={**headers, hdrs.VARY: hdrs.ACCEPT_ENCODING})
        return _answer(visit, file, headers)

    def _named(self, name: str) -> StaticFile:
        """Raises Problem 404 ``not-found``."""
        file = self.files.get(name)
        if file is None:
            raise Problem(404, "not-found")
        return file


def _answer(visit: Visit, file: StaticFile, headers: Mapping[str, str]) -> web.Response:
    """Zipped where that is understood: a quarter of the bytes, and nothing secret is in them."""
    said = {**headers, hdrs.VARY: hdrs.ACCEPT_ENCODING}
    if "gzip" in visit.request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        return web.Response(body=file.zipped, headers={**said, hdrs.CONTENT_ENCODING: "gzip"})
    return web.Response(body=file.body, headers=said)
