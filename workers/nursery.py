"""The only place that starts tasks: each is held until it ends, and one that fails is started again."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

import structlog

RESTART_AFTER_S = 1.0
ASK_AGAIN_S = 1.0
"""Longer than what anybody does on the way out."""


class Nursery:
    """``async with``: at the end everything that still runs is cancelled and awaited."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._log = structlog.get_logger("nursery")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end()

    async def end(self) -> None:
        """Cancels and awaits everything. Asks again: on Python 3.11 ``asyncio.wait_for`` can lose a cancellation."""
        while running := tuple(self._tasks):
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=ASK_AGAIN_S)

    def start(self, name: str, work: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Runs ``work`` for ever: when it raises it is logged by type only, and starts again after a second."""
        return self._held(asyncio.create_task(self._again_and_again(name, work), name=name))  # noqa: TID251  this is the nursery

    def once(self, work: Awaitable[None]) -> asyncio.Task[None]:
        """Runs ``work`` to its end; the caller sees to its errors."""

        async def run() -> None:
            await work

        return self._held(asyncio.create_task(run()))  # noqa: TID251  this is the nursery

    def _held(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _again_and_again(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except Exception as error:  # noqa: BLE001  whatever it was, the work must go on; content never reaches the log
                self._log.warning("stumbled", work=name, error=type(error).__name__)
            await asyncio.sleep(RESTART_AFTER_S)
