"""A receipt code that a page made (protocol 10.4): the first one, and another where it was lost or seen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from desk.ports import Books, Change, Outcome, Unavailable
from triage import account as accounts
from triage.ids import AccountId, SignalId, UpdateId

ATTEMPTS = 12
"""Against her own taps and texts, which change the same account."""


@dataclass(frozen=True, kw_only=True)
class ReporterBox:
    """The thread's key under the receipt code (protocol 4.4), made in the browser after the report was sent.

    ``after``: locator of the code that this one ends, "" for the first. A request that comes late, after another code
    was kept, names one that is no more: so one code works, and it is the one that she was shown last.
    """

    signal: SignalId
    locator: str = field(repr=False)
    kid: str
    box: str = field(repr=False)
    after: str = field(default="", repr=False)


class KeepsBoxes(Protocol):
    """The vault's side. Raises Unavailable."""

    async def keep_box(self, account: AccountId, box: ReporterBox) -> bool:
        """The code of this signal from now on; the earlier one opens nothing.

        False: the locator is another's, the signal is no longer this visit's, or its code is another than ``after``.
        """


async def code_kept(books: Books, visits: KeepsBoxes, account: AccountId, box: ReporterBox, *, now: datetime) -> bool:
    """False as ``keep_box``, and where five codes were made within the hour. Raises Unavailable."""
    for _ in range(ATTEMPTS):
        update = UpdateId(f"code-{box.locator}")
        loaded = await books.load(account, update)
        known = loaded.account
        if known is None or known.signal != box.signal:
            return False
        if loaded.seen:
            return await visits.keep_box(account, box)
        counted = accounts.tried(known, now)
        if counted is None:
            return False
        version = loaded.account_version
        change = Change(home=loaded.home, update=update, now=now, account=counted, account_version=version)
        if await books.save(change) is not Outcome.LOST:
            return await visits.keep_box(account, box)
    raise Unavailable(box.signal)
