"""The tokens of both bots, from the environment or a credential file; checked before anybody could say them."""

import re
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class BadSettings(Exception):
    """One sentence per setting: its key, what is wrong, what would be right. Never a secret's value."""


class BotSettings(BaseSettings):
    """``duty_bot_…``: the desk's own bot, which rings for members; unset, the children's bot does.

    ``duty_chat_id``: its forum group, as Telegram numbers supergroups (-100…).
    """

    bot_token: SecretStr = SecretStr("")
    bot_token_file: Path | None = None
    bot_username: str = ""
    duty_bot_token: SecretStr = SecretStr("")
    duty_bot_token_file: Path | None = None
    duty_bot_username: str = Field("", pattern=r"^[A-Za-z0-9_]*$")

    duty_chat_id: int = Field(0, le=0, gt=-(1 << 52))

    @field_validator("duty_chat_id", mode="before")
    @classmethod
    def _may_be_empty(cls, value: object) -> object:
        return value or 0

    def token(self) -> str:
        """The children's bot's token; "" when there is none. Raises BadSettings."""
        return _read("BOT_TOKEN", self.bot_token, self.bot_token_file)

    def duty_token(self) -> str:
        """The token of the desk's own bot; "" when there is none. Raises BadSettings."""
        token = _read("DUTY_BOT_TOKEN", self.duty_bot_token, self.duty_bot_token_file)
        if token and bot_id(token) == bot_id(self.token()):
            raise BadSettings(
                "DUTY_BOT_TOKEN: is the children's bot again. Make a second bot at @BotFather for the desk and copy "
                "its token, or leave DUTY_BOT_TOKEN empty: then the children's bot rings for the desk as well"
            )
        return token

    def forum_chat(self) -> int:
        """The desk's forum group; 0 for none. Raises BadSettings."""
        if self.duty_chat_id and not self.duty_token():
            raise BadSettings(
                "DUTY_CHAT_ID: needs DUTY_BOT_TOKEN. A group shows its bot to everybody in it, so it must not be the "
                "children's: make a second bot for the desk, or leave DUTY_CHAT_ID empty"
            )
        return self.duty_chat_id

    def links_to(self) -> str:
        """The name of the bot to which a member links her account; "" where it was not given."""
        return self.duty_bot_username if self.duty_token() else self.bot_username


def bot_id(token: str) -> int:
    """Telegram's number of a bot stands before the colon of its token; 0 for none."""
    return int(token.partition(":")[0] or 0)


def _read(key: str, given: SecretStr, file: Path | None) -> str:
    if file is None:
        return _token(key, given.get_secret_value())
    try:
        text = file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        kind = type(error).__name__
        raise BadSettings(f"{key}_FILE: cannot be read ({kind}); name a file with the token alone") from None
    return _token(f"{key}_FILE", text)


def _token(key: str, text: str) -> str:
    """Checked here: whoever fails on it later would say it aloud."""
    token = text.strip()
    if token and not _TOKEN.fullmatch(token):
        raise BadSettings(f"{key}: is not a bot's token; copy it from @BotFather whole: digits, a colon, letters")
    return token
