"""A slim update of a reporter → what the desk's verb takes."""

from collections.abc import Callable

from handlers.identity import Sender, Slim
from handlers.reporter.reading import command, kind_and_text, typed_action, voice_of
from triage.incoming import BELOW, Incoming

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
NO_BUTTON_SAYS = frozenset(
    {"linked", "link_refused", "link_taken", "seen", "shift_on", "shift_off", "specialist_hint", "not_here"}
)
"""Ours alone, after it was seen who asks: a tap is made by whoever likes, with any data."""
MAY_BE_CODE = frozenset({"text", "edit", "forward"})
"""A slip is mended by editing, and who keeps her code in another chat forwards it: neither may end up in a thread."""
Codes = Callable[[str], tuple[int, ...]]
SafeWords = Callable[[str], tuple[str, ...]]


def incoming(slim: Slim, sender: Sender, codes: Codes, safe_words: SafeWords) -> Incoming:
    """``codes`` finds five indices in a text that looks like a receipt code, ``safe_words`` what may be a safe word."""
    tapped = slim.data.rstrip(BELOW)
    plain = Incoming(
        update=slim.update,
        account=sender.account,
        address=sender.address,
        language=sender.language,
        kind="tap",
        message=slim.message_id,
        action="" if tapped in NO_BUTTON_SAYS else tapped,
        callback=slim.callback,
        below=slim.data.endswith(BELOW),
    )
    return _written(plain, slim, codes, safe_words) if slim.message is not None else plain


def _written(plain: Incoming, slim: Slim, codes: Codes, safe_words: SafeWords) -> Incoming:
    message = slim.message or {}
    kind, text = kind_and_text(message, edited=slim.what == "edited_message")
    album = message.get("media_group_id")
    action = _action(text) if kind == "text" else ""
    return Incoming(
        update=plain.update,
        account=plain.account,
        address=plain.address,
        language=plain.language,
        kind="command" if action else kind,
        message=plain.message,
        text="" if action else text,
        action=action,
        album=album[:40] if isinstance(album, str) and album.isascii() else "",
        code=codes(text) if kind in MAY_BE_CODE and not action else (),
        said=safe_words(text) if kind in MAY_BE_CODE and not action else (),
        remove=kind == "photo",
        voice=voice_of(message, edited=slim.what == "edited_message") if kind == "voice" else None,
    )


def hides(slim: Slim) -> bool:
    """Whether this is Hide: tapped, as a command, or typed."""
    text = (slim.message or {}).get("text")
    typed = isinstance(text, str) and slim.what == "message" and _action(text) == "hide"
    return typed or slim.data.rstrip(BELOW) == "hide"


def _action(text: str) -> str:
    """Only START comes with something behind it (a deep link): whatever follows another command is somebody's words."""
    name, payload = command(text)
    if payload and name != "start":
        return ""
    return COMMANDS.get(name) or typed_action(text)
