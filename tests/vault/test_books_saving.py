"""What a reporter's update changes is saved as one, in one partition, sealed, and never twice."""

import asyncio
import re
from datetime import timedelta

import pytest

from desk.ports import Outcome, Unavailable
from tests.desk.desk_rig import DANGER, Office, account, office_on
from triage.ids import UpdateId
from vault import keys
from vault.store import Batch, Store

CHILD = account(3, 1)
TAG = re.compile(r"\{rb:(\w+)\}")


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


@pytest.fixture
def batches(monkeypatch) -> list[Batch]:
    """Every batch that is committed."""
    seen: list[Batch] = []
    commit = Store.commit

    async def noted(self: Store, batch: Batch) -> Outcome:
        seen.append(batch)
        return await commit(self, batch)

    monkeypatch.setattr(Store, "commit", noted)
    return seen


async def test_a_first_text_is_kept_sealed_and_both_desks_can_read_it(office):
    await office.writes(CHILD, "дома плохо")
    signal = (await office.card_of(CHILD)).signal
    for desk in ("intake", "fallback"):
        (entry,) = await office.reads(signal, desk)
        assert (entry["text"], entry["from"], entry["asked"], entry["kind"]) == ("дома плохо", "text", "first", "word")
        assert entry["at"] == "2026-11-22T12:00:00Z"


async def test_no_word_and_no_address_lies_in_the_store_in_clear(office):
    await office.writes(CHILD, "дома плохо")
    await office.replies_to(CHILD, "мы рядом")
    for name in await office.all_keys():
        dump = await office.store.redis.dump(name)
        for secret in ("дома плохо", "мы рядом"):
            assert secret.encode() not in dump
            assert secret.encode() not in name.encode()
    plain = await office.all_values()
    assert b'"address"' not in plain
    assert b'"urgency"' not in plain


async def test_further_texts_join_the_thread_in_one_session_and_a_later_one_in_another(office):
    for text in ("раз", "два"):
        await office.writes(CHILD, text)
    office.later(minutes=16)
    await office.writes(CHILD, "три")
    signal = (await office.card_of(CHILD)).signal
    assert [entry["text"] for entry in await office.reads(signal)] == ["раз", "два", "три"]
    assert await office.store.redis.hlen(keys.sessions(signal)) == 2


async def test_a_session_whose_box_was_not_saved_is_sent_along_again(office, monkeypatch):
    await office.writes(CHILD, "раз")
    office.later(minutes=16)
    commit = Store.commit
    failures: list[int] = []

    async def once_down(self: Store, batch: Batch) -> Outcome:
        if not failures:
            failures.append(1)
            raise Unavailable("down")
        return await commit(self, batch)

    monkeypatch.setattr(Store, "commit", once_down)
    again = office.incoming(CHILD, text="два")
    with pytest.raises(Unavailable):
        await office.intake.receive(again, office.now)
    await office.intake.receive(again, office.now)
    signal = (await office.card_of(CHILD)).signal
    assert [entry["text"] for entry in await office.reads(signal)] == ["раз", "два"]


async def test_two_processes_keep_the_words_of_one_child_readable(office):
    other = office.another_process()
    await office.writes(CHILD, "раз")
    await other.writes(CHILD, "два")
    await office.writes(CHILD, "три")
    signal = (await office.card_of(CHILD)).signal
    assert [entry["text"] for entry in await office.reads(signal)] == ["раз", "два", "три"]


async def test_every_kind_of_update_is_one_script_on_one_partition(office, batches):
    await office.commands(CHILD, "start")
    await office.writes(CHILD, "раз")
    await office.writes(CHILD, DANGER)
    await office.writes(CHILD, "", kind="photo", remove=True)
    for action in ("need", "numbers", "menu", "stop", "code", "read", "next", "word", "linked", "hide"):
        await office.taps(CHILD, action)
    await office.writes(CHILD, "под прикрытием")
    await office.taps(CHILD, "delete")
    signal = (await office.files.queue(9))[-1].signal
    await office.claims(signal)
    await office.replies(signal, "мы рядом")
    await office.duty.release(office.asked(signal, "rel"))
    await office.intake.leave(UpdateId("g"), "-100", office.now)
    assert len(batches) == 20
    for batch in batches:
        assert len({tag for key in batch.keys for tag in TAG.findall(key)}) == 1, batch.keys
        assert all(TAG.match(key) for key in batch.keys)


async def test_a_redelivery_changes_nothing_whichever_process_gets_it(office):
    first = office.incoming(CHILD, text="дома плохо")
    await office.intake.receive(first, office.now)
    before = await office.snapshot()
    await office.intake.receive(first, office.now)
    await office.another_process().intake.receive(first, office.now + timedelta(hours=1))
    assert await office.snapshot() == before


async def test_the_same_update_in_two_tasks_at_once_is_kept_once(office):
    other = office.another_process()
    same = office.incoming(CHILD, text="дома плохо")
    await asyncio.gather(office.intake.receive(same, office.now), other.intake.receive(same, office.now))
    (card,) = await office.files.queue(9)
    assert len(await office.reads(card.signal)) == 1


async def test_a_text_and_a_tap_at_once_both_count(office):
    other = office.another_process()
    await office.writes(CHILD, "раз")
    for number in range(5):
        await asyncio.gather(
            office.writes(CHILD, f"ещё {number}"),
            other.taps(CHILD, "stop", update=UpdateId(f"tap{number}")),
            other.writes(CHILD, f"и {number}", update=UpdateId(f"w{number}")),
        )
    signal = (await office.card_of(CHILD)).signal
    texts = {entry["text"] for entry in await office.reads(signal)}
    assert texts == {"раз", *(f"{what} {number}" for what in ("ещё", "и") for number in range(5))}
    assert (await office.card_of(CHILD)).words == 11


async def test_a_first_text_and_another_at_once_open_one_thread(office):
    other = office.another_process()
    await asyncio.gather(office.writes(CHILD, "раз"), other.writes(CHILD, "два"))
    (card,) = await office.files.queue(9)
    assert {entry["text"] for entry in await office.reads(card.signal)} == {"раз", "два"}


async def test_a_full_memory_keeps_nothing_and_says_so(office):
    redis = office.store.redis
    await office.writes(CHILD, "раз")
    before = await office.snapshot()
    limit = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        for act in (office.writes(CHILD, "два"), office.taps(CHILD, "hide"), office.writes(account(4, 2), "три")):
            with pytest.raises(Unavailable):
                await act
    finally:
        await redis.config_set("maxmemory", limit)
    assert await office.snapshot() == before
    await office.writes(CHILD, "два")


async def test_a_thread_key_that_cannot_be_sealed_to_keeps_nothing(office):
    await office.writes(CHILD, "раз")
    signal = (await office.card_of(CHILD)).signal
    await office.store.redis.hset(keys.signal(signal), "pub", b"broken")
    before = await office.snapshot()
    office.later(minutes=16)
    with pytest.raises(Unavailable) as refused:
        await office.writes(CHILD, "дома плохо")
    assert "плохо" not in str(refused.value)
    assert await office.snapshot() == before


async def test_an_account_without_a_thread_is_forgotten_and_one_with_a_thread_is_kept(office):
    await office.commands(CHILD, "start")
    assert 0 < await office.store.redis.ttl(keys.account(3, CHILD)) <= keys.EMPTY_ACCOUNT_LIFE_S
    await office.writes(CHILD, "раз")
    assert await office.store.redis.ttl(keys.account(3, CHILD)) == -1
    await office.taps(CHILD, "hide")
    assert await office.store.redis.ttl(keys.account(3, CHILD)) == -1


async def test_the_code_is_kept_a_day_at_most(office):
    await office.writes(CHILD, "раз")
    signal = (await office.card_of(CHILD)).signal
    assert 0 < await office.store.redis.ttl(keys.code(signal)) <= keys.CODE_LIFE_S
    assert len(await office.code_of(signal)) == 5


async def test_an_update_is_remembered_twice_as_long_as_telegram_keeps_it(office):
    made = await office.commands(CHILD, "start")
    assert 24 * 3600 * 2 - 60 < await office.store.redis.ttl(keys.update(3, made.update)) <= keys.UPDATE_LIFE_S
