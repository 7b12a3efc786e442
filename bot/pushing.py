"""Web Push, put together: the devices in the store, the channel that rings them. Nothing without PUSH_CONTACT."""

from collections.abc import Callable
from datetime import datetime

from bot.rooms import Rooms
from bot.settings import Settings
from desk.pushing import Pushing
from vault.devices import StoredDevices
from workers.push import Looking, Push


def devices_of(settings: Settings, rooms: Rooms) -> StoredDevices | None:
    """All that one process makes share what was read last (``rooms.devices``)."""
    if not settings.push_contact:
        return None
    address, contact = rooms.keyring.address, settings.push_contact
    return StoredDevices(store=rooms.store, address=address, contact=contact, memory=rooms.devices)


def push_of(settings: Settings, rooms: Rooms, clock: Callable[[], datetime]) -> Push | None:
    """The channel of the alarms."""
    devices = devices_of(settings, rooms)
    return Push(parcels=devices, clock=clock) if devices else None


def switch_of(settings: Settings, rooms: Rooms) -> Pushing | None:
    """What the console's switch asks."""
    devices = devices_of(settings, rooms)
    return Pushing(devices) if devices else None


def looking_of(settings: Settings, rooms: Rooms) -> Looking | None:
    """Who reads them again every minute."""
    devices = devices_of(settings, rooms)
    return Looking(devices.look) if devices else None
