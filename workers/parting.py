"""Which promises a sender keeps: where the desk has a bot of its own, two senders read the same outbox."""

from dataclasses import dataclass
from enum import StrEnum

from triage.ids import AccountId, is_of_duty_bot
from triage.tells import AlertDesk, EraseChat, FetchVoice, FewerWait, LeaveChat, NoteSeen, RingDesk, Tell
from workers.ports import Chats, Ledger, Promise


class Whose(StrEnum):
    """``NOBODYS``: a chat with a bot that this house does not run any more, or not for the desk."""

    MINE = "mine"
    OTHERS = "others"
    NOBODYS = "nobodys"


@dataclass(frozen=True)
class Part:
    """``desk``: this sender rings for the desk. ``two``: the desk has a bot of its own. By default one does it all."""

    children: bool = True
    desk: bool = True
    two: bool = False

    def whose(self, tell: Tell) -> Whose:
        """The same answer at every start, so that no promise has two keepers."""
        if isinstance(tell, AlertDesk | FewerWait):
            return _if(self.desk)
        if isinstance(tell, FetchVoice):
            return _if(self.children)
        if isinstance(tell, LeaveChat):
            return _if(self.desk if tell.duty_bot and self.two else self.children)
        return self._of_chat(tell.account, to_desk=isinstance(tell, RingDesk | NoteSeen))

    async def keeps(self, promise: Promise, tell: Tell, chats: Chats, ledger: Ledger) -> bool:
        """What is nobody's ends here: it would ring into the void. Raises what the store raises."""
        whose = self.whose(tell)
        if whose is Whose.NOBODYS:
            if isinstance(tell, EraseChat):
                await chats.forgotten(tell.account)
            await ledger.close_whole(promise.partition, promise.id, "dropped")
        return whose is Whose.MINE

    def _of_chat(self, account: AccountId, *, to_desk: bool) -> Whose:
        """A member's phone never shows the children's bot again once the desk has its own, nor the other way round."""
        at_duty_bot = is_of_duty_bot(account)
        if not self.two:
            return Whose.NOBODYS if at_duty_bot else Whose.MINE
        if to_desk and not at_duty_bot:
            return Whose.NOBODYS if self.desk else Whose.OTHERS
        return _if(self.desk if at_duty_bot else self.children)


CHILDREN, DUTY = Part(desk=False, two=True), Part(children=False, two=True)


def _if(mine: bool) -> Whose:  # noqa: FBT001  a word for a truth value
    return Whose.MINE if mine else Whose.OTHERS
