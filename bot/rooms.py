"""The vault, opened: the store (embedded or external), the keys, and everything that reads and writes through them."""

import asyncio
import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import structlog

from bot.house_keys import keyring_of
from bot.settings import BadSettings, Settings
from desk.canary import Signs
from desk.forum import ForumSigns
from desk.ports import Unavailable
from vault import keys, roster_keys
from vault.alarms import StoredAlarms
from vault.bell import StoreBell
from vault.boards import Boards
from vault.books import BookKeeper
from vault.boxes import Boxes
from vault.ceremony import KeyFileRefused, Office
from vault.chats import Chats
from vault.devices import Memory
from vault.doorkeys import DoorKeys
from vault.embedded import EmbeddedStore
from vault.files import FileKeeper
from vault.gauges import Gauges
from vault.invites import Invites
from vault.keyring import Keyring
from vault.lease import DUTY, SENDER, UPDATES, Leases
from vault.linked import LinkedMembers
from vault.media import MediaShelf
from vault.members import Members
from vault.offices import Offices
from vault.outbox import Outbox
from vault.passkeys import Passkeys
from vault.pseudonyms import must_have_its_pseudonyms
from vault.records import Records
from vault.roster import StoredRoster
from vault.sealing import kid
from vault.second_factor import SecondFactor
from vault.sessions import Sessions as MemberSessions
from vault.store import Store, connect, guarded
from vault.threads import Sessions
from vault.totp import OneTimeCodes
from vault.traces import Highest
from vault.voices import VoiceFiles
from workers.pager import Pages
from workers.pulse import Lag, Pulse

LOOK_EVERY_S = 0.5
log = structlog.get_logger("rooms")


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """``embedded`` is None with an external store."""

    store: Store
    embedded: EmbeddedStore | None
    keyring: Keyring
    books: BookKeeper
    files: FileKeeper
    chats: Chats
    outbox: Outbox
    leases: Leases
    roster: StoredRoster
    linked: LinkedMembers
    boards: Boards
    alarms: StoredAlarms
    offices: Offices
    members: Members
    door_keys: DoorKeys
    bell: StoreBell
    media: MediaShelf
    gauges: Gauges
    boxes: Boxes
    pulse: Pulse = field(default_factory=Pulse)
    incoming: Pulse = field(default_factory=Pulse)
    watched: Pulse = field(default_factory=Pulse)
    pages: Pages = field(default_factory=Pages)
    canary: Signs = field(default_factory=Signs)
    lag: Lag = field(default_factory=Lag)
    duty_pulse: Pulse = field(default_factory=Pulse)
    duty_incoming: Pulse = field(default_factory=Pulse)
    forum: ForumSigns = field(default_factory=ForumSigns)
    devices: Memory = field(default_factory=Memory)

    async def keep_store_alive(self) -> None:
        """An embedded server that was killed is started again on the same directory."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if self.embedded is not None and not self.embedded.alive():
                log.error("store-died", cure="starting it again")
                self.embedded.restart(wait=False)

    async def close(self) -> None:
        """The connections first, then the server."""
        await self.store.close()
        if self.embedded is not None:
            self.embedded.stop()


async def make_rooms(settings: Settings, office: Office, draw: Callable[[int], bytes]) -> Rooms:
    """Call it from the main thread: the embedded server dies with the thread that started it."""
    embedded, store = open_store(settings)
    keyring = keyring_of(settings, office, draw)
    await must_fit(store, keyring)
    await must_be_its_office(store, office)
    leases, records = Leases(store, draw(8).hex()), Records(store, keyring)
    if embedded is not None:
        await leases.forget_holders(SENDER, UPDATES)
        await replace(leases, lane=DUTY).forget_holders(SENDER, UPDATES)
    highest, outbox, voices = Highest(), Outbox(store, keyring), voice_files(settings)
    roster = make_roster(store, keyring, settings.desk_profile)
    offices = Offices(store, office)
    members = Members(store=store, office=office, invites=Invites(store=store, draw=draw), offices=offices)
    return Rooms(
        store=store,
        embedded=embedded,
        keyring=keyring,
        books=BookKeeper(store, keyring, records, Sessions(draw), highest, offices),
        files=FileKeeper(store, keyring, records, voices),
        chats=Chats(store, keyring, records, highest),
        outbox=outbox,
        leases=leases,
        roster=roster,
        linked=LinkedMembers(roster, keyring),
        boards=Boards(store, keyring),
        alarms=StoredAlarms(store, keyring, records),
        offices=offices,
        members=members,
        door_keys=door_keys(members, keyring),
        bell=StoreBell(store),
        media=MediaShelf(store, keyring, records, outbox, voices),
        gauges=Gauges(store, outbox, records),
        boxes=Boxes(store, members, records),
    )


def door_keys(members: Members, keyring: Keyring) -> DoorKeys:
    """The door of the console, with everything it may ask for."""
    store, draw, address = members.store, keyring.draw, keyring.address
    codes = OneTimeCodes(store=store, seal=address.seal, open=address.open, draw=draw)
    second, sessions = SecondFactor(codes, Passkeys(store)), MemberSessions(store=store, draw=draw)
    return DoorKeys(store=store, members=members, sessions=sessions, second=second, draw=draw)


def make_roster(store: Store, keyring: Keyring, profile: str) -> StoredRoster:
    """Names and chats of members lie sealed under the address key."""
    seal, unseal, duty_bot = keyring.address.seal, keyring.address.open, keyring.duty_bot_id
    return StoredRoster(store=store, seal=seal, open=unseal, draw=keyring.draw, profile=profile, duty_bot=duty_bot)


async def must_fit(store: Store, keyring: Keyring) -> None:
    """A store that was begun under another address key would look empty to us: refuse, rather than lose its signals.

    Raises KeyFileRefused, Unavailable.
    """
    async with guarded():
        begun = await store.redis.set(keys.address_kid(), keyring.address.current, nx=True, get=True)
    if begun is not None and begun.decode() not in keyring.address.keys:
        raise KeyFileRefused(
            "ADDRESS_KEY_FILE is not the one that this store was begun with. Put the old file back; without it nobody "
            "can be answered. For a new beginning name a new DATA_DIR or STORE_URL"
        )
    await must_have_its_pseudonyms(store, keyring.address)


async def _was_adopted(store: Store, office: Office) -> bool:
    """Whether a desk's key was changed since (protocol 9.3), and this is the adopted document or one before it."""
    async with guarded():
        if not await store.redis.exists(roster_keys.office()):
            return False
    try:
        await Offices(store, office).current()
    except Unavailable:  # another office's, or this file is newer than what was adopted: nobody has grants for it
        return False
    return True


async def must_be_its_office(store: Store, office: Office) -> None:
    """Under another office's desk keys nobody could open what comes in. Raises KeyFileRefused, Unavailable."""
    ours = "|".join(kid(office.desks[desk]) for desk in sorted(office.desks))
    async with guarded():
        begun = await store.redis.set(keys.office_kids(), ours, nx=True, get=True)
    if begun is not None and begun.decode() != ours and not await _was_adopted(store, office):
        raise KeyFileRefused(
            "OFFICE_FILE is not the office that this store was begun with: its members could not open what comes in. "
            "Put the old desk.json back (a desk's key was changed? ./run staff adopt comes first, while the product "
            "runs with the old one), or name a new DATA_DIR or STORE_URL for the new office"
        )


def open_store(settings: Settings) -> tuple[EmbeddedStore | None, Store]:
    """``STORE_URL``, or our own server in ``DATA_DIR/store``."""
    url = settings.store_url.get_secret_value()
    if url:
        try:
            return None, connect(url, replicas=settings.store_replicas)
        except ValueError:
            raise BadSettings("STORE_URL: not an address of a store; right would be redis://host:6379/0") from None
    try:
        embedded = EmbeddedStore.start(settings.data_dir / "store", maxmemory_mb=settings.store_memory_mb)
    except OSError as error:
        raise BadSettings(f"DATA_DIR: {settings.data_dir} cannot be used ({error.strerror}); name another") from None
    return embedded, connect(embedded.url)


def voice_files(settings: Settings) -> VoiceFiles:
    """``MEDIA_DIR``, else beside the embedded store; made at the first start, for us alone."""
    directory = settings.media_dir or settings.data_dir / "media"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "not ours to write in")
    except OSError as error:
        raise BadSettings(f"MEDIA_DIR: {directory} cannot be used ({error.strerror}); name another") from None
    return VoiceFiles(directory)
