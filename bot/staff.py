"""The members of the desk from the command line, beside a running product."""

import argparse

from bot import adopt_command, clock, revoke_command, staff_command, totp_command
from bot.house_keys import address_keys
from bot.office import office_of
from bot.revoke_command import Departures
from bot.rooms import door_keys, voice_files
from bot.settings import Settings, load
from bot.tokens import bot_id
from desk.leaving import Leaving
from vault import ceremony
from vault.adopting import Adopting
from vault.boxes import Boxes
from vault.embedded import attach
from vault.files import FileKeeper
from vault.invites import Invites
from vault.keyring import Keyring
from vault.linked import LinkedMembers
from vault.members import Members
from vault.offices import Offices
from vault.records import Records
from vault.revoking import Revoking
from vault.roster import StoredRoster
from vault.sessions import Sessions
from vault.store import Store, connect
from vault.transit import TransitKey


async def staff(args: argparse.Namespace) -> int:
    """``python -m bot staff …``, beside a running product: by ``STORE_URL``, or the socket of its embedded store."""
    settings = load()
    office = office_of(settings, allow_demo=True)
    url = settings.store_url.get_secret_value() or attach(settings.data_dir / "store").url
    store = connect(url, replicas=settings.store_replicas)
    invites = Invites(store=store, draw=clock.draw)
    members = Members(store=store, office=office, invites=invites, offices=Offices(store, office))
    origin = settings.portal_origin or f"http://{settings.portal_host}:{settings.portal_port}"
    keyring = _keyring(settings, office)
    keys = keyring.address
    duty_bot = keyring.duty_bot_id
    roster = StoredRoster(store=store, seal=keys.seal, open=keys.open, draw=clock.draw, duty_bot=duty_bot)
    try:
        if args.staff_command == "revoke":
            return await revoke_command.revoke(
                args.who, departures(settings, store, keyring, members, roster), clock.now()
            )
        if args.staff_command == totp_command.COMMAND:
            codes = door_keys(members, keyring).second.codes
            return await totp_command.drop(args.who, members, codes, clock.now())
        if args.staff_command in adopt_command.COMMANDS:
            adopting = Adopting(members=members, boxes=Boxes(store, members, Records(store, keyring)))
            return await adopt_command.run(args, adopting=adopting, now=clock.now(), draw=clock.draw)
        return await staff_command.run(args, members=members, roster=roster, origin=origin, now=clock.now())
    finally:
        await store.close()


def departures(
    settings: Settings, store: Store, keyring: Keyring, members: Members, roster: StoredRoster
) -> Departures:
    """What `staff revoke` works with."""
    records = Records(store, keyring)
    sessions = Sessions(store=store, draw=clock.draw)
    leavers = Revoking(store=store, members=members, sessions=sessions, records=records)
    files = FileKeeper(store, keyring, records, voice_files(settings))
    return Departures(
        members=members, linked=LinkedMembers(roster, keyring), leaving=Leaving(leavers=leavers, files=files)
    )


def _keyring(settings: Settings, office: ceremony.Office) -> Keyring:
    return Keyring(
        address=address_keys(settings, clock.draw),
        transit=TransitKey(clock.draw(32), clock.draw),  # nothing that these commands write lies in transit
        desks=dict(office.desks),
        bot_id=bot_id(settings.token()),
        draw=clock.draw,
        duty_bot_id=bot_id(settings.duty_token()),
    )
