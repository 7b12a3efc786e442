"""Webhook push as the Bot API server does it (tdlib/telegram-bot-api, WebhookActor.cpp).

One queue in order, many queues at once up to max_connections. A failed update is tried again at once, then after
2, 4, 8 … 60 s (the real server draws the ceiling from 60-120 s); `Retry-After` goes before, cut to an hour. An update
that would outlive its time while it waits is dropped.
"""

import asyncio
import contextlib
import json

import aiohttp
from aiohttp import MultipartReader

from tests.peer.errors import ApiError, Json
from tests.peer.methods import methods
from tests.peer.params import Params, multipart_fields
from tests.peer.updates import Entry
from tests.peer.world import World

_LONGEST_DELAY_S = 60.0
_LONGEST_RETRY_AFTER_S = 3600
_NOT_IN_A_REPLY = frozenset({"deletewebhook", "setwebhook", "close", "logout"})


class WebhookPusher:
    """Runs beside the server for as long as it lives."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            try:
                while True:
                    pause = self._start_ready(session)
                    await self.world.updates.bell.wait(self.world.clock.nap(pause))
            finally:
                await self._stop()

    def _start_ready(self, session: aiohttp.ClientSession) -> float | None:
        """Starts every delivery that may start; seconds until the next one has to, None if none waits."""
        updates, hook = self.world.updates, self.world.webhook
        if not hook.url or updates.held:
            return None
        now = self.world.clock.elapsed()
        waiting = sorted((e for e in updates.heads() if e.state == "pending"), key=lambda e: e.id)
        for entry in waiting:
            if entry.wake <= now and len(self._tasks) < hook.max_connections:
                entry.state = "in flight"
                task = asyncio.create_task(self._deliver(session, entry))
                self._tasks.add(task)
                task.add_done_callback(self._ended)
        return min((e.wake - now for e in waiting if e.state == "pending" and e.wake > now), default=None)

    async def _deliver(self, session: aiohttp.ClientSession, entry: Entry) -> None:
        entry.attempts += 1
        try:
            failure, retry_after = await self._post(session, entry)
        except (aiohttp.ClientError, TimeoutError) as error:
            failure, retry_after = f"Connection failed: {type(error).__name__}", 0
        if failure:
            self._failed(entry, failure, retry_after)
        else:
            self.world.updates.close(entry, "confirmed")

    async def _post(self, session: aiohttp.ClientSession, entry: Entry) -> tuple[str, int]:
        """("", 0) when taken, else what went wrong and the Retry-After in seconds."""
        hook = self.world.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        timeout = aiohttp.ClientTimeout(total=self.world.limits.webhook_timeout_s)
        body = json.dumps(entry.as_json()).encode()
        async with session.post(
            hook.url, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            if response.ok and response.status < 300:
                await self._carry_out(response)
                return "", 0
            after = response.headers.get("Retry-After", "0")
            reason = f"Wrong response from the webhook: {response.status} {response.reason}"
            return reason, int(after) if after.isdigit() else 0

    def _failed(self, entry: Entry, failure: str, retry_after: int) -> None:
        if entry.state != "in flight":
            return  # dropped meanwhile (drop_pending_updates, reset)
        hook, clock = self.world.webhook, self.world.clock
        hook.last_error, hook.last_error_at = failure, clock.now()
        wait = float(min(retry_after, _LONGEST_RETRY_AFTER_S))
        if not wait and entry.fails:
            entry.delay_s = min(entry.delay_s * 2, _LONGEST_DELAY_S)
            wait = entry.delay_s
        if clock.now() + wait > entry.expires:
            self.world.updates.close(entry, "dropped")
            return
        entry.fails += 1
        entry.wake = clock.elapsed() + wait
        entry.state = "pending"
        self.world.updates.bell.ring()

    async def _carry_out(self, response: aiohttp.ClientResponse) -> None:
        """A method in the webhook's reply body is called; its result is known to nobody."""
        fields = await _reply_fields(response)
        name = str(fields.pop("method", "")).lower()
        if not name or name in _NOT_IN_A_REPLY or name.startswith("get") or name not in methods():
            return
        with contextlib.suppress(ApiError):
            await methods()[name](self.world, Params(fields))

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A place for the next delivery is free."""
        self._tasks.discard(task)
        self.world.updates.bell.ring()

    async def _stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _reply_fields(response: aiohttp.ClientResponse) -> Json:
    if response.content_type.startswith("multipart/"):
        return await multipart_fields(MultipartReader(response.headers, response.content))
    body = await response.text()
    try:
        fields = json.loads(body)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
