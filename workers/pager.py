"""The second channel (a pager, an SMS gate, mail, members' devices): always the same bytes, whatever happened."""

import asyncio
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

import aiohttp
import structlog

from triage.ids import MemberId

TIMEOUT_S = 10.0
SAID = "Red Button: open the console."
"""No number, no urgency, no name: whoever reads a pager must not learn whether a child has written (P-06)."""
SMTPS_PORT, SUBMISSION_PORT = 465, 587
_log = structlog.get_logger("pager")


class PagerChannel(Protocol):
    """One way out. Raises whatever it raises: the caller only counts."""

    async def send(self) -> None:
        """Taken by the other side when this returns."""


@dataclass(frozen=True)
class Webhook:
    """``url`` may hold a token: it is never said. 2xx means that it was taken."""

    url: str = field(repr=False)

    async def send(self) -> None:
        """POST ``{"text": …}``."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.url, json={"text": SAID}, allow_redirects=False) as answer,
        ):
            if answer.status // 100 != 2:  # noqa: PLR2004  RFC 9110 15.3: 2xx is success
                raise ConnectionError(answer.status)


@dataclass(frozen=True)
class Mail:
    """``url``: ``smtps://user:password@host:465`` or ``smtp://…:587`` (with STARTTLS)."""

    url: str = field(repr=False)
    sender: str = field(repr=False)
    to: tuple[str, ...] = field(repr=False)

    async def send(self) -> None:
        """One message to all of them."""
        await asyncio.to_thread(self._send)

    def _send(self) -> None:
        letter = EmailMessage()
        letter["Subject"], letter["From"], letter["To"] = SAID, self.sender, ", ".join(self.to)
        letter.set_content(SAID)
        at = urlsplit(self.url)
        with self._connected(at) as server:
            if at.username:
                server.login(unquote(at.username), unquote(at.password or ""))
            server.send_message(letter)

    def _connected(self, at: SplitResult) -> smtplib.SMTP:
        host, context = at.hostname or "", ssl.create_default_context()
        if at.scheme == "smtps":
            return smtplib.SMTP_SSL(host, at.port or SMTPS_PORT, timeout=TIMEOUT_S, context=context)
        server = smtplib.SMTP(host, at.port or SUBMISSION_PORT, timeout=TIMEOUT_S)
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()  # nobody else knows of it yet
            raise
        return server


@dataclass
class Pages:
    """Since this process began: what single channels took or not, and how the last page ended ("" before the first)."""

    taken: int = 0
    failed: int = 0
    last: str = ""


class Devices(Protocol):
    """Members' devices (``workers.push``)."""

    async def send(self, members: frozenset[MemberId] | None) -> bool | None:
        """Whether one took it; None members: all of them. None where they have no device."""


@dataclass(frozen=True)
class Pagers:
    """Implements ``desk.alarms.Pager``: every channel at once, so that a dead one costs no time."""

    channels: Sequence[PagerChannel]
    pages: Pages = field(default_factory=Pages)
    devices: Devices | None = None

    async def page(self, what: str, whom: frozenset[MemberId] | None = None, /) -> bool:
        """Whether any channel took it, or there is none to try; ``what`` stays in the log."""
        rung, *tried = await asyncio.gather(self._rung(whom), *(self._tried(one) for one in self.channels))
        done = [taken for taken in (rung, *tried) if taken is not None]
        self.pages.taken += sum(done)
        self.pages.failed += len(done) - sum(done)
        self.pages.last = "taken" if any(done) else "failed"
        if not any(done):
            _log.error("nobody-paged", what=what, channels=len(done))
        return any(done) or not done

    async def _rung(self, whom: frozenset[MemberId] | None) -> bool | None:
        """In a house with devices alone, whoever has one is its operator too."""
        if self.devices is None or (whom is None and self.channels):
            return None
        try:
            async with asyncio.timeout(2 * TIMEOUT_S):
                return await self.devices.send(whom)
        except Exception as error:  # noqa: BLE001  the store may be what is broken: the gates must still be tried
            _log.error("page-failed", channel=type(self.devices).__name__, error=type(error).__name__)
            return False

    async def _tried(self, channel: PagerChannel) -> bool:
        try:
            async with asyncio.timeout(2 * TIMEOUT_S):
                await channel.send()
        except Exception as error:  # noqa: BLE001  whatever a gate may answer: the others must still be tried
            _log.error("page-failed", channel=type(channel).__name__, error=type(error).__name__)
            return False
        return True
