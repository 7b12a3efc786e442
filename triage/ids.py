"""Names of things. Each is a string or number of its own type, so that one cannot be handed over for another."""

from typing import NewType

SignalId = NewType("SignalId", str)
"""``<p>-<20 characters of a-z2-7>``; ``p`` is the partition, one hex digit (docs/protocol.md §0)."""
AccountId = NewType("AccountId", str)
"""Keyed hash of a Telegram user, 32 hex characters (protocol 7.3); never the user's own id."""
MemberId = NewType("MemberId", str)
"""A member of the desk, ``m-<10 characters>``."""
EntryId = NewType("EntryId", str)
"""Of an entry, a note or a reply: 32 hex characters."""
UpdateId = NewType("UpdateId", str)
"""What makes a delivery one and the same: Telegram's update id, or a request id of ours."""
Address = NewType("Address", str)
"""Where an answer goes (a Telegram chat), opaque to everyone but ``workers/telegram``."""
MessageId = NewType("MessageId", int)
"""Of a message in a chat; one rising sequence for all private chats of a bot."""


OF_DUTY_BOT = "x"
"""Ends the name of an account of the duty bot (docs/decisions/0011-the-duty-bot.md): no hexadecimal digit does."""


OF_THE_WEB = "w"
"""Ends the name of an account of the web door: one visit of one page (docs/protocol.md §10)."""
WEB = "web"
"""The address of every such account: the page asks, nothing is sent to it."""


PARTITIONS = 16
"""Fixed when a signal is made and part of its id (architecture.md, The store)."""


CANARY = PARTITIONS
"""The seventeenth: the canary's own (docs/decisions/0009). Whatever lists or counts walks over the sixteen."""
_LETTERS = "0123456789abcdefg"


def partition_of(name: str) -> int:
    """0–15: the partition of a signal id or an account id, by its first hex digit (architecture.md, The store).

    ``g``, which no hash can begin with, is the canary's.
    """
    return int(name[0], CANARY + 1)


def is_of_duty_bot(account: AccountId) -> bool:
    """Whether this chat is one with the desk's own bot."""
    return account.endswith(OF_DUTY_BOT)


def is_of_the_web(account: AccountId) -> bool:
    """Whether this is a visit of the web door."""
    return account.endswith(OF_THE_WEB)


def letter_of(partition: int) -> str:
    """What the names in it begin with."""
    return _LETTERS[partition]
