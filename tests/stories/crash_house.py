"""The real product as a process that can be killed, on a store that can be killed, beside a Telegram that survives."""

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.rooms import make_rooms
from tests.peer import Peer, running_peer
from tests.peer.world import World
from tests.stories.rig import HERE, TOKEN, Clock, Member, enrol, make_office, settings_for
from vault.ceremony import Office, sign_request
from vault.ceremony_member import accept_answer
from vault.embedded import EmbeddedStore, attach
from vault.store import Store, connect

PATIENCE_S = 240.0
"""For anything the story waits for: a killed holder's lease runs 10 s, the machine may be busy, and Telegram knocks at a
webhook that is slow to be born after 2, 4, 8 … 60 s (tests/peer/webhook.py): its seventh try comes after two minutes."""
LOOK_EVERY_S = 0.04
RAM = Path("/dev/shm")
HOOK = {"webhook_path": "crash", "webhook_secret": "only-telegram-knows-this"}
PORTS = list(range(20_000 + os.getpid() % 97, 32_000, 97))
"""Below the kernel's own (32768-), each given once, and other ones in every process of a test run."""
MESSAGES_BEFORE = 70_000
"""A bot may be older than its store: the first message id that it hears of is far from nothing."""


def world_of(peer: Peer) -> World:
    return peer._link._controls.world  # type: ignore[attr-defined]  # the peer of this process, from inside


async def until(true: Callable[[], bool], what: str) -> None:
    """Raises AssertionError that names what never came."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not true():  # noqa: ASYNC110 - what is waited for happens in another process
                await asyncio.sleep(LOOK_EVERY_S)
    except TimeoutError:
        raise AssertionError(f"never came: {what}") from None


@dataclass
class Zygote:
    process: "subprocess.Popen[str]"

    def fork(self, given: dict[str, Any]) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(given) + "\n")
        self.process.stdin.flush()
        return int(self.heard()["pid"])

    def heard(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline()))


@contextmanager
def zygote() -> Iterator[Zygote]:
    command = [sys.executable, "-m", "tests.stories.crash_zygote"]
    with subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        made = Zygote(process)
        assert made.heard() == {"ready": True}
        yield made
        assert process.stdin is not None
        process.stdin.close()  # it ends, and the kernel ends every bot of its


@dataclass
class Founded:
    """An office with its keys and two enrolled members, and a store that knows them: made once, copied for each run."""

    place: Path
    office: Office
    specialist: Member
    desk_seed: bytes

    @property
    def store(self) -> Path:
        return self.place / "data" / "store"


async def founded(place: Path) -> Founded:
    clock = Clock()
    office, members = make_office(place, clock)
    rooms = await make_rooms(settings_for(place, "http://127.0.0.1:9"), office, os.urandom)
    house: Any = SimpleNamespace(rooms=rooms)
    offline = place / "keys" / "offline"
    try:
        await enrol(house, offline, office, members, clock)
    finally:
        await rooms.store.redis.connection_pool.disconnect()
        await rooms.close()
    specialist = members["intake"]
    answer = sign_request(offline, dict(office.document), specialist.new.request, clock())
    return Founded(place, office, specialist, accept_answer(specialist.keys, answer, allow_demo=True))


@dataclass(frozen=True)
class Way:
    """``external``: a store that is not the bot's own. ``transit``: its key lies in a file that outlives the bot."""

    external: bool
    mode: str
    transit: bool = True


@dataclass
class Crashing:
    """The product's process, its store and its Telegram; ``external`` is a store that is not the bot's own."""

    zygote: Zygote
    peer: Peer
    given: dict[str, Any]
    directory: Path
    external: EmbeddedStore | None
    founded: Founded
    pid: int = 0
    kills: list[str] = field(default_factory=list)

    @property
    def portal(self) -> str:
        return f"http://127.0.0.1:{self.given['portal_port']}"

    @property
    def transit(self) -> bool:
        """Whether the transit key outlives the process."""
        return self.given["transit_key_file"] is not None

    def start(self) -> None:
        self.pid = self.zygote.fork(self.given)

    async def kill_bot(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        await until(lambda: not Path(f"/proc/{self.pid}").exists(), "the end of a killed process")

    def kill_store(self) -> None:
        os.kill(self.external.pid if self.external else self._embedded(), signal.SIGKILL)

    def _embedded(self) -> int:
        """The bot's only child that is a server; LookupError while it has none."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for child in children:
            if b"valkey" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        raise LookupError("no embedded store runs yet")

    async def store_back(self) -> None:
        """An embedded one is the bot's own business."""
        if self.external:
            self.external.restart(wait=False)
        await until(self._answers, "a store that answers")

    def _answers(self) -> bool:
        with contextlib.suppress(Exception):
            return attach(self.directory).state() == "ready"
        return False

    def calls(self) -> list[dict[str, Any]]:
        """What the bot asked of Telegram so far, without a copy: it is looked at all the time."""
        return world_of(self.peer).calls

    def log(self) -> str:
        return Path(self.given["log"]).read_text(encoding="utf-8")

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        opened = connect(attach(self.directory).url)
        try:
            yield opened
        finally:
            await opened.redis.connection_pool.disconnect()
            await opened.close()


@asynccontextmanager
async def crashing(zygote: Zygote, founded: Founded, place: Path, way: Way) -> AsyncIterator[Crashing]:
    """One run of its own: a copy of the founded store, a peer, a started bot. Everything ends with it."""
    directory = place / "data" / "store"
    shutil.copytree(founded.store, directory)
    outside = EmbeddedStore.start(directory, maxmemory_mb=64) if way.external else None
    key = RAM / f"red-button-crash-{os.getpid()}-{os.urandom(6).hex()}.key" if way.transit else None
    try:
        async with running_peer(TOKEN) as peer:
            world_of(peer).last_message_id = MESSAGES_BEFORE
            given = _given(founded, place, peer.url, way.mode) | {
                "store_url": outside.url if outside else "",
                "transit_key_file": str(key) if key else None,
            }
            made = Crashing(zygote, peer, given, directory, outside, founded)
            made.start()
            try:
                yield made
            finally:
                await made.kill_bot()
    finally:
        if outside:
            outside.stop()
        if key:
            key.unlink(missing_ok=True)


def _given(founded: Founded, place: Path, peer_url: str, mode: str) -> dict[str, Any]:
    port = _free_port()
    given = {
        "log": str(place / "bot.log"),
        "office": str(founded.place / "keys" / "public"),
        "address_key_file": str(founded.place / "keys" / "address.json"),
        "data_dir": str(place / "data"),
        "store_memory_mb": 64,
        "bot_token": TOKEN,
        "telegram_api": peer_url,
        "telegram_mode": mode,
        "portal_host": "127.0.0.1",
        "portal_port": port,
    }
    return given | ({**HOOK, "portal_origin": f"http://127.0.0.1:{port}"} if mode == "webhook" else {})


def _free_port() -> int:
    while True:
        port = PORTS.pop(random.randrange(len(PORTS)))
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
