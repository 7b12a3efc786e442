"""``python -m bot demo``: the whole product with a demo desk, fictional signals, a simulated phone. Nothing lasts."""

import asyncio
import json
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot import clock
from bot.app import HERE, House, Plan, running
from bot.settings import Settings, load
from desk.people import Colleague
from i18n.receipt_words import ReceiptWords
from vault import ceremony
from vault.ceremony import Office
from vault.transit import is_tmpfs

TOKEN = "424242:DEMO-no-real-telegram-knows-this-token"  # noqa: S105  it opens nothing but the simulated Telegram
MEMBERS = (
    ("demo-intake", "Анна (демо)", "specialist", "intake"),
    ("demo-fallback", "Борис (демо)", "fallback", "fallback"),
)
SHOWS = {"specialist": "", "fallback": "  (супервизор: «Обзор», «Учебные тревоги», часы смен)"}
SPECIALIST_PHONE = 900
SIGNALS = HERE / "deploy" / "demo_signals.json"
_RAM = Path("/dev/shm")  # noqa: S108  the transit key must lie in RAM; what lies there is checked by statfs


@dataclass(frozen=True)
class DemoMember:
    """A member whose passphrase the terminal prints: that is what makes it a demo."""

    name: str
    passphrase: str
    new: ceremony.NewMember


async def demo() -> int:
    """Runs until it is interrupted."""
    with tempfile.TemporaryDirectory(prefix="red-button-demo-") as place:
        async with _peer() as peer, aiohttp.ClientSession() as http:
            settings, office, members = _prepared(Path(place), peer)
            links = _links(members, peer)
            try:
                plan = Plan(
                    settings=settings,
                    office=office,
                    clock=clock.now,
                    draw=clock.draw,
                    demo=True,
                    watermark=True,
                    links=links,
                )
                async with running(plan) as house:
                    await _enrolled(house, Path(place) / "keys" / "offline", office, members)
                    await _link_specialist(house, http, peer)
                    await _signals(http, peer)
                    _say(house, members, peer)
                    await _until_stopped()
            finally:
                if settings.transit_key_file:
                    settings.transit_key_file.unlink(missing_ok=True)
    return 0


def _prepared(place: Path, peer: str) -> tuple[Settings, Office, list[DemoMember]]:
    office = ceremony.init(place / "keys", demo=True, now=clock.now(), draw=clock.draw)
    words = ReceiptWords.load(HERE / "i18n" / "ru" / "words.txt").words
    members = []
    for number, (_, name, role, desk) in enumerate(MEMBERS):
        invited = ceremony.Invited(f"m-demo{'abcdef'[number] * 6}", name, role, desk, office.fingerprint)
        new = ceremony.make_member(invited, words, clock.draw)
        members.append(DemoMember(name, new.passphrase, new))
    transit = _RAM / f"{place.name}.key" if is_tmpfs(_RAM) else None
    settings = load(
        data_dir=place / "data",
        address_key_file=place / "keys" / "address.json",
        transit_key_file=transit,
        bot_token=TOKEN,
        duty_bot_token="",
        duty_bot_token_file=None,
        duty_chat_id=0,
        telegram_api=peer,
        telegram_mode="polling",
        store_url="",
        portal_origin="",
    )
    return settings, office, members


async def _enrolled(house: House, offline: Path, office: Office, members: list[DemoMember]) -> None:
    for member in members:
        await house.rooms.members.remember_member(member.new, now=clock.now())
        answer = ceremony.sign_request(offline, dict(office.document), member.new.request, clock.now())
        await house.rooms.members.accept_answer(answer, now=clock.now())


async def _link_specialist(house: House, http: aiohttp.ClientSession, peer: str) -> None:
    """As she would do it herself: a code from the console, written to the bot."""
    first = next(one for one in await house.rooms.roster.colleagues() if one.desk == "intake")
    who = Colleague(member=first.member, name=first.name, role=first.role, desk=first.desk)
    code = await house.duty.offer_link(who)
    await _control(http, peer, "user", id=SPECIALIST_PHONE, first_name="Анна", language_code="ru")
    await _control(http, peer, "write", user=SPECIALIST_PHONE, text=f"/start {code}")


async def _signals(http: aiohttp.ClientSession, peer: str) -> None:
    """Fictional children write through the whole way; nobody's real words."""
    for number, texts in enumerate(json.loads(SIGNALS.read_text(encoding="utf-8")), start=101):
        await _control(http, peer, "user", id=number, first_name=f"Демо {number}", language_code="ru")
        for text in texts:
            await _control(http, peer, "write", user=number, text=text)


async def _control(http: aiohttp.ClientSession, peer: str, name: str, **payload: str | int) -> None:
    async with http.post(f"{peer}/test/{name}", json=payload) as answer:
        answer.raise_for_status()


@asynccontextmanager
async def _peer() -> AsyncIterator[str]:
    """The simulated Telegram, a process of its own that ends with us."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.peer", "--token", TOKEN, "--until-stdin-closes",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=HERE,
    )  # fmt: skip
    try:
        line = await process.stdout.readline() if process.stdout else b""
        yield json.loads(line)["url"]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def _links(members: list[DemoMember], peer: str) -> tuple[tuple[str, str], ...]:
    entered = "/console#demo=" + ":".join((members[0].new.request["member"], ".".join(members[0].passphrase.split())))
    return ((f"{peer}/phone", "Телефон ребёнка"), (entered, "Пульт: войти как Анна (демо)"))


def _say(house: House, members: list[DemoMember], peer: str) -> None:
    lines = [
        "",
        "Red Button demo: everything is fictional and gone when you stop it (Ctrl+C).",
        "",
        f"  Start here          {house.url}/",
        f"  The child's phone   {peer}/phone",
        f"  The desk            {house.url}/console",
        "",
        "  Six signals wait. Open «Start here», choose «Пульт», press «Войти» (the passphrase is already there),",
        "  open the first signal, claim it, answer it.",
        "",
        *(f"  Sign-in: {one.name}  ·  {one.passphrase}{SHOWS[one.new.request['role']]}" for one in members),
        "",
    ]
    print("\n".join(lines), flush=True)


async def _until_stopped() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
