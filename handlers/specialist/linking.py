"""What a colleague's own chat may ask: to be linked by a one-time code, on or off shift, «Вижу»."""

import re

from handlers.identity import Slim
from handlers.reporter.reading import command

_CODE = re.compile(r"d[a-z2-7]{10}")
_SHIFT = {"on": "shift_on", "off": "shift_off"}


def link_code(slim: Slim) -> str:
    """The code, or "" for everything else; a reporter's /start never looks like one."""
    text = (slim.message or {}).get("text")
    name, payload = command(text) if isinstance(text, str) and slim.what == "message" else ("", "")
    return payload if name == "start" and _CODE.fullmatch(payload) else ""


def shift_action(slim: Slim) -> str:
    """``shift_on``, ``shift_off``, ``seen``, or "" for everything else. Whether she works here is not asked yet."""
    if slim.data == "seen":
        return "seen"
    text = (slim.message or {}).get("text")
    name, payload = command(text) if isinstance(text, str) and slim.what == "message" else ("", "")
    return _SHIFT.get(name, "") if not payload else ""
