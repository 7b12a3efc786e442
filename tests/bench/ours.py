"""`python -m tests.bench.ours PLACE PEER MODE LIMITS`: the whole product in one process, as `python -m bot run` wires it."""

import asyncio
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bot import logs
from bot.app import House, Plan, running
from tests.bench.botprocess import Json, answer
from tests.bench.meter import meters
from tests.bench.telegram import TOKEN, WEBHOOK_PATH, WEBHOOK_SECRET
from tests.stories.rig import Clock, enrol, make_office, settings_for
from workers.limiter import Bucket, Limiter

_PUBLIC = "https://bench.invalid"
"""Never called: the bench tells its Telegram the address on loopback."""


class Boundless(Limiter):
    """The product's bookkeeping with rates that never make anybody wait: it is CPU that is measured."""

    RATE = 1e9

    def __init__(self) -> None:
        super().__init__(overall=Bucket(self.RATE, self.RATE, self.RATE, time.monotonic()))

    def _chat(self, chat: str, now: float) -> Bucket:
        if chat not in self.chats:
            self.chats[chat] = Bucket(self.RATE, self.RATE, self.RATE, now)
        return super()._chat(chat, now)


@dataclass
class CalmDesk(Limiter):
    """The product's limits, but none in the chats of ``desk``: twenty alerts in ten seconds wait there, flood or not."""

    desk: frozenset[str] = frozenset()

    def wait_s(self, chat: str, now: float, *, new_message: bool) -> float:
        return super().wait_s(chat, now, new_message=new_message and chat not in self.desk)


async def main(place: Path, peer: str, mode: str, limits: str) -> None:
    logs.set_up()
    answers = dict(meters())
    clock = Clock()
    office, members = make_office(place, clock)
    hook = {"telegram_mode": "webhook", "webhook_path": WEBHOOK_PATH, "webhook_secret": WEBHOOK_SECRET}
    mode_settings = {**hook, "portal_origin": _PUBLIC} if mode == "webhook" else {}
    where = {"portal_host": "127.0.0.1", "portal_port": _free_port()}
    settings = settings_for(place, peer, bot_token=TOKEN, **where, **mode_settings)
    async with running(Plan(settings=settings, office=office, clock=clock, draw=os.urandom, demo=True)) as house:
        if limits == "boundless":
            house.telling.limiter = Boundless()
        elif limits == "calm desk":
            house.telling.limiter = CalmDesk()
        await enrol(house, place / "keys" / "offline", office, members, clock)

        async def link() -> Json:
            return {"code": await _link_code(house)}

        async def linked() -> Json:
            desk = frozenset(map(str, (await house.rooms.linked.linked(None)).values()))
            if isinstance(house.telling.limiter, CalmDesk):
                house.telling.limiter.desk = desk
            return {"linked": len(desk)}

        hook_url = f"http://127.0.0.1:{settings.portal_port}/telegram/{WEBHOOK_PATH}"
        await answer({"hook": hook_url}, {**answers, "link": link, "linked": linked})


def _free_port() -> int:
    """With a public origin the house does not say where it listens on this machine, so the bench chooses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _link_code(house: House) -> str:
    colleagues = await house.rooms.roster.colleagues()
    return await house.duty.offer_link(next(one for one in colleagues if one.desk == "intake"))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
