"""The members of the desk from the command line, beside a running product."""

import argparse

from bot import clock, staff_command
from bot.rooms import address_keys
from bot.settings import load
from vault import ceremony
from vault.embedded import attach
from vault.invites import Invites
from vault.members import Members
from vault.roster import StoredRoster
from vault.store import connect


async def staff(args: argparse.Namespace) -> int:
    """``python -m bot staff …``, beside a running product: by ``STORE_URL``, or the socket of its embedded store."""
    settings = load()
    office = ceremony.load_office(settings.office_file, allow_demo=True)
    url = settings.store_url.get_secret_value() or attach(settings.data_dir / "store").url
    store = connect(url, replicas=settings.store_replicas)
    keys = address_keys(settings, clock.draw)
    roster = StoredRoster(store=store, seal=keys.seal, open=keys.open, draw=clock.draw)
    members = Members(store=store, office=office, invites=Invites(store=store, draw=clock.draw))
    origin = settings.portal_origin or f"http://{settings.portal_host}:{settings.portal_port}"
    try:
        return await staff_command.run(args, members=members, roster=roster, origin=origin, now=clock.now())
    finally:
        await store.close()
