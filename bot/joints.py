"""Small joints between rooms that must not know each other."""

import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.rooms import Rooms
from desk.chat import Trace
from handlers.identity import Sender
from i18n import phrases, reply_check, reply_lists
from i18n.receipt_words import ReceiptWords, digits_of
from i18n.screens import screen
from i18n.words import Words
from triage.ids import AccountId, MessageId
from triage.judge import Judge, load_judge
from triage.organisations import listed, parse_organisations
from triage.rulebook import Rulebook
from vault import receipt
from vault.store import Batch
from workers.channel import Rejected, SlowDown, Unknown, Unreachable
from workers.erasing import AT_ONCE
from workers.telegram import Telegram

NEAR_BEFORE = 80
"""Of the 100 ids that Telegram deletes at once, so many lie before the message that was tapped."""
PACKS = Path(__file__).parent.parent / "triage" / "packs"
DRILL_SAYS = "console-drill-says-"
"""Keys of what a drill may say (i18n/ru/console.ftl): not in the page, where somebody could look it up."""
I18N = Path(__file__).parent.parent / "i18n"


def judge() -> Judge:
    """Rules, lexicon and model of the packs. Raises BadPack, BadTable or BadModel."""
    return load_judge(PACKS)


def desk_words(words: Words, rulebook: Rulebook) -> dict[str, str]:
    """The console's words; a reason is called as the packs call its rule."""
    titles = {f"console-reason-{rule.id}": rule.title for rule in rulebook.rules.values()}
    shown = {key: text for key, text in words.labels("ru", "console").items() if not key.startswith(DRILL_SAYS)}
    return {**shown, **titles}


def writing() -> dict[str, object]:
    """What the console writes with: the reply check and the ready phrases. Raises BadPhrase or BadPhrases."""
    return {"check": reply_lists.portable(reply_check.ours()), "phrases": phrases.portable(phrases.load_phrases(I18N))}


def organisations() -> Callable[[str, str], str]:
    """(language, country) → those that help adults, a line each. Raises BadPack."""
    paths = sorted(PACKS.glob("*/organisations.toml"))
    every = [one for path in paths for one in parse_organisations(path.read_text(encoding="utf-8"), file=str(path))]
    return lambda language, country: listed(every, language, country)


def pseudonyms(rooms: Rooms) -> Callable[[int], AccountId]:
    """A Telegram user in our keys (protocol 7.3)."""
    return rooms.keyring.account


def codes(words: ReceiptWords) -> Callable[[str], tuple[int, ...]]:
    """Five indices of a text that looks like a receipt code, in words or digits, else ()."""
    return lambda text: receipt.indices_of_digits(digits_of(text)) or words.indices(text)


def emergency_sender(channel: Telegram, words: Words) -> Callable[[Sender], Awaitable[MessageId | None]]:
    """The static block from process memory; None where even that could not be shown."""

    async def send(sender: Sender) -> MessageId | None:
        try:
            return await channel.send(sender.address, screen(words, sender.language, "store_down", {}))
        except (SlowDown, Unknown, Unreachable, Rejected):
            return None

    return send


def emergency_eraser(channel: Telegram) -> Callable[[Sender, MessageId], Awaitable[None]]:
    """Ids rise by one over all chats of the bot, and those of others are skipped: what stands near the tap goes."""

    async def erase(sender: Sender, around: MessageId) -> None:
        first = max(1, around - NEAR_BEFORE)
        with contextlib.suppress(SlowDown, Unknown, Unreachable, Rejected):
            await channel.delete(sender.address, [MessageId(first + step) for step in range(AT_ONCE)])

    return erase


def noting(rooms: Rooms, clock: Callable[[], datetime]) -> Callable[[AccountId, list[MessageId]], Awaitable[bool]]:
    """Puts messages that were shown without the store on the list of what Hide erases."""

    async def note(account: AccountId, messages: list[MessageId]) -> bool:
        chat = await rooms.chats.chat(account)
        if chat is None:
            return False
        batch = Batch()
        for message in messages:
            rooms.chats.put_sent(batch, chat, Trace(message, message, clock().timestamp()))
        await rooms.store.commit(batch)
        return True

    return note
