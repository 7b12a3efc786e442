"""Aiogram's HTTP session, which stays closed once it was: a late call must not open another behind our back."""

from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientSession


class LastingSession(AiohttpSession):
    """A call after ``end`` raises ConnectionError, as one to a Telegram that is out of reach."""

    ended = False

    async def create_session(self) -> ClientSession:
        if self.ended:
            raise ConnectionError("the house is closing")
        return await super().create_session()

    async def end(self) -> None:
        """Closed for good; ``close`` alone is aiogram's own, before it connects anew."""
        self.ended = True
        await self.close()
