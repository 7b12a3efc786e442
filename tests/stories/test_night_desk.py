"""At the desk, when two hands reach for one signal, a session ends under somebody's fingers, or a machine was restarted."""

import asyncio
import contextlib
import os
import socket

from playwright.async_api import expect

from bot.app import Plan, running
from tests.peer import running_peer, until
from tests.stories.browser import Hand, opened, running_chromium
from tests.stories.desk_and_phone import NoWait, has_news, quick_product, quiet, reads, says, tells, writes
from tests.stories.rig import TOKEN, Clock, Product, enrol, make_office, settings_for
from workers import nursery

REPLY = "Я читаю тебя. Синица"


async def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told_by_whom(chromium, tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url) as one,
        opened(browser, made.house.url) as other,
    ):
        await writes(made, made.child(), "дома плохо")
        anna, boris = Hand(one), Hand(other)
        await asyncio.gather(
            anna.signs_in(made.house.url, made.members["intake"]),
            boris.signs_in(made.house.url, made.members["fallback"]),
        )
        await asyncio.gather(anna.opens_first(), boris.opens_first())
        take = "#composer .take button"
        await asyncio.gather(one.locator(take).click(), other.locator(take).click())
        answered = [page.locator("#reply, #composer > .notice").first for page in (one, other)]
        await asyncio.gather(*(expect(place).to_be_visible() for place in answered))
        winners = [page for page in (one, other) if await page.locator("#reply").is_visible()]
        assert len(winners) == 1
        loser, winner = (other, "Анна") if winners == [one] else (one, "Борис")
        await expect(loser.locator("#toast")).to_contain_text(f"Уже у коллеги: {winner}")
        await expect(loser.locator("#composer")).to_contain_text(winner)


async def test_a_session_that_ends_under_her_fingers_costs_no_word(chromium, tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url) as page,
    ):
        child, hand = made.child(), Hand(page)
        await tells(made, child)
        await hand.signs_in(made.house.url, made.members["intake"])
        await hand.opens_first()
        await hand.claims()
        await hand.writes(page.locator("#note"), "заметка, что ещё не сохранена")
        await hand.writes(page.locator("#reply"), REPLY)
        redis = made.house.rooms.store.redis
        sessions = [name async for name in redis.scan_iter() if await redis.type(name) == b"hash"]
        ended = [name for name in sessions if await redis.hexists(name, "seen") and await redis.delete(name)]
        assert len(ended) == 1
        await hand.sends()
        await expect(page.locator("dialog#again")).to_be_visible()
        await expect(page.locator("#again-form [id$=-login]")).to_have_value("Анна")
        await hand.fills_in(page.locator("#again-form"), made.members["intake"])
        await expect(page.locator("dialog#again")).to_be_hidden()
        await expect(page.locator("#thread .entry.reply")).to_contain_text(REPLY)
        await expect(page.locator("#note")).to_have_value("заметка, что ещё не сохранена")
        await quiet(made)
        await reads(made, child)
        await child.sees(REPLY)


@contextlib.asynccontextmanager
async def one_telegram_many_houses(place, monkeypatch):
    """``async with begin() as made`` starts the product again: same disk, same port, same Telegram; RAM forgotten."""
    monkeypatch.setattr(nursery, "RESTART_AFTER_S", 0.01)
    clock = Clock()
    office, members = make_office(place, clock)
    offline = place / "keys" / "offline"
    port = free_port()
    async with running_peer(TOKEN, clock=clock) as peer:
        peer.limits(enabled=False)

        @contextlib.asynccontextmanager
        async def begin(*, first=False):
            settings = settings_for(place, peer.url, portal_port=port)
            plan = Plan(settings=settings, office=office, clock=clock, draw=os.urandom, demo=True)
            async with running(plan) as house:
                if first:
                    await enrol(house, offline, office, members, clock)
                house.telling.limiter = NoWait()
                yield Product(house, peer, clock, place, office, members, offline)
            await house.rooms.store.redis.connection_pool.disconnect()

        yield begin, f"http://localhost:{port}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_reply_that_a_restart_lost_is_sent_again_from_her_browser(chromium, tmp_path, monkeypatch):
    async with (
        one_telegram_many_houses(tmp_path, monkeypatch) as (begin, url),
        running_chromium(chromium) as browser,
        opened(browser, url) as page,
    ):
        hand = Hand(page)
        async with begin(first=True) as made:
            child = made.child()
            await child.writes("дома плохо")
            await child.sees("Запомни его")
            await hand.signs_in(url, made.members["intake"])
            await hand.opens_first()
            await hand.claims()
            await hand.answers(REPLY)
            await until(lambda: has_news(child))
        async with begin() as made:
            again = page.locator("#thread .entry.reply button.again")
            await expect(again).to_contain_text("Не доставлено — отправить ещё раз", timeout=60_000)
            before = len(child.chat())
            await again.click()
            await expect(page.locator("#thread .entry.reply .state")).to_contain_text("ждёт, пока откроет")
            assert len(child.chat()) == before
            await reads(made, child)
            await child.sees(REPLY)
        assert sum(REPLY in said for said in says(child)) == 1
