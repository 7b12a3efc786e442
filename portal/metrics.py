"""``GET /metrics`` for Prometheus: on a listener of its own, never on the portal's. Numbers, nobody's name or id."""

import math
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from aiohttp import hdrs, web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from desk.figures import Figures, Standing
from portal.errors import errors
from portal.security import put_headers

TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""The text exposition format (prometheus.io, Exposition formats)."""
_NEVER = math.inf


def make_metrics_app(read: Callable[[], Awaitable[Figures]]) -> web.Application:
    """One route; every scrape reads anew."""

    async def metrics(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=exposition(await read()), headers={hdrs.CONTENT_TYPE: TEXT})

    app = web.Application(middlewares=[errors])
    app.router.add_get("/metrics", metrics)
    app.on_response_prepare.append(put_headers)
    return app


def exposition(figures: Figures) -> bytes:
    """The page. Nothing of the process's own (its path, its Python) stands on it."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Once(figures))
    return generate_latest(registry)


@dataclass(frozen=True, eq=False)  # a registry keeps its collectors by identity
class _Once(Collector):
    figures: Figures

    def collect(self) -> Iterator[Metric]:
        """The two that matter first."""
        if self.figures.standing:
            yield from _of_the_store(self.figures.standing)
        yield from _of_the_process(self.figures)


def _of_the_store(standing: Standing) -> Iterator[Metric]:
    untold, immediate = standing.ages.untold_s, standing.ages.unclaimed_immediate_s
    yield _gauge("oldest_untold_seconds", "Age of the oldest promise that a person should hear; 0: none waits.", untold)
    what = "How long the reporter of an immediate signal that nobody holds has waited; 0: there is none."
    yield _gauge("oldest_unclaimed_immediate_seconds", what, immediate)
    waiting = GaugeMetricFamily("red_button_waiting", "Signals that nobody holds.", labels=["tier"])
    for tier, count in standing.waiting.items():
        waiting.add_metric([tier.value], count)
    yield waiting
    yield _gauge("held", "Signals in a specialist's hands.", standing.held)
    if standing.memory_share is not None:
        yield _gauge("store_memory_share", "Of what the store may use, 0 to 1.", standing.memory_share)


def _of_the_process(figures: Figures) -> Iterator[Metric]:
    yield _gauge("store_up", "1: the store answered this scrape.", int(figures.standing is not None))
    if figures.on_shift is not None:
        yield _gauge("on_shift", "Members on shift.", figures.on_shift)
    pages = CounterMetricFamily("red_button_pages", "Pages, by what a second channel made of them.", labels=["outcome"])
    pages.add_metric(["taken"], figures.pages_taken)
    pages.add_metric(["failed"], figures.pages_failed)
    yield pages
    if figures.canary_flies:
        age_s = _NEVER if figures.canary_age_s is None else figures.canary_age_s
        yield _gauge("canary_age_seconds", "Since a canary arrived; +Inf: none yet.", age_s)
        yield _gauge("canary_lost", "1: the last canary did not arrive.", int(figures.canary_lost))
    if figures.updates_silence_s is not None:
        yield _gauge("updates_silence_seconds", "Since Telegram answered us.", figures.updates_silence_s)
    if figures.updates_lag_s is not None:
        yield _gauge("updates_lag_seconds", "Age of the last message when it had been kept.", figures.updates_lag_s)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"red_button_{name}", what, value=value)
