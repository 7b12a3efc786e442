"""A house that closes leaves no connection behind."""

import pytest

from bot.telegram_session import LastingSession


async def test_a_call_after_the_end_opens_nothing():
    session = LastingSession()
    await session.create_session()
    await session.close()
    with pytest.raises(ConnectionError):
        await session.create_session()
