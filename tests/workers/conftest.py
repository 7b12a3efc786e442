import pytest
from redis.asyncio import Redis

from tests.desk.desk_rig import Office, office_on
from tests.workers.telling_rig import Post, post_of
from workers import nursery, telling


@pytest.fixture
def office(redis: Redis) -> Office:
    """The vault and the verbs on an empty real store."""
    return office_on(redis)


@pytest.fixture
def post(office: Office, monkeypatch: pytest.MonkeyPatch) -> Post:
    """A sender whose pauses are short; nothing is told before `at_work` or `tells_everything`."""
    monkeypatch.setattr(telling, "BACKOFF_S", (0.01,))
    monkeypatch.setattr(telling, "NOBODY_AGAIN_S", 0.02)
    monkeypatch.setattr(telling, "RENEW_EVERY_S", 0.05)
    monkeypatch.setattr(nursery, "RESTART_AFTER_S", 0.01)
    return post_of(office)
