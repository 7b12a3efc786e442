"""The second channel: how alarms get out while Telegram is out of reach, and that there must be one."""

from bot.settings import BadSettings, Settings
from workers.pager import Mail, PagerChannel, Webhook


def channels(settings: Settings) -> list[PagerChannel]:
    """The second channel's gates, as far as they are set up."""
    found: list[PagerChannel] = []
    if hook := settings.alert_webhook_url.get_secret_value():
        found.append(Webhook(hook))
    if mail := settings.alert_smtp_url.get_secret_value():
        found.append(Mail(mail, settings.alert_mail_from, settings.mail_to()))
    return found


def must_have_a_second_channel(settings: Settings) -> None:
    """Telegram can be down for hours, and then nobody would know. Raises BadSettings.

    Web Push alone is enough to start: devices can be switched on only once the console runs. Until a member has one,
    ``/health`` says no (docs/decisions/0012).
    """
    if not (channels(settings) or settings.push_contact):
        raise BadSettings(
            "ALERT_WEBHOOK_URL, ALERT_SMTP_URL, PUSH_CONTACT: none is set. While Telegram is out of reach nobody would "
            "hear of a child: name a pager's or SMS gate's address (https://…), a mail server (smtps://…), or whom a "
            "push service may write to (mailto:…)"
        )
