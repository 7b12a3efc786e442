"""A thief wants one message to be lost: at the same moment as another, behind broken records, behind what comes twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from desk.ports import Unavailable
from tests.stories.desk_and_phone import code_of, desk_of, presses, quick_product, quiet, says, tells, writes
from tests.stories.pace import quick
from tests.stories.rig import Product
from tests.stories.threads_opened import every_text, every_thread
from triage.ids import AccountId, SignalId, partition_of
from vault import keys, pseudonym
from workers import telling

FIRST = 800_000
"""Update ids that the simulated Telegram does not give out."""


@pytest.fixture
async def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Product]:
    quick(monkeypatch)
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


def account_of(made: Product, user: int) -> AccountId:
    ring = made.house.rooms.keyring
    return AccountId(pseudonym.account(ring.address.pseudonym, ring.bot_id, user))


def elsewhere(made: Product, than: int, begin: int = 4000) -> int:
    """A person whose account lies in another partition."""
    home = partition_of(account_of(made, than))
    return next(user for user in range(begin, begin + 500) if partition_of(account_of(made, user)) != home)


def person(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "x", "language_code": "ru"}


def text(number: int, user: int, said: str) -> dict[str, Any]:
    chat = {"id": user, "type": "private"}
    body = {"message_id": 60_000 + number, "date": 1, "chat": chat, "from": person(user), "text": said}
    return {"update_id": FIRST + number, "message": body}


def tap(number: int, user: int, data: str) -> dict[str, Any]:
    under = {"message_id": 1, "date": 1, "chat": {"id": user, "type": "private"}}
    pressed = {"id": f"q{number}", "from": person(user), "message": under, "data": data}
    return {"update_id": FIRST + number, "callback_query": pressed}


async def delivered(made: Product, update: dict[str, Any]) -> None:
    """As Telegram does: again and again until it was taken."""
    for _ in range(30):
        try:
            return await made.house.door(update)
        except Unavailable:
            await asyncio.sleep(0.02)
    raise AssertionError("never taken")


async def test_broken_records_of_one_child_cost_nobody_a_word(made: Product) -> None:
    child, other = made.child(1001), made.child(1002)
    await tells(made, child, "первое")
    account = account_of(made, 1001)
    broken = keys.account(partition_of(account), account)
    await made.house.rooms.store.redis.hset(broken, "b", bytes(80))
    await child.writes("после порчи")
    await other.writes("слова другого ребёнка")
    await quiet(made)
    assert sorted(await every_text(made)) == ["первое", "после порчи", "слова другого ребёнка"]
    assert "их прочтёт человек" in says(child)[-2] + says(child)[-1]
    await writes(made, child, "и ещё")
    assert "и ещё" in await every_text(made)
    await presses(made, child, "hide")
    assert "после порчи" not in [m.text for m in child.chat()]


async def test_a_place_that_is_shared_live_is_kept_each_time_and_answered_once(made: Product) -> None:
    child = made.child()
    await tells(made, child)
    (message,) = await child.sends("location", latitude=55.0, longitude=82.9, live_period=900)
    await quiet(made)
    sent = [line["event"] for line in made.peer.transcript(child.id)].count("sent")
    for moved in range(1, 4):
        body = {"message_id": message, "date": 1, "edit_date": 1 + moved, "chat": {"id": 1001, "type": "private"}}
        where = {"latitude": 55.0 + moved, "longitude": 82.9, "live_period": 900}
        made.peer.raw_update({"edited_message": {**body, "from": person(1001), "location": where}})
    await quiet(made)
    kept = await every_text(made)
    assert {"56.0, 82.9", "57.0, 82.9", "58.0, 82.9"} <= set(kept)
    assert [line["event"] for line in made.peer.transcript(child.id)].count("sent") == sent


@pytest.mark.parametrize("known", [False, True])
async def test_a_code_on_one_phone_and_words_on_both_at_the_same_moment_lose_nothing(
    made: Product, known: bool
) -> None:
    a, b = 3000, elsewhere(made, 3000)
    first, second = made.child(a), made.child(b)
    await tells(made, first, "начало")
    words, _ = await code_of(made, first)
    if known:
        await tells(made, second, "своё")
    await asyncio.gather(
        delivered(made, text(1, a, "текст А")),
        delivered(made, text(2, b, words)),
        delivered(made, text(3, b, "текст Б")),
        delivered(made, tap(4, a, "hide")),
        delivered(made, tap(5, b, "menu")),
        delivered(made, tap(6, b, "word")),
    )
    await quiet(made)
    kept = await every_text(made)
    assert sorted(kept) == sorted(["начало", "текст А", "текст Б", *(["своё"] if known else [])])
    chats = [await made.house.rooms.chats.chat(account_of(made, user)) for user in (a, b)]
    back = {thread.signal for chat in chats if chat for thread in chat.account.threads}
    assert [thread.texts for thread in await every_thread(made) if thread.card.signal not in back] == []


async def test_words_that_come_while_the_desk_erases_begin_a_new_signal(made: Product) -> None:
    child = made.child()
    await tells(made, child, "первое")
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.verb(signal, "claim")
        await delivered(made, tap(1, child.id, "delete"))
        new = [delivered(made, text(10 + number, child.id, f"после {number}")) for number in range(4)]
        decided = anna.page.post(f"/console/api/signals/{signal}/asked-to-delete", {"decision": "erase"})
        await asyncio.gather(decided, anna.page.get(f"/console/api/signals/{signal}"), *new)
        await quiet(made)
        assert signal not in [row["signal"] for row in await anna.rows()]
    assert sorted(await every_text(made)) == [f"после {number}" for number in range(4)]


async def test_claims_and_releases_under_a_flood_lose_neither_words_nor_the_signal(made: Product) -> None:
    child = made.child()
    await tells(made, child, "слово 0")
    async with desk_of(made) as anna, desk_of(made, "fallback") as boris:
        signal = await anna.newest()

        async def takes_and_gives_back(page: Any) -> set[int]:
            verbs = ("claim", "release") * 6
            return {(await page.post(f"/console/api/signals/{signal}/{verb}"))[0] for verb in verbs}

        words = [delivered(made, text(number, child.id, f"слово {number}")) for number in range(1, 16)]
        answers = await asyncio.gather(*map(takes_and_gives_back, (anna.page, boris.page)), *words)
        assert set().union(*(said for said in answers if said)) <= {200, 409}
        await quiet(made)
        row = await anna.row(signal)
        assert (row["held_by"], row["words"]) == (None, 16)
    (thread,) = await every_thread(made)
    assert sorted(thread.texts) == sorted(f"слово {number}" for number in range(16))


async def test_one_card_that_will_not_open_does_not_blind_the_desk(made: Product) -> None:
    await tells(made, made.child(1001), "первое")
    await tells(made, made.child(1002), "второе")
    async with desk_of(made) as anna:
        broken, whole = [SignalId(row["signal"]) for row in await anna.rows()]
        await made.house.rooms.store.redis.hset(keys.signal(broken), "b", bytes(90))
        status, queue = await anna.page.get("/console/api/queue")
        assert status == 200
        assert whole in [row["signal"] for row in queue["waiting"]]


async def test_an_update_that_comes_again_after_a_return_from_elsewhere_is_known(made: Product) -> None:
    first = made.child(3000)
    await tells(made, first, "начало")
    words, _ = await code_of(made, first)
    friend = elsewhere(made, 3000)
    for update in (text(1, friend, "до кода"), text(2, friend, words), text(1, friend, "до кода")):
        await delivered(made, update)
    assert sorted(await every_text(made)) == ["до кода", "начало"]


async def test_after_a_restart_nothing_is_told_that_was_promised_before_hide_in_another_partition(
    made: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_partition = sorted(range(3000, 3100), key=lambda user: partition_of(account_of(made, user)))
    first, friend = made.child(by_partition[0]), made.child(by_partition[-1])
    await tells(made, first, "начало")
    words, _ = await code_of(made, first)
    for method in ("sendMessage", "editMessageText", "deleteMessages"):
        made.peer.fail(method, status=500, times=-1)
    for said in ("первые слова", words, "/hide"):
        await friend.writes(said)
        await made.peer.settled()
    monkeypatch.setattr(telling, "RENEW_EVERY_S", 0.1)
    await another_sender_comes_and_goes(made)
    await quiet(made)
    assert [said for said in says(friend) if "Я тебе верю" in said] == []


async def another_sender_comes_and_goes(made: Product) -> None:
    """Ours has to begin again with what lies in the store, as after a restart; Telegram is well by then."""
    store = made.house.rooms.store.redis
    number = await store.get(keys.lease_fence("sender"))
    await store.set(keys.lease("sender"), "another process")
    await asyncio.sleep(3.2)  # RENEW_EVERY_S, as it was when ours began to wait
    made.peer.heal()
    await store.delete(keys.lease("sender"))
    async with asyncio.timeout(10):
        while await store.get(keys.lease_fence("sender")) == number:  # noqa: ASYNC110  the store rings no bell for it
            await asyncio.sleep(0.05)
