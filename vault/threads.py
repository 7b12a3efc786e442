"""A thread's key, its sessions and its entries: protocol §4 and §5.

Whoever has the thread's public key appends; the server, once a thread is made, holds nothing that reads it back.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from vault import receipt
from vault.encoding import Malformed, b64u, canonical, joined, pad, unb64u, unpad, well_formed
from vault.sealing import Draw, SealBroken, aead_open, aead_seal, kid, new_seal_key, seal, seal_key, unseal

DESKS: Final = ("intake", "fallback")
REPORTER: Final = "reporter"
WANTED: Final = "reporter-wanted"
"""Field of a signal: the public key of a new receipt code, until a member's browser sealed the thread to it (4.7)."""
SCHEMA: Final = 1
KINDS: Final = ("word", "reply")
SESSION_LASTS: Final = timedelta(minutes=15)  # protocol 5.1
_SESSIONS_KEPT: Final = 4096  # each about 3 KB; a signal pushed out begins a new session, nothing is lost
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class NewThread:
    """What the store keeps of a new thread, and the code's indices for the reporter alone.

    `boxes` and `kids` have the holders intake, fallback and reporter: the thread seed sealed to each (b64u), and the
    name of the key it is sealed to.
    """

    public: bytes = field(repr=False)
    boxes: dict[str, str] = field(repr=False)
    kids: dict[str, str]
    locator: str = field(repr=False)
    indices: tuple[int, ...] = field(repr=False)


def new_thread(signal: str, *, desks: Mapping[str, bytes], draw: Draw) -> NewThread:
    """Make a thread key and a receipt code, seal the former to both desks and the latter, forget the private halves.

    `desks`: public keys of intake and fallback. Costs about 60 ms of one core (`receipt.derive`): call it in a thread.
    Raises SealBroken, ValueError when a desk is missing.
    """
    if set(desks) != set(DESKS):
        raise ValueError("a thread is sealed to the desks intake and fallback")
    indices = receipt.draw_indices(draw)
    reporter = receipt.derive(indices)
    thread = new_seal_key(draw)
    holders = {**desks, REPORTER: reporter.public}
    boxes = {holder: seal_thread(thread.seed, signal, holder, public) for holder, public in holders.items()}
    kids = {holder: kid(public) for holder, public in holders.items()}
    return NewThread(thread.public, boxes, kids, reporter.locator, indices)


def seal_thread(seed: bytes, signal: str, holder: str, public: bytes) -> str:
    """The thread seed for one holder (protocol 4.4), in b64u."""
    return b64u(seal(public, _thread_info(signal, holder, public), seed))


def open_thread(seed: bytes, signal: str, holder: str, box: str) -> bytes:
    """The thread seed out of the box of a holder whose own seed is `seed`. Raises SealBroken."""
    info = _thread_info(signal, holder, seal_key(seed).public)
    return _sized(unseal(seed, info, _unb64u(box, "thread-key")), "thread-key")


@dataclass(frozen=True, slots=True)
class Session:
    """A key for the entries of one signal, 15 minutes at most: `key` stays in memory, `box` (b64u) is for the store."""

    id: str
    key: bytes = field(repr=False)
    box: str = field(repr=False)
    made_at: datetime
    signal: str
    draw: Draw = field(repr=False)


def new_session(signal: str, thread_public: bytes, *, now: datetime, draw: Draw) -> Session:
    """Protocol 5.1. Raises SealBroken."""
    session_id, key = new_id(draw), draw(_KEY_BYTES)
    box = seal(thread_public, _session_info(signal, session_id), key)
    return Session(session_id, key, b64u(box), now, signal, draw)


def open_session(thread_seed: bytes, signal: str, session_id: str, box: str) -> bytes:
    """The key of a session, for whoever holds the thread seed. Raises SealBroken."""
    info = _session_info(signal, session_id)
    return _sized(unseal(thread_seed, info, _unb64u(box, "session")), "session")


def seal_entry(
    session: Session, *, signal: str, entry_id: str, kind: str, fields: Mapping[str, str | int | None]
) -> dict[str, Any]:
    """The entry as the store and the browser have it (protocol 5.2). `fields`: asked, at, from, text, media, seconds.

    Raises SealBroken when the session belongs to another signal or the kind is unknown.
    """
    if session.signal != signal or kind not in KINDS:
        raise SealBroken("entry")
    plain = {name: well_formed(value) if isinstance(value, str) else value for name, value in fields.items()}
    box = aead_seal(session.key, _entry_aad(signal, entry_id, kind, session.id), pad(canonical(plain)), session.draw)
    return {"id": entry_id, "kind": kind, "schema": SCHEMA, "session": session.id, "box": b64u(box)}


def open_entry(session_key: bytes, signal: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry. Raises SealBroken, which says nothing about them."""
    # Raised outside of any `except`: what json and utf-8 complain of carries the words themselves.
    with suppress(Malformed, KeyError, TypeError, ValueError):
        aad = _entry_aad(signal, entry["id"], entry["kind"], entry["session"])
        plain = json.loads(unpad(aead_open(session_key, aad, unb64u(entry["box"]))))
        if isinstance(plain, dict) and entry["schema"] == SCHEMA and entry["kind"] in KINDS:
            return plain
    raise SealBroken("entry")


class Sessions:
    """The sessions of this process: one per signal, 15 minutes at most, the least used forgotten first."""

    def __init__(self, draw: Draw, *, kept: int = _SESSIONS_KEPT) -> None:
        self._draw = draw
        self._kept = kept
        self._sessions: OrderedDict[str, tuple[Session, bytes, bool]] = OrderedDict()  # the thread's key, box in store?

    def current(self, signal: str, thread_public: bytes, now: datetime) -> tuple[Session, bool]:
        """The session to seal with, and whether its box must go into the same MULTI (it is not in the store yet)."""
        session, thread, in_store = self._sessions.get(signal) or (None, thread_public, False)
        # A clock that was set back must not lengthen a session, so a session from the future is over as well.
        fresh = session is not None and timedelta() <= now - session.made_at < SESSION_LASTS
        if session is None or not fresh or thread != thread_public:
            session, in_store = new_session(signal, thread_public, now=now, draw=self._draw), False
            self._sessions[signal] = session, thread_public, in_store
        self._sessions.move_to_end(signal)
        while len(self._sessions) > self._kept:
            self._sessions.popitem(last=False)
        return session, not in_store

    def saved(self, session: Session) -> None:
        """The box of `session` is in the store: later saves need not carry it again."""
        known, thread, _ = self._sessions.get(session.signal) or (None, b"", False)
        if known is not None and known.id == session.id:
            self._sessions[session.signal] = known, thread, True


def new_id(draw: Draw) -> str:
    """The id of an entry, a note, a session or a request: 32 hexadecimal characters."""
    return draw(_ID_BYTES).hex()


def _thread_info(signal: str, holder: str, public: bytes) -> bytes:
    return joined("rb/1/thread-key", signal, holder, kid(public))


def _session_info(signal: str, session_id: str) -> bytes:
    return joined("rb/1/session", signal, session_id)


def _entry_aad(signal: str, entry_id: str, kind: str, session_id: str) -> bytes:
    return joined("rb/1/entry", signal, entry_id, kind, str(SCHEMA), session_id)


def _unb64u(text: str, step: str) -> bytes:
    try:
        return unb64u(text)
    except Malformed:
        raise SealBroken(step) from None


def _sized(key: bytes, step: str) -> bytes:
    if len(key) != _KEY_BYTES:
        raise SealBroken(step)
    return key
