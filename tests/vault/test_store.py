"""One script checks and writes: all of it or nothing, on keys of one partition, without ever trying twice."""

import asyncio

import pytest
from redis.asyncio import Redis, UnixDomainSocketConnection
from redis.exceptions import ConnectionError as Gone

from desk.ports import Outcome, Unavailable
from tests.conftest import client_of
from vault.embedded import EmbeddedStore
from vault.store import Batch, Store, connect, guarded

A, B = "{rb:1}:a", "{rb:1}:b"


async def test_a_batch_writes_everything_once_its_checks_hold(redis):
    batch = Batch()
    batch.unseen("{rb:1}:u")
    batch.at_version(A, "")
    batch.value(B, "")
    batch.put("SET", "{rb:1}:u", 1, "EX", 60)
    batch.put("HSET", A, "v", 1, "b", b"\x00\xff")
    batch.put("RPUSH", "{rb:1}:l", "x", "y")
    assert await Store(redis).commit(batch) is Outcome.SAVED
    assert await redis.hgetall(A) == {b"v": b"1", b"b": b"\x00\xff"}
    assert await redis.lrange("{rb:1}:l", 0, -1) == [b"x", b"y"]


@pytest.mark.parametrize(
    ("check", "outcome"),
    [
        (lambda batch: batch.unseen(A), Outcome.SEEN),
        (lambda batch: batch.at_version(A, ""), Outcome.LOST),
        (lambda batch: batch.at_version(A, "8"), Outcome.LOST),
        (lambda batch: batch.value("{rb:1}:s", "other"), Outcome.LOST),
        (lambda batch: batch.value("{rb:1}:none", "other"), Outcome.LOST),
        (lambda batch: batch.standing("{rb:1}:none"), Outcome.LOST),
    ],
)
async def test_a_check_that_fails_leaves_the_store_as_it_was(redis, check, outcome):
    await redis.hset(A, mapping={"v": "7"})
    await redis.set("{rb:1}:s", "this")
    batch = Batch()
    batch.at_version(A, "7")
    check(batch)
    batch.put("SET", B, "written")
    assert await Store(redis).commit(batch) is outcome
    assert await redis.get(B) is None


async def test_what_stands_passes_the_check_that_it_stands(redis):
    await redis.hset(A, mapping={"v": "7"})
    batch = Batch()
    batch.standing(A)
    batch.put("SET", B, "written")
    assert await Store(redis).commit(batch) is Outcome.SAVED


async def test_a_store_that_forgot_the_script_is_told_it_again(redis):
    store, batch = Store(redis), Batch()
    batch.put("INCR", A)
    await store.commit(batch)
    await redis.script_flush()
    assert await store.commit(batch) is Outcome.SAVED
    assert await redis.get(A) == b"2"


async def test_a_full_memory_refuses_the_whole_batch_and_lets_what_frees_memory_pass(redis):
    store = Store(redis)
    await redis.set(A, "old")
    full = Batch()
    full.put("SET", B, "x" * 1000)
    full.put("DEL", A)
    freeing = Batch()
    freeing.put("DEL", A)
    freeing.put("SET", B, "tombstone")
    before = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(Unavailable):
            await store.commit(full)
        assert (await redis.get(A), await redis.get(B)) == (b"old", None)
        assert await store.commit(freeing) is Outcome.SAVED
    finally:
        await redis.config_set("maxmemory", before)
    assert (await redis.get(A), await redis.get(B)) == (None, b"tombstone")


async def test_a_write_whose_answer_was_lost_is_never_made_twice(store):
    class Deaf(UnixDomainSocketConnection):
        """Writes arrive, answers do not."""

        async def read_response(self, *args, **kwargs):
            answer = await super().read_response(*args, **kwargs)
            if answer == b"saved":
                raise Gone("lost")
            return answer

    client = client_of(store)
    await client.flushall()
    client.connection_pool.connection_class = Deaf
    await client.connection_pool.disconnect()
    client.connection_pool.reset()
    batch = Batch()
    batch.put("INCR", A)
    with pytest.raises(Unavailable):
        await Store(client).commit(batch)
    await client.aclose()
    reader = client_of(store)
    assert await reader.get(A) == b"1"
    await reader.aclose()


async def test_too_few_copies_on_disk_mean_that_nobody_can_say(redis):
    batch = Batch()
    batch.put("INCR", A)
    with pytest.raises(Unavailable):
        await Store(redis, replicas=1, replica_wait_ms=10).commit(batch)


async def test_no_failure_carries_the_command_that_it_refused(redis):
    batch = Batch()
    batch.put("HSET", A, "дома плохо")
    with pytest.raises(Unavailable) as refused:
        await Store(redis).commit(batch)
    assert "плохо" not in f"{refused.value!r} {refused.value.args}"
    with pytest.raises(Unavailable) as refused:
        async with guarded():
            await redis.execute_command("NOSUCH", "дома плохо")
    assert "плохо" not in f"{refused.value!r}"


async def test_a_store_that_is_down_is_unavailable_and_nothing_else(tmp_path):
    store = connect(f"unix://{tmp_path}/nothing.sock")
    batch = Batch()
    batch.put("INCR", A)
    with pytest.raises(Unavailable):
        await store.commit(batch)
    await store.close()


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("redis://h:1/0", Redis),
        ("rediss://h:1/0", Redis),
        ("redis+sentinel://a:1,b:2/house", Redis),
    ],
)
async def test_every_kind_of_store_is_reached_by_its_url(url, kind):
    store = connect(url)
    assert isinstance(store.redis, kind)
    assert store.redis.get_connection_kwargs().get("socket_timeout") == 5
    await store.close()


def test_the_stores_password_never_stands_in_its_description(store: EmbeddedStore):
    assert store.password not in repr(connect(store.url))


async def test_many_commits_at_once_wait_for_a_connection_and_none_is_dropped(redis):
    async def one(number: int) -> Outcome:
        batch = Batch()
        batch.put("RPUSH", A, number)
        return await Store(redis).commit(batch)

    outcomes = await asyncio.gather(*(one(number) for number in range(300)))
    assert set(outcomes) == {Outcome.SAVED}
    assert await redis.llen(A) == 300
