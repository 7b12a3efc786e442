from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.desk.desk_rig import Office, office_on
from tests.workers.forum_rig import Rig, binds, forum_rig
from tests.workers.telling_rig import Post, post_of
from workers import nursery, telling


@pytest.fixture
async def office(redis: Redis) -> AsyncIterator[Office]:
    """The vault and the verbs on an empty real store. Nobody pulls a plug here, so it need not wait for the disk."""
    await redis.config_set("appendfsync", "no")
    yield office_on(redis)
    await redis.config_set("appendfsync", "always")


@pytest.fixture
def post(office: Office, monkeypatch: pytest.MonkeyPatch) -> Post:
    """A sender whose pauses are short; nothing is told before `at_work` or `tells_everything`."""
    monkeypatch.setattr(telling, "BACKOFF_S", (0.01,))
    monkeypatch.setattr(telling, "NOBODY_AGAIN_S", 0.02)
    monkeypatch.setattr(telling, "RENEW_EVERY_S", 0.05)
    monkeypatch.setattr(nursery, "RESTART_AFTER_S", 0.01)
    return post_of(office)


@pytest.fixture
async def unbound(office: Office) -> AsyncIterator[Rig]:
    """A forum group that no code was posted in yet."""
    async with forum_rig(office) as made:
        yield made


@pytest.fixture
async def rig(unbound: Rig) -> Rig:
    assert await binds(unbound)
    return unbound
