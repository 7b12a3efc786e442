"""Account records and queue cards as they lie in the store: sealed under the address key, with a version in clear."""

from collections.abc import Mapping
from dataclasses import dataclass

from desk.ports import Unavailable, Versioned
from desk.upkeep import CHAT_LIFE
from triage.account import Account
from triage.card import Card, is_closed, is_draft
from triage.casework import silence_due
from triage.ids import AccountId, SignalId, is_of_the_web, partition_of
from triage.urgency import queue_score
from vault import codec, keys
from vault.keyring import Keyring
from vault.store import Batch, Store, guarded

Fields = Mapping[bytes, bytes]


@dataclass(frozen=True)
class Records:
    """Reads raise Unavailable when the store is down, SealBroken when a key is missing."""

    store: Store
    keyring: Keyring

    def account(self, partition: int, account: AccountId, fields: Fields) -> tuple[Account | None, str]:
        """The account out of its hash, and its version; (None, "") for a newcomer."""
        if b"b" not in fields:
            return None, fields.get(b"v", b"").decode()
        key = keys.account(partition, account)
        return codec.account_of(self.keyring.address.open(key, fields[b"b"])), fields[b"v"].decode()

    async def home_of(self, account: AccountId) -> int:
        """The partition that an account lives in now: its own, or that of a signal it returned to."""
        own = partition_of(account)
        async with guarded():
            at = await self.store.redis.hget(keys.account(own, account), "at")
        return own if at is None else int(at)

    async def account_at_home(self, account: AccountId, *, moving_too: bool = False) -> tuple[int, Account | None, str]:
        """(home, account, version). ``moving_too``: for a move itself, which must be able to go on after a crash."""
        home = partition_of(account)
        async with guarded():
            fields = await self.store.redis.hgetall(keys.account(home, account))
            if b"at" in fields:
                home = int(fields[b"at"])
                fields = await self.store.redis.hgetall(keys.account(home, account))
        if b"moving" in fields and not moving_too:
            # Neither here nor there for some milliseconds; after a crash until Telegram delivers the update again.
            raise Unavailable("the account is moving")
        return home, *self.account(home, account, fields)

    def put_account(self, batch: Batch, partition: int, account: Account, version: str) -> None:
        """Writes the record with the next version; one with no thread is forgotten after two days.

        So is a visit of the web door: nothing but the receipt code outlives a page.
        """
        key = keys.account(partition, account.account)
        box = self.keyring.address.seal(key, codec.account_bytes(account))
        batch.put("HSET", key, "v", int(version or 0) + 1, "b", box)
        batch.put("HDEL", key, "moving", "at")
        if (account.threads or account.staff) and not is_of_the_web(account.account):
            batch.put("PERSIST", key)
        else:
            batch.put("EXPIRE", key, keys.EMPTY_ACCOUNT_LIFE_S)

    async def card(self, signal: SignalId) -> Versioned | None:
        """The card and its version, or None where there is no such signal."""
        async with guarded():
            version, box = await self.store.redis.hmget(keys.signal(signal), "v", "b")
        return self.card_of(signal, version, box)

    def card_of(self, signal: SignalId, version: bytes | None, box: bytes | None) -> Versioned | None:
        """The card out of its sealed field."""
        if version is None or box is None:
            return None
        card = codec.card_of(self.keyring.address.open(keys.signal(signal), box))
        return Versioned(card=card, version=version.decode())

    def put_card(self, batch: Batch, card: Card, version: str) -> None:
        """Writes the card with the next version, and its place: waiting for anybody, or in somebody's hands."""
        key, home = keys.signal(card.signal), partition_of(card.signal)
        box = self.keyring.address.seal(key, codec.card_bytes(card))
        batch.put("HSET", key, "v", int(version or 0) + 1, "b", box)
        here, there = keys.waiting(home), keys.in_hands(home)
        if card.held_by is not None:
            here, there = there, here
        self._put_closed(batch, card)
        if is_closed(card):
            batch.put("ZREM", here, card.signal)
        elif is_draft(card):  # a draft stands in no queue
            batch.put("ZREM", here, card.signal)
            batch.put("ZADD", keys.drafts(home), (card.last_word_at + CHAT_LIFE).timestamp(), card.signal)
        else:
            batch.put("ZADD", here, _score(card), card.signal)
            batch.put("ZREM", keys.drafts(home), card.signal)
        batch.put("ZREM", there, card.signal)
        if is_draft(card) or is_closed(card) or card.awaiting != "desk":
            batch.put("ZREM", keys.alarms(home), card.signal)
            batch.put("DEL", keys.alarm(card.signal))
        else:  # Looked at once, whenever something changes; when it rings next is the alarm's own affair.
            batch.put("ZADD", keys.alarms(home), "LT", card.last_word_at.timestamp(), card.signal)
        batch.ring(keys.BELL)

    def _put_closed(self, batch: Batch, card: Card) -> None:
        home, due = partition_of(card.signal), silence_due(card)
        if card.case.closed_at:
            batch.put("ZADD", keys.closed(home), card.case.closed_at.timestamp(), card.signal)
        else:
            batch.put("ZREM", keys.closed(home), card.signal)
        if due:
            batch.put("ZADD", keys.silences(home), due.timestamp(), card.signal)
        else:
            batch.put("ZREM", keys.silences(home), card.signal)


def _score(card: Card) -> float:
    return queue_score(card.urgency, card.received_at, drill=card.case.drill)
