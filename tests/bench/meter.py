"""A bot's own meters: CPU of the process, CPU of Argon2id in it, and where the main thread spends its CPU."""

import gc
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from types import FrameType
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.bench.botprocess import Answers, Json
from tests.bench.shares import GARBAGE, of_stack
from vault import receipt, threads

EVERY_S = 0.001
"""Asked for; the kernel gives a sample per tick (4 ms of CPU where CONFIG_HZ is 250)."""


class Argon2Timer:
    """Stands before the Argon2id of ``vault.receipt`` and counts the CPU of the thread that it runs in."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real = real
        self.cpu_s = 0.0

    def __call__(self, **settings: Any) -> "Argon2Timer._One":
        return self._One(self, self._real(**settings))

    class _One:
        def __init__(self, timer: "Argon2Timer", real: Any) -> None:
            self._timer, self._real = timer, real

        def derive(self, code: bytes) -> bytes:
            before = time.thread_time()
            derived: bytes = self._real.derive(code)
            self._timer.cpu_s += time.thread_time() - before
            return derived


class ThreadTimer:
    """Counts the CPU of the thread that a call runs in, all that it calls included."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real = real
        self.cpu_s = 0.0

    def __call__(self, *given: Any, **named: Any) -> Any:
        before = time.thread_time()
        try:
            return self._real(*given, **named)
        finally:
            self.cpu_s += time.thread_time() - before


class Sampler:
    """Looks at the main thread's stack by a timer of CPU time; each look weighs as much CPU as passed since the last.

    So a tick that another thread's work caused weighs nothing, and the weights add up to the main thread's CPU. Garbage
    collection is timed by itself: it strikes whoever happens to allocate.
    """

    def __init__(self) -> None:
        self.weights: dict[str, float] = defaultdict(float)
        self._last = 0.0
        self._collecting = 0.0

    def start(self) -> None:
        self.weights.clear()
        self._last = time.thread_time()
        gc.callbacks.append(self._collects)
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)

    def stop(self) -> dict[str, float]:
        """Seconds of CPU by share."""
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        gc.callbacks.remove(self._collects)
        return dict(self.weights)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        self.weights[of_stack(frame)] += now - self._last
        self._last = now

    def _collects(self, phase: str, _: dict[str, int]) -> None:
        now = time.thread_time()
        if phase == "start":
            self._collecting = now
        elif threading.current_thread() is threading.main_thread():
            self.weights[GARBAGE] += now - self._collecting
            self._last += now - self._collecting


def meters() -> Answers:
    """What the bench may ask a bot. Call it before anything derives a key."""
    argon2, keys, sampler = Argon2Timer(Argon2id), ThreadTimer(threads.new_thread), Sampler()
    # The same calls, timed; in this process only. Both run beside the main thread, where the sampler does not look.
    vars(receipt)["Argon2id"] = argon2
    vars(threads)["new_thread"] = keys

    async def cpu() -> Json:
        return {"cpu_s": time.process_time(), "argon2_s": argon2.cpu_s, "keys_s": keys.cpu_s - argon2.cpu_s}

    async def look() -> Json:
        sampler.start()
        return {}

    async def looked() -> Json:
        return sampler.stop()

    return {"cpu": cpu, "look": look, "looked": looked}
