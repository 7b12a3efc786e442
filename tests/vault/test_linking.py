"""A line finishes inside the store: numbered, linked, hashed as ``hashlib`` hashes, and never forked."""

import asyncio
import hashlib
import json

import pytest

from desk.ports import Outcome, Unavailable
from tests.conftest import client_of
from vault.encoding import canonical
from vault.journal import CHAINS, DIGESTS, chain, put_object
from vault.store import Batch, Store

THREE = chain("3")


async def linked(redis) -> list[bytes]:
    return await redis.lrange(THREE.lines, 0, -1)


def adding(name: str = "3", **said) -> Batch:
    batch = Batch()
    put_object(batch, name, {"at": "2026", "verb": "claimed", **said})
    return batch


@pytest.mark.parametrize("length", [*range(130), 500, 5000])
async def test_the_store_hashes_as_everybody_does(redis, length):
    """Lengths on both sides of each block's end (64 bytes, 9 of them padding)."""
    await Store(redis).commit(adding(signal="x" * length))
    (raw,) = await linked(redis)
    assert await redis.hgetall(THREE.head) == {b"v": b"1", b"h": hashlib.sha256(raw).hexdigest().encode()}


async def test_a_line_is_canonical_and_names_its_number_and_the_line_before_it(redis):
    for said in ({"by": "m-a"}, {"detail": "urgent", "signal": "3-x"}, {}):
        assert await Store(redis).commit(adding(**said)) is Outcome.SAVED
    first, second, third = await linked(redis)
    assert [canonical(json.loads(raw)) for raw in (first, second, third)] == [first, second, third]
    hashes = [THREE.first, hashlib.sha256(first).hexdigest(), hashlib.sha256(second).hexdigest()]
    assert [(json.loads(raw)["n"], json.loads(raw)["prev"]) for raw in (first, second, third)] == [
        *enumerate(hashes, 1)
    ]


def test_the_first_line_of_each_chain_names_the_chain():
    """As docs/journal.md says; fixed, so that a chain begun today can be proved by every later version."""
    assert THREE.first == hashlib.sha256(b"rb/1/journal|3").hexdigest()
    assert chain("staff").first == "add2d75a50a93566f2776fe832026ca783a1c237f871bf8963927244fb8653f6"
    assert (chain("a").lines, chain("a").head) == ("{rb:10}:chain", "{rb:10}:chain:head")
    assert (
        len({chain(name).first for name in (*CHAINS, DIGESTS)}) == len({chain(name).lines for name in CHAINS}) + 1 == 18
    )


async def test_the_million_and_first_line_is_numbered_in_full(redis):
    await redis.hset(THREE.head, mapping={"v": 10**15, "h": "0" * 64})
    await Store(redis).commit(adding())
    assert json.loads((await linked(redis))[0])["n"] == 10**15 + 1


async def test_a_batch_that_loses_its_race_leaves_no_line(redis):
    for check in (lambda batch: batch.unseen("{rb:3}:a"), lambda batch: batch.at_version("{rb:3}:a", "8")):
        await redis.hset("{rb:3}:a", "v", "7")
        batch = adding()
        check(batch)
        assert await Store(redis).commit(batch) is not Outcome.SAVED
    assert (await linked(redis), await redis.exists(THREE.head)) == ([], 0)


async def test_a_full_memory_refuses_a_line_with_the_change_it_tells_of(redis):
    before = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(Unavailable):
            await Store(redis).commit(adding())
    finally:
        await redis.config_set("maxmemory", before)
    assert (await linked(redis), await redis.exists(THREE.head)) == ([], 0)


async def test_a_hundred_writers_of_five_processes_make_one_chain(store, redis):
    clients = [client_of(store) for _ in range(5)]
    batches = [adding(by=f"m-{number}") for number in range(100)]
    await asyncio.gather(*(Store(clients[n % 5]).commit(batch) for n, batch in enumerate(batches)))
    lines = await linked(redis)
    prev = THREE.first
    for number, raw in enumerate(lines, 1):
        assert (json.loads(raw)["n"], json.loads(raw)["prev"]) == (number, prev)
        prev = hashlib.sha256(raw).hexdigest()
    assert len({json.loads(raw)["by"] for raw in lines}) == len(lines) == 100
    assert await redis.hget(THREE.head, "h") == prev.encode()
    for client in clients:
        await client.aclose()
