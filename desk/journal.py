"""The audit journal: what a line may say, the daily digest of all chains, and who is shown it (docs/journal.md)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from desk.ports import JournalLine

DETAILS: Final = frozenset(
    {
        "despite-check",  # a reply sent although the reply check warned (conversation rule 35)
        "immediate", "urgent", "standard", "planned",  # raised or lowered to
        "intake", "fallback",  # handed over to that desk
        "specialist", "supervisor",  # a role
        "passkey", "passphrase", "totp", "recovery",  # which key a key event was about
        "better", "same", "worse",  # how support ended
        "missed", "stopped",  # how a drill ended, where nobody took it
    }
)  # fmt: skip
"""Everything that a detail may say, beside a member's id. Closed: a line outlives its signal. Never to whom outside it
was told: with a date that would lead from an erased signal to a file elsewhere."""
_WORD: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
_MEMBER: Final = re.compile(r"m-[a-z2-7]{10}")


class NotForTheJournal(ValueError):
    """A line says what no line may say. Its own text is left out."""


def must_be_content_free(line: JournalLine) -> None:
    """Raises NotForTheJournal. ``by`` and ``verb`` are words of ours: a-z, 0-9, hyphens, 32 characters at most."""
    if not (_WORD.fullmatch(line.by) and _WORD.fullmatch(line.verb)):
        raise NotForTheJournal("who or which verb")
    if line.detail and line.detail not in DETAILS and not _MEMBER.fullmatch(line.detail):
        raise NotForTheJournal("detail")


class Journal(Protocol):
    """For deeds that change nothing else in the store, or nothing in one partition with it. Raises Unavailable."""

    async def note(self, line: JournalLine) -> None:
        """One line at the end of the desk's own chain."""


@dataclass(frozen=True, kw_only=True)
class Digest:
    """One day's heads of all chains as one line of a chain of its own. ``lines``: how many they count together."""

    n: int
    at: datetime
    head: str
    lines: int


class Digests(Protocol):
    """Every method raises Unavailable."""

    async def untold(self, now: datetime) -> Digest | None:
        """The last digest, made first where the day (UTC) has none yet; None when the witnesses have it already."""

    async def told(self, digest: Digest) -> None:
        """Every witness has it."""


class Witness(Protocol):
    """Something outside of the store that remembers a digest: a log's archive, later an e-mail or an alarm."""

    async def tell(self, digest: Digest) -> None:
        """The same one may come again. Raising means: not told, once more in the next minute."""


@dataclass(frozen=True, kw_only=True)
class DailyDigest:
    """A digest is kept first and told after, so a crash in between costs a repetition and never a day."""

    digests: Digests
    witnesses: tuple[Witness, ...]

    async def tick(self, now: datetime) -> None:
        """Any number of times, in any number of processes: one digest a day."""
        digest = await self.digests.untold(now)
        if digest is None:
            return
        for witness in self.witnesses:
            await witness.tell(digest)
        await self.digests.told(digest)
