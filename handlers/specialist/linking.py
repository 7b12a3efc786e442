"""A specialist links her Telegram account: ``/start`` with the one-time code that the console showed."""

import re

from handlers.identity import Slim
from handlers.reporter.reading import command

_CODE = re.compile(r"d[a-z2-7]{10}")


def link_code(slim: Slim) -> str:
    """The code, or "" for everything else; a reporter's /start never looks like one."""
    text = (slim.message or {}).get("text")
    name, payload = command(text) if isinstance(text, str) and slim.what == "message" else ("", "")
    return payload if name == "start" and _CODE.fullmatch(payload) else ""
