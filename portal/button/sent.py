"""What a plain form sent: nothing in it is believed, and whatever it is, the words in it are not lost."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import hdrs, web

from portal.button.page import Form
from portal.button.parts import ButtonParts
from portal.button.said import action_of
from portal.button.shapes import SECRET_BYTES, b64u, unb64u
from portal.button.visits import account_of_secret
from portal.errors import Problem
from portal.parts import Visit
from triage.ids import WEB, AccountId, Address, UpdateId
from triage.incoming import Incoming

LARGEST_BYTES: Final = 96 * 1024
"""8,000 signs of Kazakh or Russian are 48 KB in a form's spelling. Of a longer body the beginning is kept at once, and
the rest stands in the page that answers: nothing of it is lost, and no request brings the store more than another."""
LARGEST_READ: Final = 640 * 1024
"""Hers and the page's that gives it back: more than anybody types."""
_THROWN_AWAY: Final = 4 * 1024 * 1024
"""Read and dropped beyond that, so that the answer is a page and no broken line."""
_CHUNK: Final = 64 * 1024
_AT_ONCE: Final = 8_000
"""Signs of a body that is too large."""
_MOST_FIELDS: Final = 32
_LONGEST_WORD: Final = 4_000
"""Signs of one entry, as everywhere (portal.console.shapes)."""
_MOST_WORDS: Final = 24
"""Entries of one form: as many as its largest body can hold."""
_ENDS: Final = ("\n", ". ", "! ", "? ", "… ")
_KIND: Final = "application/x-www-form-urlencoded"
_REQUEST: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_REQUEST_BYTES: Final = 16


@dataclass(frozen=True, kw_only=True)
class Sent:
    """``secret``: of the visit, ``request``: drawn for the page that held the form, so that twice is once.

    ``rest``: of a text too long for one request; ``cut``: even the rest is not whole.
    """

    language: str
    source: str
    secret: bytes = field(repr=False)
    request: str
    text: str = field(repr=False)
    code: str = field(repr=False)
    act: str
    rest: str = field(default="", repr=False)
    cut: bool = False

    @property
    def account(self) -> AccountId:
        return account_of_secret(self.secret)

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.code.strip() or self.act)

    def form(self, said: str = "") -> Form:
        """For the page that comes back: the same visit, and nothing that was typed is lost."""
        return Form(
            language=self.language,
            source=self.source,
            visit=b64u(self.secret),
            said=said,
            text=self.text + self.rest,
            code=self.code,
        )

    def incomings(self, button: ButtonParts) -> Iterator[Incoming]:
        """Her words first, then what she tapped; each under an id of its own, the same however often it is sent.

        What it says is in the id: Back brings a browser the page of before, and with it the request of before.
        """
        for number, piece in enumerate(pieces(self.text)):
            yield self._incoming(button, self._id(f"{number}|{piece}"), text=piece)
        if self.act:
            yield self._incoming(button, self._id(f"act|{self.act}"), action=action_of(self.act))

    def _incoming(self, button: ButtonParts, request: str, *, text: str = "", action: str = "") -> Incoming:
        return Incoming(
            update=UpdateId(request),
            account=self.account,
            address=Address(WEB),
            language=button.spoken(self.language),
            kind="text" if text else "tap",
            text=text,
            action=action,
            source=button.source(self.source),
            plain=True,
        )

    def _id(self, part: str) -> str:
        return (
            hashlib.sha256(f"rb/1/form|{self.request}|{part}".encode("utf-8", "replace"))
            .digest()[:_REQUEST_BYTES]
            .hex()
        )


def is_from_our_form(visit: Visit) -> bool:
    """As ``must_come_from_us``; a browser without Sec-Fetch-Site names the origin (``portal.button.page``).

    Firefox before 70, and what phones with keys still have of it, name none with a form of the same origin: there the
    page it came from must do. Nothing is lost by that: no cookie stands behind this door.
    """
    headers = visit.request.headers
    site, origin = headers.get("Sec-Fetch-Site"), headers.get(hdrs.ORIGIN)
    if visit.request.content_type != _KIND or not visit.origin:
        return False
    if site is None and origin is None:
        return headers.get(hdrs.REFERER, "").startswith(f"{visit.origin}/")
    if site is None:
        return origin == visit.origin
    return site == "same-origin" and origin in {None, "null", visit.origin}


async def sent_by(request: web.Request, draw: Callable[[int], bytes]) -> Sent:
    """Whatever its length. What is no visit or no request is drawn anew."""
    body, cut = await _body(request)
    fields = _fields(body)
    request_id, text = fields.get("request", ""), fields.get("text", "").replace("\r\n", "\n").replace("\0", "")
    end = _end_of_entry(text, _AT_ONCE) if len(body) > LARGEST_BYTES else len(text)
    return Sent(
        language=fields.get("language", "")[:16],
        source=fields.get("source", "")[:64],
        secret=_secret(fields.get("visit", "")) or draw(SECRET_BYTES),
        request=request_id if _REQUEST.fullmatch(request_id) else draw(_REQUEST_BYTES).hex(),
        text=text[:end],
        code=fields.get("code", "")[:200],
        act=fields.get("act", "")[:64],
        rest=text[end:],
        cut=cut,
    )


async def _body(request: web.Request) -> tuple[bytes, bool]:
    """What of it may be kept in memory, and whether that is not all."""
    kept, length = bytearray(), 0
    async for chunk in request.content.iter_chunked(_CHUNK):
        kept += chunk[: LARGEST_READ - len(kept)]
        length += len(chunk)
        if length > _THROWN_AWAY:
            break
    return bytes(kept), length > LARGEST_READ


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}


def _secret(text: str) -> bytes:
    try:
        return unb64u(text, SECRET_BYTES)
    except Problem:
        return b""


def pieces(text: str) -> list[str]:
    """What was written, in entries of 4,000 signs, cut between sentences or words where that is near."""
    found: list[str] = []
    rest = text.strip()
    while len(rest) > _LONGEST_WORD and len(found) < _MOST_WORDS - 1:
        cut = _end_of_entry(rest, _LONGEST_WORD)
        found.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _end_of_entry(text: str, most: int) -> int:
    """After a sentence where one ends in the second half: each entry is weighed alone, and danger is told in a few
    words that belong together.
    """
    if len(text) <= most:
        return len(text)
    sentence = max(text.rfind(end, 0, most) for end in _ENDS) + 1
    if sentence > most // 2:
        return sentence
    cut = text.rfind(" ", 0, most)
    return cut if cut > most // 2 else most
