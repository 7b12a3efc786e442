"""A house without a door takes no report: `run` must not look as if it did."""

from bot.settings import BadSettings, Settings


def must_have_a_door(settings: Settings) -> None:
    """The web page or the children's bot; the desk's own bot is no door (docs/duty-bot.md). Raises BadSettings."""
    if settings.web_button == "off" and not settings.token():
        raise BadSettings(
            "WEB_BUTTON: 'off', and BOT_TOKEN_FILE is not set: there is no door through which a child could write. "
            "Right would be WEB_BUTTON=on, or BOT_TOKEN_FILE with the token of the children's bot"
        )
