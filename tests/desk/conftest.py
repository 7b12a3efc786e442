import pytest
from redis.asyncio import Redis

from tests.desk.desk_rig import Office, office_on


@pytest.fixture
def office(redis: Redis) -> Office:
    """The vault and the verbs on an empty real store."""
    return office_on(redis)
