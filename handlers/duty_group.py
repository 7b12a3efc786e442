"""What happens in a group, at the desk's bot: a code binds the one of the settings. What people write is never read."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from desk.forum import Forum
from handlers.identity import Slim
from handlers.reporter.reading import command
from triage.ids import UpdateId

_CODE = re.compile(r"g[a-z2-7]{10}")
BINDS = "bind"
SEEN = frozenset({"message", "my_chat_member", "callback_query"})


@dataclass(frozen=True)
class InGroups:
    """``chat``: setting DUTY_CHAT_ID, the only group in which the bot stays; ``leave``: out of any other."""

    chat: int
    forum: Forum | None
    leave: Callable[[Slim], Awaitable[None]]
    now: Callable[[], datetime]

    async def __call__(self, slim: Slim) -> None:
        """Raises Unavailable."""
        if slim.what not in SEEN:
            return
        if self.forum is None or slim.group != str(self.chat):
            await self.leave(slim)
        elif code := group_code(slim):
            await self.forum.bind(code, UpdateId(slim.update), self.now())


def group_code(slim: Slim) -> str:
    """The code of ``/bind CODE``; "" for everything else, whatever it says."""
    text = (slim.message or {}).get("text")
    name, payload = command(text) if isinstance(text, str) and slim.what == "message" else ("", "")
    return payload if name == BINDS and _CODE.fullmatch(payload) else ""
