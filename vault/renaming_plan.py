"""Who is called what after a change of the pseudonym key: read from the whole store while nothing runs (7.4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from triage.account import Account
from triage.ids import OF_DUTY_BOT, AccountId, SignalId, is_of_duty_bot, is_of_the_web
from vault import codec, keys, pseudonym
from vault.codec import Unreadable
from vault.keyring import Keyring
from vault.sealing import SealBroken
from vault.store import Store, guarded

_OF_ACCOUNT: Final = re.compile(rb"\{rb:(\d+)\}:(a|ids|talk|scr|board):([0-9a-f]{32}x?)")
_SIGNAL: Final = re.compile(rb"\{rb:\d+\}:s:([0-9a-f]-[a-z2-7]{20})")


class CannotRename(Exception):
    """Somebody would be lost. Says how many and the cure; nothing was changed by what raises it."""


@dataclass(frozen=True)
class Found:
    """Every name in the store that belongs to an account, as (kind, partition, account), and every signal."""

    things: tuple[tuple[str, int, AccountId], ...]
    signals: tuple[SignalId, ...]

    def of(self, *kinds: str) -> list[tuple[int, AccountId]]:
        """Partition and account of these kinds of names."""
        return [(partition, account) for kind, partition, account in self.things if kind in kinds]


@dataclass(frozen=True)
class NewNames:
    """``to``: before → after, for every account that has a record. ``words``: hashes of safe words, the same way."""

    after: bytes = field(repr=False)
    to: Mapping[AccountId, AccountId] = field(repr=False)
    words: Mapping[str, str] = field(repr=False)
    known: frozenset[AccountId] = field(repr=False)

    def of(self, account: AccountId) -> AccountId:
        """Itself after the change; one whose record is gone gets a name that leads to nobody."""
        if account in self.known or is_of_the_web(account):  # a visit is called by its own secret
            return account
        return self.to.get(account) or AccountId(pseudonym.gone(self.after, account))

    def renamed(self, account: Account) -> Account:
        """The record as it says so itself."""
        threads = tuple(replace(one, safe_word=self.words.get(one.safe_word, "")) for one in account.threads)
        return replace(account, account=self.of(account.account), threads=threads)


@dataclass(frozen=True)
class Planning:
    """``words``: every word that may be a safe word. Both keys are in ``keyring.address``."""

    store: Store
    keyring: Keyring
    words: Sequence[str] = field(repr=False)

    async def found(self) -> Found:
        """One walk over the store: a product never does that, nothing else runs now."""
        things, signals = set(), set()
        async with guarded():
            async for name in self.store.redis.scan_iter(match="{rb:*}:*", count=1000):
                of, signal = _OF_ACCOUNT.fullmatch(name), _SIGNAL.fullmatch(name)
                if of:
                    things.add((of[2].decode(), int(of[1]), AccountId(of[3].decode())))
                if signal:
                    signals.add(SignalId(signal[1].decode()))
        return Found(tuple(sorted(things)), tuple(sorted(signals)))

    async def names(self, found: Found) -> NewNames:
        """Raises CannotRename: a record no key opens, of another bot, in the middle of a move; a word not listed."""
        to: dict[AccountId, AccountId] = {}
        words: dict[str, str] = {}
        trouble = {"unreadable": 0, "moving": 0, "strange": 0, "words": 0}
        for partition, account in found.of("a"):
            wrong = await self._name(partition, account, to, words)
            if wrong:
                trouble[wrong] += 1
        trouble["unreadable"] += await self._unreadable(found.signals)
        if any(trouble.values()):
            raise CannotRename(_said(trouble))
        return NewNames(self.keyring.address.pseudonym, to, words, frozenset(to.values()))

    async def _name(
        self, partition: int, account: AccountId, to: dict[AccountId, AccountId], words: dict[str, str]
    ) -> str:
        """What is wrong with it, or "" when it is in ``to``, or points only."""
        key = keys.account(partition, account)
        async with guarded():
            box, moving = await self.store.redis.hmget(key, "b", "moving")
        if moving is not None:
            return "moving"
        if box is None:
            return ""
        try:
            record = codec.account_of(self.keyring.address.open(key, box))
        except (SealBroken, Unreadable):
            return "unreadable"
        pair = self._pair(account, record)
        if pair is None:
            return "strange"
        to[pair[0]] = pair[1]
        moved = self.keyring.address.before is not None and account == pair[1]
        return "" if moved or self._found_words(record, pair, words) else "words"

    def _pair(self, account: AccountId, record: Account) -> tuple[AccountId, AccountId] | None:
        """(before, after) of the chat that it stands for, or of its stand-in (``handlers.identity``)."""
        address = self.keyring.address
        chat = int(record.address) if record.address.lstrip("-").isdecimal() else 0
        duty_bot = is_of_duty_bot(account)
        bot, end = (self.keyring.duty_bot_id, OF_DUTY_BOT) if duty_bot else (self.keyring.bot_id, "")
        for user in (chat, -chat):
            before, after = (
                AccountId(pseudonym.account(key, bot, user) + end)
                for key in (address.before or address.pseudonym, address.pseudonym)
            )
            if account in {before, after}:
                return before, after
        return None

    def _found_words(self, record: Account, pair: tuple[AccountId, AccountId], words: dict[str, str]) -> bool:
        """A hash cannot be turned back: every word of the list is tried, some ms a thread."""
        wanted = {one.safe_word for one in record.threads if one.safe_word} - set(words)
        address = self.keyring.address
        for word in self.words if wanted else ():
            hashed = pseudonym.safe_word(address.before or address.pseudonym, pair[0], word)
            if hashed in wanted:
                words[hashed] = pseudonym.safe_word(address.pseudonym, pair[1], word)
        return wanted <= set(words)

    async def _unreadable(self, signals: Sequence[SignalId]) -> int:
        wrong = 0
        for signal in signals:
            key = keys.signal(signal)
            async with guarded():
                box = await self.store.redis.hget(key, "b")
            try:
                if box is not None:
                    codec.card_of(self.keyring.address.open(key, box))
            except (SealBroken, Unreadable):
                wrong += 1
        return wrong


def _said(trouble: Mapping[str, int]) -> str:
    cures = {
        "unreadable": "records that no key in ADDRESS_KEY_FILE opens: is an earlier key missing in it?",
        "moving": "accounts in the middle of a move: start the product, let it run a few minutes, stop it, try again",
        "strange": "accounts of another bot: BOT_TOKEN and DUTY_BOT_TOKEN must be those of the bots that they wrote to",
        "words": "safe words that are not in the list of this release: use the release that gave them out",
    }
    return "Somebody would be lost. " + "; ".join(f"{trouble[name]} {cures[name]}" for name in cures if trouble[name])
