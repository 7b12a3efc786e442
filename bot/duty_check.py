"""`python -m bot check` asks Telegram for the desk's own bot: whether its token is good, and what it is called."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import aiohttp

from bot.tokens import BadSettings, BotSettings

TIMEOUT_S = 10.0
HTTP_OK, UNAUTHORIZED, NOT_FOUND = 200, 401, 404


def duty_bot_lines(settings: BotSettings, api: str) -> Iterator[str]:
    """``api``: setting TELEGRAM_API. Never the token, nor what an error says: both would stand in a terminal's log."""
    yield "\nThe desk's own bot"
    try:
        token = settings.duty_token()
    except BadSettings as bad:
        yield f"  {bad}"
        return
    if not token:
        yield f"  {_without(settings)}"
        return
    yield f"  {asyncio.run(_said(api, token, settings.duty_bot_username))}"


def _without(settings: BotSettings) -> str:
    with suppress(BadSettings):  # said among the reasons against the start
        if not settings.token():
            return "none, nor a children's bot (BOT_TOKEN_FILE): members hear by the second channel alone"
    return "none: the children's bot rings for the desk as well (DUTY_BOT_TOKEN)"


async def _said(api: str, token: str, name: str) -> str:
    try:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{api}/bot{token}/getMe") as answer:
            if answer.status in {UNAUTHORIZED, NOT_FOUND}:
                return "Telegram does not know DUTY_BOT_TOKEN: nobody would be rung. Copy it from @BotFather anew"
            if answer.status != HTTP_OK:
                return f"Telegram answers {answer.status} for DUTY_BOT_TOKEN: ask again later"
            called = str((await answer.json())["result"]["username"])
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError) as error:
        return f"Telegram could not be asked ({type(error).__name__})"
    if name and name.lower() != called.lower():
        return f"answers, but is called {called}: DUTY_BOT_USERNAME would send members to another bot"
    return f"answers as {called}"
