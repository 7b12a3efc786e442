"""Who watches that nobody waits unheard: the alarms of this process, put together."""

from bot.joints import PACKS
from bot.rooms import Rooms
from bot.settings import BadSettings, Settings
from desk.alarms import Watchkeeping
from triage.alarms import parse_alarms
from workers.pager import Mail, PagerChannel, Pagers, Webhook

FILE = PACKS / "common" / "alarms.toml"


def watchkeeping(settings: Settings, rooms: Rooms) -> Watchkeeping:
    """Raises BadPack for times that cannot be."""
    times = parse_alarms(FILE.read_text(encoding="utf-8"), file=str(FILE))
    pagers = Pagers(channels(settings), rooms.pages)
    return Watchkeeping(book=rooms.alarms, people=rooms.linked, pager=pagers, times=times)


def channels(settings: Settings) -> list[PagerChannel]:
    """The second channel, as far as it is set up."""
    found: list[PagerChannel] = []
    if hook := settings.alert_webhook_url.get_secret_value():
        found.append(Webhook(hook))
    if mail := settings.alert_smtp_url.get_secret_value():
        found.append(Mail(mail, settings.alert_mail_from, settings.mail_to()))
    return found


def must_have_a_second_channel(settings: Settings) -> None:
    """Telegram can be down for hours, and then nobody would know. Raises BadSettings."""
    if not channels(settings):
        raise BadSettings(
            "ALERT_WEBHOOK_URL, ALERT_SMTP_URL: neither is set. While Telegram is out of reach nobody would hear of a "
            "child: name a pager's or SMS gate's address (https://…), or a mail server (smtps://…)"
        )
