"""A page of the web door, in Python: makes the thread, seals the words and opens replies as the browser does."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triage.ids import WEB, AccountId, Address, SignalId, UpdateId
from triage.incoming import GivenThread, Incoming, SealedWord
from vault import codec, receipt, threads
from vault.sealing import SealKey, kid, new_seal_key, seal_key, unseal
from vault.voices import seal_voice

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def account_of(secret: bytes) -> AccountId:
    """Protocol 10.1."""
    return AccountId(hashlib.sha256(b"rb/1/visit|" + secret).digest()[:16].hex() + "w")


def secret_in(digit: str) -> bytes:
    """One whose account begins with that digit."""
    while True:
        secret = os.urandom(32)
        if account_of(secret)[0] == digit:
            return secret


@dataclass
class Page:
    """``desks``: public keys of intake and fallback. Everything in it is gone when the page is closed."""

    desks: Mapping[str, bytes]
    secret: bytes = field(default_factory=lambda: os.urandom(32))
    language: str = "ru"
    source: str = ""
    key: SealKey = field(default_factory=lambda: new_seal_key(os.urandom))
    indices: tuple[int, ...] = field(default_factory=lambda: receipt.draw_indices(os.urandom))
    signal: SignalId = field(init=False)
    session: threads.Session | None = None

    def __post_init__(self) -> None:
        drawn = "".join(LETTERS[byte % 32] for byte in os.urandom(20))
        self.signal = SignalId(f"{self.account[0]}-{drawn}")

    @property
    def account(self) -> AccountId:
        return account_of(self.secret)

    def thread(self) -> GivenThread:
        holders = dict(self.desks)
        boxes = {name: threads.seal_thread(self.key.seed, self.signal, name, holders[name]) for name in holders}
        kids = {name: kid(public) for name, public in holders.items()}
        return GivenThread(signal=self.signal, public=self.key.public, boxes=boxes, kids=kids)

    def sealed(self, text: str, now: datetime, asked: str = "first", **more: Any) -> SealedWord:
        self.session = self.session or threads.new_session(self.signal, self.key.public, now=now, draw=os.urandom)
        fields = {"asked": asked, "at": codec.stamp(now), "from": "voice" if "media" in more else "text", "text": text}
        if "media" in more:
            fields |= {"media": more["media"], "seconds": more["seconds"]}
        entry = threads.seal_entry(
            self.session, signal=self.signal, entry_id=threads.new_id(os.urandom), kind="word", fields=fields
        )
        more.setdefault("classes", frozenset())
        return SealedWord(entry=entry, session=self.session.id, session_box=self.session.box, **more)

    def incoming(self, kind: str, **more: Any) -> Incoming:
        more.setdefault("update", UpdateId(threads.new_id(os.urandom)))
        return Incoming(
            account=self.account, address=Address(WEB), language=self.language, source=self.source, kind=kind,
            thread=self.thread(), **more,
        )  # fmt: skip

    def taps(self, action: str, **more: Any) -> Incoming:
        return self.incoming("tap", action=action, **more)

    def writes(self, text: str, classes: frozenset[str], now: datetime, **more: Any) -> Incoming:
        return self.incoming("text", sealed=self.sealed(text, now, classes=classes), **more)

    def box(self) -> tuple[str, str, str]:
        """Locator, name of the reporter's key, and her box (protocol 4.3, 4.4)."""
        reporter = receipt.derive(self.indices)
        box = threads.seal_thread(self.key.seed, self.signal, "reporter", reporter.public)
        return reporter.locator, kid(reporter.public), box

    def opened(self, entry: Mapping[str, Any], session: str, session_box: str) -> str:
        """The text of a reply."""
        key = threads.open_session(self.key.seed, self.signal, session, session_box)
        return str(threads.open_entry(key, self.signal, entry)["text"])


def opened_thread(indices: tuple[int, ...], signal: SignalId, box: str) -> SealKey:
    """What the five words open, in another browser."""
    from_code = receipt.derive(indices)
    seed = threads.open_thread(from_code.seed, signal, threads.REPORTER, box)
    return seal_key(seed)


def proof(thread: SealKey, signal: SignalId, account: AccountId, challenge: bytes) -> bytes:
    """Protocol 10.5."""
    return unseal(thread.seed, f"rb/1/return|{signal}|{account}".encode(), challenge)


def sealed_voice(thread: SealKey, signal: SignalId, media: str, content: bytes) -> bytes:
    """What she spoke, as it is sent."""
    return seal_voice(thread.public, signal, media, content, os.urandom)
