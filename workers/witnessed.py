"""The digest goes into the log, whose archive lies outside of the store: implements ``desk.journal.Witness``."""

from dataclasses import dataclass

import structlog

from desk.journal import Digest

log = structlog.get_logger("journal")


@dataclass(frozen=True)
class LoggedDigest:
    """One line a day: number, head, how many lines it covers. Nothing in it names a signal or a person."""

    async def tell(self, digest: Digest) -> None:
        """``journal verify --heads`` reads it back."""
        log.info("journal-digest", n=digest.n, head=digest.head, lines=digest.lines, of=digest.at.date().isoformat())
