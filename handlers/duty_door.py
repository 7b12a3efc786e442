"""The door of the desk's own bot: a code links a member, she says on, off, «Вижу». No words are kept here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog

from desk.duty import Duty
from desk.intake import Intake
from desk.people import Colleague
from desk.ports import Unavailable
from handlers.door import MOST_REMEMBERED, TRIES
from handlers.identity import Identity, Sender, Slim
from handlers.reporter.incoming import hides
from handlers.specialist.linking import link_code, shift_action
from triage.ids import UpdateId
from triage.incoming import Incoming

UPDATES_OF = "d"
"""Before every update id: two bots count for themselves, and one's must not look like a redelivery of the other's."""
_log = structlog.get_logger("duty-door")


@dataclass
class DutyDoor:
    """Raises Unavailable for whatever must be delivered again. ``intake``: on books of this bot.

    ``in_group`` takes whatever happens in a group.
    """

    identity: Identity
    intake: Intake
    duty: Duty
    in_group: Callable[[Slim], Awaitable[None]]
    now: Callable[[], datetime]
    failures: dict[UpdateId, int] = field(default_factory=dict)

    async def __call__(self, raw: Mapping[str, Any]) -> None:
        """One update, to its commit. What failed three times is let go: no report can be among it."""
        slim = self.identity.slim(raw)
        slim = replace(slim, update=UpdateId(f"{UPDATES_OF}{slim.update}"))
        try:
            await self._handled(slim)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001  a fault of ours must not keep the desk's bot from its next update
            _log.error("failed", what=slim.what, error=type(error).__name__)
            self._must_come_again(slim.update)
        self.failures.pop(slim.update, None)

    def _must_come_again(self, update: UpdateId) -> None:
        count = self.failures.get(update, 0) + 1
        if count < TRIES:
            if len(self.failures) >= MOST_REMEMBERED:
                self.failures.pop(next(iter(self.failures)))
            self.failures[update] = count
            reason = "a fault of ours; to be delivered again"
            raise Unavailable(reason)

    async def _handled(self, slim: Slim) -> None:
        if slim.group:
            await self.in_group(slim)
        elif slim.sender and slim.what in {"message", "callback_query"}:
            action = await self._action(slim, slim.sender)
            await self.intake.receive(_incoming(slim, slim.sender, action), self.now())

    async def _action(self, slim: Slim, sender: Sender) -> str:
        if code := link_code(slim):
            return (await self.duty.link(code, sender.address, slim.update, self.now())).value
        if hides(slim):
            return "hide"
        who = await self.duty.of_address(sender.address)
        return await self._of_colleague(slim, who) if who else "not_here"

    async def _of_colleague(self, slim: Slim, who: Colleague) -> str:
        asked = shift_action(slim)
        if asked == "seen":
            await self.duty.see(who, self.now())
        elif asked:
            await self.duty.shift(who, self.now(), on=asked == "shift_on")
        return asked or "specialist_hint"


def _incoming(slim: Slim, sender: Sender, action: str) -> Incoming:
    """Never a word of it: only that something came, so that it is erased from the chat a day later (rule 24)."""
    return Incoming(
        update=slim.update,
        account=sender.account,
        address=sender.address,
        language=sender.language,
        kind="tap" if slim.what == "callback_query" else "command",
        message=slim.message_id,
        action=action,
        callback=slim.callback,
    )
