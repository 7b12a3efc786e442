"""A member who leaves the desk, or whose device is in somebody else's hands: locked out first, then relieved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desk.acting import ATTEMPTS
from desk.ports import Deed, Files, JournalLine, Outcome, Unavailable
from triage import card as cards
from triage import quality
from triage.ids import AccountId, MemberId, SignalId, UpdateId
from triage.tells import FewerWait


class Leavers(Protocol):
    """What the vault knows of her. Every method raises Unavailable, and may be repeated."""

    async def lock_out(self, member: MemberId, now: datetime) -> bool:
        """Her papers and her place in the roster are gone; False where she had none."""

    async def end_sessions(self, member: MemberId) -> int:
        """Signed out everywhere; how many sessions there were."""

    async def forget_chat(self, account: AccountId) -> None:
        """Her chat with the bot is a stranger's again."""

    async def held_by(self, member: MemberId) -> tuple[SignalId, ...]:
        """Signals in her hands."""


@dataclass(frozen=True, kw_only=True)
class Left:
    """``known``: she was a member until now; repeated after a crash it is False and the rest is finished."""

    known: bool
    sessions: int
    released: int


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Only the operator at the server's terminal asks for it; no role of the console has this verb."""

    leavers: Leavers
    files: Files

    async def revoke(self, member: MemberId, chat: AccountId | None, now: datetime) -> Left:
        """In this order, so that a crash in between never leaves her inside. Raises Unavailable."""
        known = await self.leavers.lock_out(member, now)
        sessions = await self.leavers.end_sessions(member)
        if chat is not None:
            await self.leavers.forget_chat(chat)
        held = await self.leavers.held_by(member)
        for signal in held:
            await self._release(signal, member, now)
        return Left(known=known, sessions=sessions, released=len(held))

    async def _release(self, signal: SignalId, member: MemberId, now: datetime) -> None:
        for attempt in range(ATTEMPTS):
            versioned = await self.files.card(signal)
            if versioned is None or versioned.card.held_by != member:
                return
            card = cards.released(versioned.card)
            deed = Deed(
                request=UpdateId(f"revoke-{member}-{versioned.version}-{attempt}"),
                card=card,
                card_version=versioned.version,
                line=JournalLine(at=now, by="operator", verb="released", detail=member),
                tells=(FewerWait(signal=signal),) if cards.is_draft(card) else (),
                counts=quality.moved(versioned.card, card, now),
            )
            if await self.files.save(deed) is not Outcome.LOST:
                return
        raise Unavailable(signal)
