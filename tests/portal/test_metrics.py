"""The page for Prometheus: the two numbers that matter first, and nothing on it that names anybody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from desk.figures import Ages, Figures, Standing
from desk.ports import Unavailable
from portal.metrics import exposition, make_metrics_app
from triage.urgency import Urgency

STANDING = Standing(
    ages=Ages(untold_s=12.5, unclaimed_immediate_s=90),
    waiting={Urgency.IMMEDIATE: 1, Urgency.URGENT: 2, Urgency.STANDARD: 3, Urgency.PLANNED: 4},
    held=5,
    memory_share=0.25,
)
ALL = Figures(
    standing=STANDING,
    on_shift=3,
    pages_taken=7,
    pages_failed=1,
    updates_silence_s=4,
    updates_lag_s=0.5,
    canary_flies=True,
    canary_age_s=60,
)


def lines(figures: Figures) -> list[str]:
    return [line for line in exposition(figures).decode().splitlines() if not line.startswith("#")]


def test_every_number_stands_once_and_the_two_that_matter_first():
    assert lines(ALL) == [
        "red_button_oldest_untold_seconds 12.5",
        "red_button_oldest_unclaimed_immediate_seconds 90.0",
        'red_button_waiting{tier="immediate"} 1.0',
        'red_button_waiting{tier="urgent"} 2.0',
        'red_button_waiting{tier="standard"} 3.0',
        'red_button_waiting{tier="planned"} 4.0',
        "red_button_held 5.0",
        "red_button_store_memory_share 0.25",
        "red_button_store_up 1.0",
        "red_button_on_shift 3.0",
        'red_button_pages_total{outcome="taken"} 7.0',
        'red_button_pages_total{outcome="failed"} 1.0',
        "red_button_canary_age_seconds 60.0",
        "red_button_canary_lost 0.0",
        "red_button_updates_silence_seconds 4.0",
        "red_button_updates_lag_seconds 0.5",
    ]


def test_a_store_that_is_down_is_told_and_no_number_of_it_is_made_up():
    said = lines(replace(ALL, standing=None, on_shift=None))
    assert "red_button_store_up 0.0" in said
    assert not any(re.match("red_button_(oldest|waiting|held|on_shift|store_memory)", line) for line in said)
    assert "red_button_canary_age_seconds 60.0" in said


def test_a_canary_that_never_came_is_infinitely_old_and_one_that_does_not_fly_is_not_told_of():
    assert "red_button_canary_age_seconds +Inf" in lines(replace(ALL, canary_age_s=None))
    assert not any("canary" in line for line in lines(replace(ALL, canary_flies=False)))


def test_every_metric_says_what_it_is():
    page = exposition(ALL).decode()
    named = {re.split(r"[{ ]", line)[0].removesuffix("_total") for line in lines(ALL)}
    assert {line.split()[2].removesuffix("_total") for line in page.splitlines() if line.startswith("# HELP")} == named


def test_the_manual_names_every_number_and_no_other():
    manual = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
    assert set(re.findall(r"red_button_[a-z_]+", manual)) == {re.split(r"[{ ]", line)[0] for line in lines(ALL)}


async def test_there_is_one_page_and_no_other():
    async def read() -> Figures:
        return ALL

    async with TestClient(TestServer(make_metrics_app(read))) as client:
        answer = await client.get("/metrics")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
        assert answer.headers["Cache-Control"] == "no-store"
        assert (await answer.read()) == exposition(ALL)
        for path in ("/", "/health", "/console", "/metrics/x"):
            assert (await client.get(path)).status == 404
        assert (await client.post("/metrics")).status == 405


@pytest.mark.parametrize("error", [Unavailable, RuntimeError])
async def test_what_goes_wrong_is_no_page_of_numbers(error):
    async def read() -> Figures:
        raise error("words of a child")

    async with TestClient(TestServer(make_metrics_app(read))) as client:
        answer = await client.get("/metrics")
        assert answer.status >= 500
        assert "child" not in await answer.text()
