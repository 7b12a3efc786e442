"""A process that has imported the product once and forks a bot for every line it reads.

Importing aiogram costs seconds, a fork nothing. It never starts a thread or a loop of its own, so a child begins as
clean as a fresh interpreter: the product starts in the child's main thread, and an embedded store dies with it.

In: one JSON object a line (what `crash_house` gives). Out: `{"ready": true}` once, then `{"pid": …}` for each.
"""

import asyncio
import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from bot import clock, logs
from bot.app import Plan, running
from bot.settings import Settings
from vault import ceremony

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_TLS_ENDS_ELSEWHERE = "https://portal.test"


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead: their pid is free when they are gone
    _say({"ready": True})
    for line in sys.stdin:
        _say({"pid": _forked(json.loads(line))})


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _forked(given: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            _be_born(Path(given.pop("log")))
            asyncio.run(_live(given))
        except BaseException:  # noqa: BLE001  whatever it was: it belongs into the log, and the child must not return
            traceback.print_exc()
        finally:
            os._exit(1)
    return pid


def _be_born(log: Path) -> None:
    """A process of its own: dies with us, hears nothing from us, writes into its own file."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for mine, new in ((0, nothing), (1, file), (2, file)):
        os.dup2(new, mine)
    logs.set_up()


async def _live(given: dict[str, Any]) -> None:
    office = ceremony.load_office(Path(given.pop("office")), allow_demo=True)
    async with running(Plan(settings=_settings(given), office=office, clock=clock.now, draw=clock.draw, demo=True)):
        await asyncio.Event().wait()


def _settings(given: dict[str, Any]) -> Settings:
    """PORTAL_ORIGIN must be https; the peer pushes plain HTTP, as a proxy that ends TLS would."""
    origin = given.pop("portal_origin", "")
    checked = Settings(_env_file=None, portal_origin=origin and _TLS_ENDS_ELSEWHERE, **given)
    return checked.model_copy(update={"portal_origin": origin})


if __name__ == "__main__":
    main()
