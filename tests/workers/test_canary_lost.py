"""A canary that does not arrive: somebody outside is told, until one arrives again."""

import asyncio
import contextlib
import os
from dataclasses import replace
from datetime import datetime

import pytest
from structlog.testing import capture_logs

from bot.canary import OwnDoor
from desk import canary as canaries
from desk.canary import SENTENCE, Canary
from desk.ports import Unavailable
from tests.desk.desk_rig import Office
from tests.workers.canary_rig import Outside, Unheard, bird_of
from tests.workers.telling_rig import Post
from vault.canary import CanaryShelf
from vault.sealing import new_seal_key
from vault.store import connect
from workers.canary import Flights


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def bird(office: Office, post: Post, outside: Outside) -> Canary:
    return bird_of(office, post, outside)


async def test_a_store_that_is_dead_is_told_of_outside(
    office: Office, bird: Canary, outside: Outside, tmp_path
) -> None:
    gone = connect(f"unix://{tmp_path}/nothing.sock")
    assert isinstance(bird.way, OwnDoor)
    books = bird.way.door.intake.books
    bird.way = OwnDoor(replace(bird.way.door, intake=replace(bird.way.door.intake, books=replace(books, store=gone))))  # type: ignore[type-var]  # a frozen dataclass behind its port
    assert await bird.round(office.now) == 60
    assert (bird.signs.lost, bird.signs.error, outside.pages) == ("door", "Unavailable", ["canary"])
    await gone.close()


async def test_a_dead_sender_is_told_of_outside_every_quarter_of_an_hour_until_it_lives(
    office: Office, post: Post, bird: Canary, outside: Outside
) -> None:
    shelf, bird.shelf = bird.shelf, Unheard(bird.shelf)
    await bird.round(office.now)
    assert (bird.signs.lost, outside.pages) == ("sender", ["canary"])
    office.later(minutes=14)
    await bird.round(office.now)
    assert outside.pages == ["canary"]
    office.later(minutes=1)
    await bird.round(office.now)
    assert outside.pages == ["canary", "canary"]
    bird.shelf = shelf
    async with post.at_work():
        assert await bird.round(office.now) == 300
    assert (bird.signs.lost, bird.paged_at, outside.pages) == ("", None, ["canary", "canary"])
    bird.shelf = Unheard(shelf)
    await bird.round(office.now)
    assert outside.pages == ["canary"] * 3


async def test_time_that_is_up_ends_the_wait_for_a_sender(office: Office, bird: Canary, outside: Outside) -> None:
    bird.within_s = 3
    await bird.round(office.now)
    assert (bird.signs.lost, bird.signs.error, outside.pages) == ("sender", "TimeoutError", ["canary"])


async def test_time_that_is_up_ends_it_although_a_client_swallowed_the_cancellation(
    office: Office, bird: Canary, outside: Outside
) -> None:
    bird.within_s, bird.shelf = 3, Swallowing(bird.shelf)
    await bird.round(office.now)
    assert (bird.signs.lost, outside.pages) == ("sender", ["canary"])


class Swallowing(Unheard):
    """A client that takes a cancellation for its own."""

    async def arrived(self, _signal: object) -> bool:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        return False


async def test_a_clock_that_was_set_back_silences_no_page(office: Office, bird: Canary, outside: Outside) -> None:
    bird.shelf = Unheard(bird.shelf)
    await bird.round(office.now)
    office.later(days=-1)
    await bird.round(office.now)
    assert outside.pages == ["canary", "canary"]


async def test_a_page_that_nobody_took_is_sent_again_after_the_next(
    office: Office, bird: Canary, outside: Outside
) -> None:
    bird.shelf, outside.takes = Unheard(bird.shelf), False
    await bird.round(office.now)
    await bird.round(office.now)
    assert (outside.pages, bird.signs.paged) == (["canary", "canary"], False)
    outside.takes = True
    await bird.round(office.now)
    await bird.round(office.now)
    assert (outside.pages, bird.signs.paged) == (["canary"] * 3, True)


async def test_what_the_canary_desk_cannot_open_is_no_arrival(
    office: Office, post: Post, bird: Canary, outside: Outside
) -> None:
    bird.shelf = CanaryShelf(office.store, office.files, new_seal_key(os.urandom).seed)
    async with post.at_work():
        await bird.round(office.now)
    assert (bird.signs.lost, bird.signs.error, outside.pages) == ("store", "Unavailable", ["canary"])


async def test_words_that_came_changed_are_no_arrival(office: Office, post: Post, bird: Canary, monkeypatch) -> None:
    assert isinstance(bird.way, OwnDoor)
    way, hand_in = bird.way, OwnDoor.hand_in

    async def other_words(_self: OwnDoor, one: canaries.Flight, now: datetime) -> None:
        await hand_in(way, replace(one, words=SENTENCE), now)

    monkeypatch.setattr(OwnDoor, "hand_in", other_words)
    async with post.at_work():
        await bird.round(office.now)
    assert (bird.signs.lost, bird.signs.error) == ("store", "Astray")


async def test_doors_that_are_shut_are_told_of_outside(office: Office, bird: Canary, outside: Outside) -> None:
    async def shut() -> None:
        raise Unavailable

    assert isinstance(bird.way, OwnDoor)
    bird.way = OwnDoor(replace(bird.way.door, ready=shut))
    await bird.round(office.now)
    assert (bird.signs.lost, outside.pages) == ("door", ["canary"])


async def test_the_loop_waits_after_a_start_and_says_where_one_was_lost(office: Office, bird: Canary) -> None:
    bird.shelf, bird.every_s = Unheard(bird.shelf), 0
    with capture_logs() as logs:
        await Flights(bird, lambda: office.now, first_after_s=0).tick()
    assert logs == [
        {"event": "canary-lost", "log_level": "error", "at": "sender", "error": "TimeoutError", "paged": True}
    ]
