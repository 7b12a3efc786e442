"""Where this process listens: the portal, and for whoever asked for it the metrics, on a listener of their own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from bot.rooms import Rooms
from bot.settings import BadSettings, Settings
from bot.signs import Signs, signs_of
from desk.figures import Figures, Standing
from desk.ports import Unavailable
from portal.app import make_runner
from portal.metrics import make_metrics_app


async def listening(runner: web.AppRunner, key: str, host: str, port: int) -> None:
    """``key``: the settings' name, PORTAL or METRICS. Raises BadSettings."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        at, why = f"{key}_HOST {host}, {key}_PORT {port}", error.strerror or "not possible"
        raise BadSettings(f"{at}: cannot listen there ({why}). Stop the other program, or set another port") from None


@asynccontextmanager
async def measured(settings: Settings, rooms: Rooms, clock: Callable[[], datetime]) -> AsyncIterator[None]:
    """``/metrics``, while it lasts; nothing listens where METRICS_PORT is 0. Raises BadSettings."""
    signs = signs_of(settings, rooms)

    async def read() -> Figures:
        return await figures(signs, rooms, clock())

    runner = make_runner(make_metrics_app(read))
    await runner.setup()
    try:
        if settings.metrics_port:
            await listening(runner, "METRICS", settings.metrics_host, settings.metrics_port)
        yield
    finally:
        await runner.cleanup()


async def figures(signs: Signs, rooms: Rooms, now: datetime) -> Figures:
    """Whatever the store is: what the process knows of itself is told without it."""
    standing, on_shift = await _of_the_store(rooms, now)
    silence_s = rooms.incoming.age_s()
    return Figures(
        standing=standing,
        on_shift=on_shift,
        pages_taken=rooms.pages.taken,
        pages_failed=rooms.pages.failed,
        updates_silence_s=silence_s if signs.telegram else None,
        updates_lag_s=rooms.lag.last_s,
        canary_flies=signs.flies,
        canary_age_s=rooms.canary.age_s(now),
        canary_lost=bool(rooms.canary.lost),
    )


async def _of_the_store(rooms: Rooms, now: datetime) -> tuple[Standing | None, int | None]:
    try:
        standing = await rooms.gauges.standing(now)
        crew = await rooms.roster.colleagues()
    except Unavailable:
        return None, None
    return standing, sum(one.is_on_shift(now) for one in crew)
