"""What the tests of a page share: the verbs on a real store, a page that writes of danger, a desk that answers."""

import os
from collections.abc import Iterable
from dataclasses import replace

from desk.visiting import ReporterBox, Visiting
from tests.desk.desk_rig import DANGER, DESK_KEYS, JUDGE, NOON, Office
from tests.web_page import Page
from triage.ids import EntryId
from triage.tells import ShowScreen, Tell
from vault.visits import VisitKeeper

PUBLIC = {name: key.public for name, key in DESK_KEYS.items()}
SECRET = "это никто здесь не прочтёт"


def visiting_of(office: Office) -> Visiting:
    visits = VisitKeeper(office.store, office.keyring, office.records, office.media)
    return Visiting(intake=office.intake, books=office.books, visits=visits)


def names(tells: Iterable[Tell]) -> list[str]:
    return [tell.name if isinstance(tell, ShowScreen) else type(tell).__name__ for tell in tells]


def boxed(page: Page) -> ReporterBox:
    locator, name, box = page.box()
    return ReporterBox(signal=page.signal, locator=locator, kid=name, box=box)


def danger() -> frozenset[str]:
    return JUDGE.classes(DANGER)


async def begun(visiting: Visiting, page: Page, text: str = SECRET) -> tuple[Tell, ...]:
    return await visiting.say(page.writes(text, danger(), NOON), NOON)


async def replied(office: Office, page: Page, text: str) -> EntryId:
    """As the console answers a page: sealed, and without the text."""
    await office.claims(page.signal)
    reply = replace(await office.sealed_reply(page.signal, text), text="")
    await office.duty.reply(office.asked(page.signal, f"reply-{os.urandom(8).hex()}"), reply)
    return EntryId(str(reply.entry["id"]))


def another(page: Page, *indices: int) -> ReporterBox:
    """A code of these indices, which ends the one that the page has now."""
    earlier = page.box()[0]
    page.indices = indices
    return replace(boxed(page), after=earlier)
