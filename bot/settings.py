"""Every setting, from environment or ``.env``; each explained in ``deploy/.env.example``. Bad ones stop the start."""

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import SettingsConfigDict

from bot.door_settings import Tags, harmless, origin, tags
from bot.languages import KNOWN, Languages, listed, one_at_least
from bot.tokens import BadSettings, BotSettings
from desk.hours import DeskHours

__all__ = ["BadSettings", "Settings", "load"]

CANARY_EVERY, CANARY_WITHIN = (30, 3600), (10, 300)
"""Seconds. More often it would cost more than it tells; whoever hears of silence after an hour hears of it too late."""
SHORTEST_SECRET = 16
"""Characters of WEBHOOK_SECRET: 16 of Telegram's 64 signs are 96 bits."""


_HOOK = re.compile(r"https?://[^/\s]+(/\S*)?")
_CONTACT = re.compile(r"(mailto:[^@\s:]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+|https://[^/\s@]+(/\S*)?)", re.ASCII)
_MAIL = re.compile(r"smtps?://([^@\s]+@)?[A-Za-z0-9.-]+(:\d{1,5})?/?")


class Settings(BotSettings):
    """Times in the unit that the name says. Paths may be relative to the working directory."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)
    """An empty value counts as unset: as a path it would mean the working directory."""

    portal_host: str = "localhost"
    portal_port: int = Field(8080, ge=0, le=65535)
    portal_origin: str = ""
    data_dir: Path = Path("data")
    media_dir: Path | None = None
    store_url: SecretStr = SecretStr("")
    store_replicas: int = Field(0, ge=0, le=16)
    store_memory_mb: int = Field(512, ge=32)
    office_file: Path = Path("keys/public/desk.json")
    address_key_file: Path = Path("keys/address.json")
    transit_key_file: Path | None = None
    telegram_api: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    webhook_path: str = Field("", pattern=r"^[A-Za-z0-9_-]{0,128}$")
    webhook_secret: SecretStr = SecretStr("")
    jurisdiction: Literal["RU", "KZ"] = "RU"
    desk_profile: Literal["commission", "small"] = "commission"
    desk_hours: str = ""
    desk_time_zone: str = "Europe/Moscow"
    languages: Languages = KNOWN
    allow_unreviewed: Languages = ()
    tick_every_s: float = Field(60.0, gt=0)
    watch_every_s: float = Field(5.0, gt=0, le=30)
    alert_webhook_url: SecretStr = SecretStr("")
    alert_smtp_url: SecretStr = SecretStr("")
    alert_mail_from: str = ""
    alert_mail_to: str = ""
    push_contact: str = ""
    canary_every_s: int = 300
    canary_within_s: int = 60
    web_button: Literal["on", "off"] = "on"
    web_sources: Tags = ()
    exit_url: str = "https://ru.wikipedia.org/"
    metrics_host: str = "localhost"
    metrics_port: int = Field(0, ge=0, le=65535)

    @field_validator("portal_origin")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        return origin(value) if value else value

    @field_validator("alert_webhook_url")
    @classmethod
    def _is_a_hook(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _HOOK.fullmatch(value.get_secret_value()):
            raise ValueError("no address that can be called; right would be https://gate.example/alert?key=…")
        return value

    @field_validator("alert_smtp_url")
    @classmethod
    def _is_mail(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _MAIL.fullmatch(value.get_secret_value()):
            raise ValueError("no mail server; right would be smtps://user:password@mail.example:465 or smtp://…:587")
        return value

    @field_validator("push_contact")
    @classmethod
    def _is_a_contact(cls, value: str) -> str:
        if value and not _CONTACT.fullmatch(value):
            raise ValueError("no contact; right would be mailto:duty@desk.example or https://desk.example/contact")
        return value

    @field_validator("web_sources", mode="before")
    @classmethod
    def _are_tags(cls, value: object) -> tuple[str, ...]:
        return tags(value)

    @field_validator("exit_url")
    @classmethod
    def _leads_away(cls, value: str) -> str:
        return harmless(value)

    @field_validator("canary_every_s")
    @classmethod
    def _flies(cls, value: int) -> int:
        if value and not CANARY_EVERY[0] <= value <= CANARY_EVERY[1]:
            raise ValueError(_out_of_range(value, CANARY_EVERY, "300, or 0 for no canary"))
        return value

    @field_validator("canary_within_s")
    @classmethod
    def _arrives(cls, value: int) -> int:
        if not CANARY_WITHIN[0] <= value <= CANARY_WITHIN[1]:
            raise ValueError(_out_of_range(value, CANARY_WITHIN, "60"))
        return value

    @field_validator("languages", "allow_unreviewed", mode="before")
    @classmethod
    def _are_ours(cls, value: object) -> tuple[str, ...]:
        return listed(value)

    @field_validator("languages")
    @classmethod
    def _is_one(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return one_at_least(value)

    @model_validator(mode="after")
    def _webhook_needs_its_secret(self) -> Self:
        if self.telegram_mode == "webhook":
            if not (self.webhook_path and len(self.webhook_secret.get_secret_value()) >= SHORTEST_SECRET):
                raise ValueError("WEBHOOK_PATH and WEBHOOK_SECRET (16 characters at least) are needed with webhook")
            if not self.portal_origin:
                raise ValueError("PORTAL_ORIGIN (https://…, where Telegram finds the portal) is needed with webhook")
        return self

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Self:
        if self.alert_smtp_url.get_secret_value() and not (self.alert_mail_from and self.mail_to()):
            raise ValueError(
                "ALERT_MAIL_FROM and ALERT_MAIL_TO (addresses, comma between) are needed with ALERT_SMTP_URL"
            )
        return self

    def mail_to(self) -> tuple[str, ...]:
        """Who gets the alarms' mail."""
        return tuple(one.strip() for one in self.alert_mail_to.split(",") if one.strip())

    def hours(self) -> DeskHours:
        """When a person reads. Raises BadSettings."""
        try:
            return DeskHours.of(self.desk_hours, self.desk_time_zone)
        except ValueError as error:
            raise BadSettings(f"DESK_HOURS, DESK_TIME_ZONE: {error}") from None


def _out_of_range(value: int, allowed: tuple[int, int], right: str) -> str:
    return f"{value} is not from {allowed[0]} to {allowed[1]} seconds; right would be {right}"


def load(**given: object) -> Settings:
    """From the environment; ``given`` wins. Raises BadSettings."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks what is given
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(one) for one in error.errors())) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(_unreadable(error)) from None


def _unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Of ``.env`` itself; a line of it may hold a secret, so none is said."""
    file = Settings.model_config["env_file"]
    if isinstance(error, OSError):
        return f"{file}: cannot be read ({error.strerror}); give it to the group of the user who runs this: chmod 640"
    return f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8, or write its comments in plain Latin letters"


def _sentence(one: ErrorDetails) -> str:
    """Key, value and cure. What our own validators say names both already, or keeps a secret."""
    key, said = "_".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, ")
    field = Settings.model_fields.get(key)
    if field is None or one["type"] == "value_error" or isinstance(field.default, SecretStr):
        return f"{key.upper() or 'SETTINGS'}: {said}"
    default = "to leave it empty" if field.default == "" else f"the default, {field.default}"
    return f"{key.upper()}: {one['input']!r}: {said[:1].lower()}{said[1:]}; right would be {default}"
