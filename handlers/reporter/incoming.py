"""A slim update of a reporter → what the desk's verb takes."""

from collections.abc import Callable

from handlers.identity import Sender, Slim
from handlers.reporter.reading import command, hides, kind_and_text
from triage.incoming import Incoming

COMMANDS = {
    "start": "start",
    "help": "numbers",
    "hide": "hide",
    "stop": "stop",
    "delete": "menu",
    "menu": "menu",
    "code": "code",
}
"""Delete shows its honest line before it deletes (rule 25), so the command opens the menu. Other commands are text."""
Codes = Callable[[str], tuple[int, ...]]


def incoming(slim: Slim, sender: Sender, codes: Codes) -> Incoming:
    """``codes`` finds five indices in a text that looks like a receipt code."""
    plain = Incoming(
        update=slim.update,
        account=sender.account,
        address=sender.address,
        language=sender.language,
        kind="tap",
        message=slim.message_id,
        action=slim.data,
        callback=slim.callback,
    )
    return _written(plain, slim, codes) if slim.message is not None else plain


def _written(plain: Incoming, slim: Slim, codes: Codes) -> Incoming:
    message = slim.message or {}
    kind, text = kind_and_text(message, edited=slim.what == "edited_message")
    name, _ = command(text) if kind == "text" else ("", "")
    action = COMMANDS.get(name, "hide" if kind == "text" and hides(text) else "")
    album = message.get("media_group_id")
    return Incoming(
        update=plain.update,
        account=plain.account,
        address=plain.address,
        language=plain.language,
        kind="command" if action else kind,
        message=plain.message,
        text="" if action else text,
        action=action,
        album=album[:40] if isinstance(album, str) else "",
        code=codes(text) if kind == "text" and not action else (),
        remove=kind == "photo",
    )
