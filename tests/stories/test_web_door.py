"""The web button on the whole house, as it is wired: two doors, one desk, one store; with a bot, without, and in need."""

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime

import pytest

from bot.app import Plan, running
from tests.portal.button_rig import DANGER, EXIT, judge, visitor
from tests.portal.form_rig import hidden, send
from tests.stories.desk_and_phone import quick_product, quiet
from tests.stories.listening import logged_to
from tests.stories.outage import frozen, short_patience
from tests.stories.rig import Clock, Product, make_office, settings_for
from tests.stories.turns import rang
from triage.ids import is_of_the_web
from vault.ceremony import Office

SECRET = "запердверьюшкафом"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    short_patience(monkeypatch)
    with logged_to(tmp_path / "log"):
        async with quick_product(tmp_path, monkeypatch, web_sources="school-12", exit_url=EXIT) as product:
            yield product


@dataclass
class Known:
    """What a page needs to know of a house."""

    office: Office
    now: datetime


def house(made: Product) -> Known:
    return Known(made.office, made.clock())


async def page(one, path="/"):
    async with one.http.get(one.base + path) as said:
        return said.status, await said.text()


async def test_a_page_reports_the_desk_is_rung_and_nobody_on_the_server_can_read_it(made, tmp_path):
    async with visitor(house(made), made.house.url) as one:
        await one.begin()
        word = one.word(house(made), SECRET, judge().classes(DANGER))
        status, answer = await one.say(word=word, source="school-12")
        assert (status, answer["signal"]) == (200, one.page.signal)
        await quiet(made)
        assert rang(made) >= 1
        (card,) = await made.house.rooms.files.queue(10)
        assert (card.signal, card.urgency.value, card.source) == (one.page.signal, "immediate", "school-12")
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert SECRET.encode() not in on_disk
    assert SECRET not in (tmp_path / "log").read_text(encoding="utf-8")


async def test_a_plain_form_reports_too_and_comes_back_with_its_code(made):
    async with visitor(house(made), made.house.url) as one:
        _, first = await page(one)
        assert f'href="{EXIT}"' in first
        answer, said = await send(one, {**hidden(first), "text": DANGER})
        assert answer.status == 200
        code = said.partition('class="mono" translate="no">')[2].partition("<")[0]
        await quiet(made)
        (card,) = await made.house.rooms.files.queue(10)
        assert is_of_the_web(card.account)
    async with visitor(house(made), made.house.url) as later:
        _, fresh = await page(later)
        answer, said = await send(later, {**hidden(fresh), "code": code})
        assert (answer.status, 'data-name="returned"' in said) == (200, True)


async def test_with_a_store_that_hangs_the_page_stands_and_the_words_come_back(made, tmp_path):
    async with visitor(house(made), made.house.url) as one:
        _, first = await page(one)
        async with frozen(made):
            status, stands = await page(one)
            assert (status, 'href="tel:112"' in stands, "<textarea" in stands) == (200, True, True)
            answer, again = await send(one, {**hidden(first), "text": SECRET})
            assert (answer.status, f"{SECRET}</textarea>" in again) == (503, True)
            assert (await one.post("begin", {}))[0] == 503
    assert SECRET not in (tmp_path / "log").read_text(encoding="utf-8")


async def test_before_anybody_can_read_the_page_has_numbers_and_takes_no_words(tmp_path):
    clock = Clock()
    office, _ = make_office(tmp_path, clock)
    settings = settings_for(tmp_path, "http://localhost:1", bot_token="")
    plan = Plan(settings=settings, office=office, clock=clock, draw=os.urandom, demo=True)
    async with running(plan) as made, visitor(Known(office, clock()), made.url) as one:
        status, said = await page(one)
        assert (status, 'href="tel:112"' in said, 'id="nobody"' in said) == (200, True, True)
        assert "<textarea" not in said
        assert (await one.post("begin", {}))[0] == 503
        answer, said = await send(one, {"text": SECRET})
        assert (answer.status, SECRET in said) == (503, True)


async def test_switched_off_the_page_has_numbers_alone(tmp_path, monkeypatch):
    async with AsyncExitStack() as open_:
        made = await open_.enter_async_context(quick_product(tmp_path, monkeypatch, web_button="off"))
        one = await open_.enter_async_context(visitor(house(made), made.house.url))
        status, said = await page(one)
        assert (status, 'href="tel:112"' in said, "<form" in said) == (200, True, False)
        assert (await one.post("begin", {}))[0] == 404
