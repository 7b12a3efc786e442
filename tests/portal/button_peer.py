"""The server's side of the button's page, as the contract has it: keeps what came, opens it with the desks' own keys."""

import asyncio
import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from i18n.screens import Screen, screen
from i18n.words import Words
from vault import threads
from vault.encoding import unb64u
from vault.sealing import SealKey, new_seal_key
from vault.voices import open_voice

LANGUAGES = ("ru", "kk", "en")
WORDS_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
WORDS = Words.load(ROOT / "i18n")
LIST = (ROOT / "i18n" / "ru" / "words.txt").read_text(encoding="utf-8").split()


@dataclass
class Thread:
    signal: str
    pub: bytes
    boxes: dict[str, str]
    account: str
    locator: str = ""
    code: bytes = b""
    """Public key of a code that nobody sealed the thread to."""
    replies: list[dict[str, Any]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)


@dataclass
class Peer:
    """``faults``: verb → statuses for its next requests (0: the line breaks after all was taken)."""

    desks: dict[str, SealKey]
    url: str = ""
    said: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, str, bytes]] = field(default_factory=list)
    voices: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[int]] = field(default_factory=dict)
    works: list[bool] = field(default_factory=list)
    standing: list[Any] = field(default_factory=list)
    worded: list[list[dict[str, Any]]] = field(default_factory=list)
    """What the next words are answered with, in place of the usual."""
    challenge: bytes = b""
    ring: asyncio.Event = field(default_factory=asyncio.Event)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """A verb waits until its event is set."""

    def thread(self) -> Thread:
        (one,) = self.threads.values()
        return one

    def seed(self, desk: str = "intake") -> bytes:
        one = self.thread()
        return threads.open_thread(self.desks[desk].seed, one.signal, desk, one.boxes[desk])

    def words(self, desk: str = "intake") -> list[dict[str, Any]]:
        """Every word that came, opened as a desk's browser opens it."""
        one, seed = self.thread(), self.seed(desk)
        return [opened(seed, one.signal, said["word"]) for said in self.said if "word" in said]

    def acts(self) -> list[str]:
        return [said["act"] for said in self.said if "act" in said]

    def voice(self, media: str) -> bytes:
        return open_voice(self.seed(), self.thread().signal, media, self.voices[media])

    def new_keys(self) -> None:
        self.desks = {desk: new_seal_key(os.urandom) for desk in self.desks}

    def reply(self, text: str) -> None:
        """As the desk's browser seals one, and what the house then puts up."""
        one, now = self.thread(), WORDS_AT
        session = threads.new_session(one.signal, one.pub, now=now, draw=os.urandom)
        fields = {"asked": None, "at": "2026-11-22T03:00:00Z", "from": "reply", "text": text}
        entry = threads.seal_entry(
            session, signal=one.signal, entry_id=os.urandom(16).hex(), kind="reply", fields=fields
        )
        one.replies.append({"entry": entry, "session": {"id": session.id, "box": session.box}})
        self.change(shown("reply_waiting"))

    def change(self, *screens: Any) -> None:
        self.standing = list(screens)
        self.ring.set()
        self.ring = asyncio.Event()


def opened(seed: bytes, signal: str, word: dict[str, Any]) -> dict[str, Any]:
    session = word["session"]
    key = threads.open_session(seed, signal, session["id"], session["box"])
    return threads.open_entry(key, signal, word["entry"])


def account_of(secret: str) -> str:
    return hashlib.sha256(b"rb/1/visit|" + unb64u(secret)).digest()[:16].hex() + "w"


def shown(name: str, **values: Any) -> dict[str, Any]:
    return as_json(name, screen(WORDS.at("web"), "ru", name, values))


def as_json(name: str, one: Screen) -> dict[str, Any]:
    rows = [[{"label": c.label, "action": c.action, "look": c.look, "copy": c.copy} for c in row] for row in one.rows]
    return {"name": name, "text": one.text, "mono": list(one.mono), "rows": rows}


def words_in(language: str) -> dict[str, str]:
    """The page's own words, as the server gives them."""
    words = {key.removeprefix("button-page-"): text for key, text in WORDS.labels(language, "button").items()}
    words |= {f"lang-{one}": WORDS.text(language, "child", f"button-lang-{one}") for one in LANGUAGES}
    words |= {"need": WORDS.text(language, "child", "button-need")}
    words["code-another"] = WORDS.text(language, "child", "button-new-code")
    words["desk"] = WORDS.text(language, "button", "button-page-desk", desk="open", opens="")
    return words


CODE = shown("code", words="⟦words⟧", digits="⟦digits⟧")
FRAME = shown("reply", text="⟦text⟧")


def work_holds(said: dict[str, Any], account: str) -> bool:
    work = said.get("work")
    if not work:
        return False
    digest = hashlib.sha256(f"rb/1/work|{work['stamp']}|{account}|{work['nonce']}".encode()).digest()
    return work["stamp"] == "stamp" and int.from_bytes(digest[:4]) >> 18 == 0
