"""A receipt code in the server's hands, for whoever has no script: what a page does with it (protocol 10.5).

Whoever uses the plain form shows us her code; nothing of it is kept when the answer is made.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from desk.visiting import SealedReply, Sought
from triage.ids import AccountId, EntryId
from vault import receipt, threads
from vault.encoding import joined
from vault.receipt import ReporterKey
from vault.sealing import SealBroken, unseal


@dataclass(frozen=True, kw_only=True)
class OpenedThread:
    """``proof`` answers the challenge; ``seed`` opens the thread, b"" where nobody sealed it to this code yet (4.7)."""

    proof: bytes = field(repr=False)
    seed: bytes = field(repr=False)
    signal: str

    def texts(self, replies: Iterable[SealedReply]) -> tuple[tuple[EntryId, str], ...]:
        """Of those that open, in order."""
        found = ((EntryId(str(one.entry.get("id"))), self._text(one)) for one in replies) if self.seed else ()
        return tuple((entry, text) for entry, text in found if text is not None)

    def _text(self, reply: SealedReply) -> str | None:
        with suppress(SealBroken):
            key = threads.open_session(self.seed, self.signal, reply.session, reply.session_box)
            return str(threads.open_entry(key, self.signal, reply.entry).get("text", ""))
        return None


@dataclass(frozen=True)
class CodeInHand:
    """What a code is good for."""

    key: ReporterKey = field(repr=False)

    @property
    def locator(self) -> str:
        return self.key.locator

    def unlock(self, sought: Sought, account: AccountId) -> OpenedThread | None:
        """None where the code does not open what it leads to."""
        info, seed = joined("rb/1/return", sought.signal, account), b""
        with suppress(SealBroken):
            if sought.box:
                seed = threads.open_thread(self.key.seed, sought.signal, threads.REPORTER, sought.box)
            proof = unseal(seed or self.key.seed, info, sought.challenge)
            return OpenedThread(proof=proof, seed=seed, signal=sought.signal)
        return None


async def code_in_hand(indices: tuple[int, ...]) -> CodeInHand:
    """60 ms of one core, beside the loop. Raises ValueError when these are not five indices."""
    return CodeInHand(await asyncio.to_thread(receipt.derive, indices))
