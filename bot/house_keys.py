"""The keys that the running bot holds, opened or made."""

from collections.abc import Callable

import structlog

from bot.settings import Settings
from bot.tokens import bot_id
from vault.address import AddressKeys
from vault.ceremony import Office
from vault.keyring import Keyring
from vault.pseudonyms import must_be_whole
from vault.transit import TransitKey, load_or_make

log = structlog.get_logger("rooms")


def keyring_of(settings: Settings, office: Office, draw: Callable[[int], bytes]) -> Keyring:
    """Of both bots, where there are two. Raises BadSettings, KeyFileRefused."""
    return Keyring(
        address=address_keys(settings, draw),
        transit=_transit(settings, draw),
        desks=dict(office.desks),
        bot_id=bot_id(settings.token()),
        draw=draw,
        duty_bot_id=bot_id(settings.duty_token()),
    )


def address_keys(settings: Settings, draw: Callable[[int], bytes]) -> AddressKeys:
    """Made at the very first start, and never again: a store with records refuses a start without its own file."""
    path = settings.address_key_file
    if path.exists():
        return must_be_whole(AddressKeys.load(path, draw))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return AddressKeys.create(path, draw)


def _transit(settings: Settings, draw: Callable[[int], bytes]) -> TransitKey:
    transit, in_file = load_or_make(settings.transit_key_file, draw)
    if not in_file:
        log.warning("transit-key-in-process", means="a restart drops codes and replies that nobody has opened yet")
    return transit
