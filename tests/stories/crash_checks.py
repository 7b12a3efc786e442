"""What must be true after any crash, read where it stands: on the phones, in the thread, in the store."""

import asyncio
from collections import defaultdict

from redis.exceptions import RedisError

from tests.stories.crash_house import LOOK_EVERY_S, PATIENCE_S, Crashing
from tests.stories.crash_talk import BLOCK, CHILD, SPECIALIST, Talk
from triage.ids import PARTITIONS
from vault import keys
from vault.embedded import StoreNotRunning


async def quiet(house: Crashing) -> None:
    """Waits until nothing is promised and nothing is under way."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while await _waiting(house):  # noqa: ASYNC110 - what is waited for happens in another process
                await asyncio.sleep(LOOK_EVERY_S * 3)
    except TimeoutError:
        raise AssertionError(f"still promised or under way: {await _waiting(house)}") from None


async def _waiting(house: Crashing) -> int:
    """Entries of every outbox and open announcements; -1 while the store is just dead."""
    try:
        async with house.store() as store:
            pipe = store.redis.pipeline(transaction=False)
            for partition in range(PARTITIONS):
                pipe.xlen(keys.outbox(partition))
                pipe.hlen(keys.sending(partition))
            return sum(await pipe.execute())
    except (StoreNotRunning, RedisError, OSError):
        return -1


async def announcements(house: Crashing) -> dict[str, list[str]]:
    """Partition and outbox id (with ``:member`` for a part) → what became of it, in order."""
    found = defaultdict(list)
    async with house.store() as store:
        for partition in range(PARTITIONS):
            for _, fields in await store.redis.xrange(keys.announcements(partition)):
                found[f"{partition}/{fields[b'e'].decode()}"].append(fields[b"s"].decode())
    return dict(found)


async def the_thread_is_whole(talk: Talk) -> None:
    """Every text exactly once and in order, every reply exactly once, in one signal."""
    assert await talk.desk.signals() == [talk.signal]
    entries, states = await talk.desk.opens(talk.signal)
    assert [one["text"] for one in entries if one["kind"] == "word"] == talk.texts
    assert [one["text"] for one in entries if one["kind"] == "reply"] == list(talk.replies.values())
    assert states == dict.fromkeys(talk.replies, "shown")


async def every_promise_was_kept(talk: Talk) -> None:
    """Each under one id: as many ids as promises, none failed, and no message that was not announced."""
    log = await announcements(talk.house)
    whole = {entry for entry in log if ":" not in entry}
    assert talk.promised <= len(whole) <= talk.promised + talk.desk.again * bool(not talk.house.transit)
    assert not {entry for entry, became in log.items() if became[-1] not in {"told", "dropped"} or "failed" in became}
    parts = {entry: became for entry, became in log.items() if ":" in entry}
    rung = {entry: became for entry, became in parts.items() if "announced" in became}
    assert len({entry.partition(":")[0] for entry in rung}) == talk.alerts
    assert all("told" in became and became.index("announced") < became.index("told") for became in rung.values())
    assert all("told" in log[entry.partition(":")[0]] for entry in rung)
    assert talk.alerts_heard() >= talk.alerts
    shown = [str(line["text"]) for line in talk.told(CHILD)]
    assert all(any(text in screen for screen in shown) for text in talk.replies.values())
    announced = sum(became.count("announced") for became in log.values())
    sent = [str(line["text"]) for chat in (CHILD, SPECIALIST) for line in talk.sent(chat)]
    assert sum(not text.startswith(BLOCK) for text in sent) <= announced


def every_update_was_taken(talk: Talk) -> None:
    """Nothing expired and nothing was dropped on the way: what Telegram saw acknowledged is all there ever was."""
    assert {update["state"] for update in talk.house.peer.updates()} == {"confirmed"}
