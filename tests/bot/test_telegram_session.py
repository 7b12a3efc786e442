"""A house that closes leaves no connection behind."""

import pytest

from bot.telegram_session import LastingSession


async def test_a_call_after_the_end_opens_nothing():
    session = LastingSession()
    first = await session.create_session()
    assert await session.create_session() is first, "it lasts from call to call"
    await session.end()
    assert first.closed
    with pytest.raises(ConnectionError):
        await session.create_session()
