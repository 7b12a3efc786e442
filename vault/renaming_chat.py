"""What is kept of one account's chat in one partition, moved under another name: a part of ``renaming``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from triage.ids import AccountId
from vault import keys
from vault.keyring import Keyring
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

Place = Callable[[int, AccountId], str]
PLACES: Final[Mapping[str, Place]] = {
    "ids": keys.traces,
    "scr": keys.open_screen,
    "board": keys.board,
    "talk": keys.talk,
}
"""Sealed values under the account's name: the list of message ids, and three single ones."""
LISTS: Final = (keys.open_screens, keys.last_message, keys.first_message)
"""Sorted sets that name it."""
_LIST: Final = "ids"
_TRANSIT: Final = "talk"


@dataclass(frozen=True)
class ChatThings:
    """``values``: kind → what was sealed; ``lives_ms``: kind → what is left of its life; ``scores`` as in ``LISTS``.

    What no key of ours opens is left behind: nothing can read it under either name.
    """

    values: Mapping[str, list[bytes]] = field(repr=False)
    lives_ms: Mapping[str, int]
    scores: tuple[float | None, ...]

    @classmethod
    async def read(cls, store: Store, keyring: Keyring, home: int, account: AccountId) -> Self:
        """Raises Unavailable."""
        values, lives = {}, {}
        async with guarded():
            for kind, place in PLACES.items():
                name = place(home, account)
                value = await (store.redis.lrange(name, 0, -1) if kind == _LIST else store.redis.get(name))
                boxes = value if isinstance(value, list) else [value] if value else []
                lives[kind] = int(await store.redis.pttl(name))
                values[kind] = [found for box in boxes if (found := _opened(keyring, kind, name, box)) is not None]
            scores = tuple([await store.redis.zscore(listed(home), account) for listed in LISTS])
        return cls(values, lives, scores)

    def is_nothing(self) -> bool:
        """Nothing stands here."""
        return not any(self.values.values()) and all(score is None for score in self.scores)

    def put(self, batch: Batch, keyring: Keyring, to: int, new: AccountId) -> None:
        """The same under the new name. Done twice it is there once."""
        for listed, score in zip(LISTS, self.scores, strict=True):
            if score is not None:
                batch.put("ZADD", listed(to), score, new)
        for kind, place in PLACES.items():
            name = place(to, new)
            if not self.values[kind]:
                continue
            boxes = [_seal(keyring, kind)(name, value) for value in self.values[kind]]
            if kind == _LIST:
                batch.put("DEL", name)
                batch.put("RPUSH", name, *boxes)
            else:
                batch.put("SET", name, boxes[0])
            if self.lives_ms[kind] > 0:
                batch.put("PEXPIRE", name, self.lives_ms[kind])

    @staticmethod
    def drop(batch: Batch, home: int, account: AccountId) -> None:
        """The old name is gone from this partition, but for the record."""
        for place in PLACES.values():
            batch.put("DEL", place(home, account))
        for listed in LISTS:
            batch.put("ZREM", listed(home), account)


def _opened(keyring: Keyring, kind: str, name: str, box: bytes) -> bytes | None:
    try:
        return (keyring.transit if kind == _TRANSIT else keyring.address).open(name, box)
    except SealBroken:
        return None


def _seal(keyring: Keyring, kind: str) -> Callable[[str, bytes], bytes]:
    return (keyring.transit if kind == _TRANSIT else keyring.address).seal
