"""reply_markup: what the server accepts, and the errors for what it does not."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from tests.peer.errors import Json, refused

# Limits of the Bot API: callback_data 1-64 bytes, copy_text 1-256 characters, 100 buttons in a keyboard.
_CALLBACK_DATA_BYTES = 64
_COPY_TEXT_CHARS = 256
_BUTTONS = 100
_ACTIONS = frozenset({
    "callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay", "disabled",
})  # fmt: skip
_STYLES = frozenset({"danger", "success", "primary"})
_SCHEMES = frozenset({"http", "https", "tg", "ton"})


def inline_keyboard(markup: object) -> Json | None:
    """A checked InlineKeyboardMarkup, None when there is none; raises ApiError 400."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        _refuse("object expected as reply markup")
    rows: list[list[Json]] = [row for row in _rows(markup.get("inline_keyboard", [])) if row]
    if sum(len(row) for row in rows) > _BUTTONS:
        _refuse("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _check_inline(button)
    return {"inline_keyboard": rows} if rows else None


def reply_keyboard(markup: Json) -> Json:
    """A checked ReplyKeyboardMarkup with every button an object."""
    plain: list[list[Json | str]] = _rows(markup["keyboard"])
    rows = [[{"text": b} if isinstance(b, str) else b for b in row] for row in plain]
    for row in rows:
        for button in row:
            _check_text(button, "keyboard button")
            _check_style(button)
    return {**markup, "keyboard": rows}


def _rows(rows: Any) -> Any:
    if isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return rows
    return _refuse("can't parse keyboard: Field must be an Array of Arrays")


def _check_inline(button: Json) -> None:
    _check_text(button, "inline keyboard button")
    _check_style(button)
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        _refuse("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        _refuse("can't parse inline keyboard button: exactly one action expected")
    _check_action(button)


def _check_action(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= _CALLBACK_DATA_BYTES:
        _refuse("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(copied.get("text", "")) <= _COPY_TEXT_CHARS:
        _refuse("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url")
    if url is not None and not _acceptable(url):
        _refuse(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    app = button.get("web_app")
    if app is not None and urlsplit(app.get("url", "")).scheme != "https":
        _refuse("BUTTON_WEB_APP_URL_INVALID")


def _acceptable(url: str) -> bool:
    """An address without a scheme is taken as http, as Telegram does."""
    parts = urlsplit(url if ":" in url else f"http://{url}")
    return parts.scheme in _SCHEMES and bool(parts.netloc)


def _check_text(button: object, what: str) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        _refuse(f'can\'t parse {what}: Field "text" must be a non-empty String')


def _check_style(button: Json) -> None:
    if button.get("style") is not None and button["style"] not in _STYLES:
        _refuse("can't parse button: Unsupported button style specified")


def _refuse(reason: str) -> NoReturn:
    raise refused(400, reason)
