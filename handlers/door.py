"""The Telegram door: an update comes in, and only when its effects are in the store does the caller acknowledge it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog

from desk.duty import Duty
from desk.intake import Intake
from desk.ports import Unavailable
from handlers.emergency import Emergency
from handlers.identity import Identity, Sender, Slim
from handlers.reporter.incoming import Codes, SafeWords, hides, incoming
from handlers.specialist.linking import link_code, shift_action
from triage.ids import AccountId, UpdateId
from triage.incoming import Incoming

TRIES = 3
"""After so many failures of our own an update is kept raw, for a human (architecture.md, Telegram is the inbox)."""
MOST_REMEMBERED = 10_000
_log = structlog.get_logger("door")


@dataclass
class Door:
    """Raises Unavailable for whatever must be delivered again; nothing else ever leaves it.

    ``ready`` raises it too, for as long as nobody could read what is kept.
    """

    identity: Identity
    intake: Intake
    duty: Duty
    emergency: Emergency
    codes: Codes
    safe_words: SafeWords
    ready: Callable[[], Awaitable[None]]
    now: Callable[[], datetime]
    failures: dict[UpdateId, int] = field(default_factory=dict)
    unreadable: set[AccountId] = field(default_factory=set)
    """Accounts whose records this process could not read where a stand-in's with the same words went well."""
    desk: bool = True
    """False where the desk has a bot of its own: a member is anybody here, and her code links nothing."""

    async def __call__(self, raw: Mapping[str, Any]) -> None:
        """One update, to its commit."""
        slim = self.identity.slim(raw)
        if slim.group:
            await self._leave(slim)
        elif slim.sender and slim.what != "my_chat_member":
            anew = slim.sender.account in self.unreadable
            await self._from_person(slim, self.identity.stand_in(slim.sender) if anew else slim.sender)

    async def _from_person(self, slim: Slim, sender: Sender) -> None:
        try:
            await self.ready()
            await self.emergency.note_earlier(sender.account)
            await self._handled(slim, sender)
            await self.emergency.note_earlier(sender.account)
        except Unavailable:
            self._said_without_the_store(slim, sender)
            raise
        except Exception as error:  # noqa: BLE001  a fault of ours must not cost a message
            _log.error("failed", update=slim.update, what=slim.what, error=type(error).__name__)
            await self._failed(slim, sender)
        self.failures.pop(slim.update, None)

    def _said_without_the_store(self, slim: Slim, sender: Sender) -> None:
        """Somebody who hides must not be shown anything more."""
        if slim.message_id and hides(slim):
            self.emergency.hide(sender, slim.message_id)
        else:
            self.emergency.show(sender)

    async def _handled(self, slim: Slim, sender: Sender) -> None:
        plain = incoming(slim, sender, self.codes, self.safe_words)
        code, asked = (link_code(slim), shift_action(slim)) if self.desk else ("", "")
        if code:
            linked = await self.duty.link(code, sender.address, slim.update, self.now())
            plain = replace(plain, kind="command", text="", action=linked.value)
        elif asked and await self._of_colleague(asked, sender):
            plain = replace(plain, kind="tap" if plain.kind == "tap" else "command", text="", action=asked)
        await self.intake.receive(plain, self.now())

    async def _of_colleague(self, asked: str, sender: Sender) -> bool:
        """Done, where a member's own chat asks for it; anybody else's words are words."""
        who = await self.duty.of_address(sender.address)
        if who is None:
            return False
        if asked == "seen":
            await self.duty.see(who, self.now())
        else:
            await self.duty.shift(who, self.now(), on=asked == "shift_on")
        return True

    async def _failed(self, slim: Slim, sender: Sender) -> None:
        """Twice it is delivered again; the third time its text goes to a human as it is."""
        count = self.failures.get(slim.update, 0) + 1
        if len(self.failures) >= MOST_REMEMBERED:
            self.failures.pop(next(iter(self.failures)))
        self.failures[slim.update] = count
        if count < TRIES:
            reason = "a fault of ours; to be delivered again"
            raise Unavailable(reason)
        await self._kept_raw(slim, sender)

    async def _kept_raw(self, slim: Slim, sender: Sender) -> None:
        try:
            await self.intake.keep_raw(_as_text(slim, sender), self.now())
        except Unavailable:
            self.emergency.show(sender)
            raise
        except Exception as error:  # noqa: BLE001  records that nobody can read must not hold up everybody else's words
            _log.error("begins-anew", update=slim.update, error=type(error).__name__)
            await self._begun_anew(slim, sender)

    async def _begun_anew(self, slim: Slim, sender: Sender) -> None:
        """What cannot be kept beside her own records is kept for a stand-in, who is answered in the same chat."""
        try:
            anew = self.identity.stand_in(sender)
            asked = incoming(slim, anew, self.codes, self.safe_words)
            if asked.kind in {"tap", "command"}:
                await self.intake.receive(asked, self.now())
            else:
                await self.intake.keep_raw(_as_text(slim, anew), self.now())
        except Exception as error:  # noqa: BLE001  the last net: whatever it was, Telegram keeps the update for us
            _log.error("not-kept", update=slim.update, error=type(error).__name__)
            self.emergency.show(sender)
            raise Unavailable(type(error).__name__) from None
        if len(self.unreadable) < MOST_REMEMBERED:
            self.unreadable.add(sender.account)

    async def _leave(self, slim: Slim) -> None:
        if slim.group and slim.what in {"message", "my_chat_member", "callback_query"}:
            await self.intake.leave(slim.update, slim.group, self.now())


def _as_text(slim: Slim, sender: Sender) -> Incoming:
    message = slim.message or {}
    parts = [message[name] for name in ("text", "caption") if isinstance(message.get(name), str)]
    return Incoming(
        update=slim.update,
        account=sender.account,
        address=sender.address,
        language=sender.language,
        kind="text" if parts else "other",
        message=slim.message_id,
        text="\n".join(parts),
        callback=slim.callback,
    )
