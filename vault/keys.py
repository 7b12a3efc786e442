"""Every name in the store, with lifetime and unit. A partition's names share one tag: one script is atomic on them.

Shared names of the roster stand in ``roster_keys``, the web door's in ``web_keys``, those of chains in ``journal``, of
what is counted in ``tallies``.
"""

from triage.ids import AccountId, EntryId, SignalId, UpdateId, partition_of

UPDATE_LIFE_S = 48 * 3600
"""An update id is remembered twice as long as Telegram keeps a message for redelivery (24 h)."""
CODE_LIFE_S = 24 * 3600
"""A receipt code that nobody looked at is dropped (protocol 4.5)."""
REPLY_LIFE_S = 14 * 24 * 3600
"""A reply that nobody opened is kept this long in transit; it stays in the thread."""
TALK_LIFE_S = 24 * 3600
"""An interview ends with its chat (conversation rule 24)."""
TRACE_LIFE_S = 7 * 24 * 3600
"""Message ids: older than 48 h Telegram deletes nothing; some longer, to say so."""
EMPTY_ACCOUNT_LIFE_S = 48 * 3600
"""An account with no thread is forgotten."""
ARRIVED_LIFE_S = 3600
"""A canary that nobody waits for any more leaves nothing."""
LOG_LENGTH = 20_000
"""Announcements kept per partition, content-free."""
BELL = "rb:bell"
"""Channel: something in the queue changed. Carries nothing."""


def _in(partition: int, name: str) -> str:
    return f"{{rb:{partition}}}:{name}"


def account(partition: int, account: AccountId) -> str:
    """Hash: ``v`` version, ``b`` sealed record; ``at`` the partition it lives in now; ``moving`` an update id."""
    return _in(partition, f"a:{account}")


def traces(partition: int, account: AccountId) -> str:
    """List of sealed message ids to erase."""
    return _in(partition, f"ids:{account}")


def talk(partition: int, account: AccountId) -> str:
    """String under the transit key, TALK_LIFE_S: the interview that runs in a chat."""
    return _in(partition, f"talk:{account}")


def open_screen(partition: int, account: AccountId) -> str:
    """String: the sealed screen that stands open in the chat."""
    return _in(partition, f"scr:{account}")


def open_screens(partition: int) -> str:
    """Sorted set: account → seconds since 1970 at which its screen was shown."""
    return _in(partition, "open")


def last_message(partition: int) -> str:
    """Sorted set: account → seconds since 1970 of the last thing that happened in its chat."""
    return _in(partition, "last")


def first_message(partition: int) -> str:
    """Sorted set: account → seconds since 1970 of the oldest message that still stands in its chat."""
    return _in(partition, "first")


def signal(signal: SignalId) -> str:
    """Hash: ``v``, ``b`` sealed card, ``pub``, a box and kid per holder, ``loc``, and ``threads.WANTED``."""
    return _in(partition_of(signal), f"s:{signal}")


def entries(signal_id: SignalId) -> str:
    """List of entries, in order."""
    return signal(signal_id) + ":t"


def sessions(signal_id: SignalId) -> str:
    """Hash: session id → sealed session key."""
    return signal(signal_id) + ":ses"


def notes(signal_id: SignalId) -> str:
    """Hash: note id → box."""
    return signal(signal_id) + ":n"


def replies(signal_id: SignalId) -> str:
    """Hash: reply id → ``waiting``, ``shown``, ``undelivered`` or ``sealed``."""
    return signal(signal_id) + ":r"


def reply_text(signal_id: SignalId, entry: EntryId) -> str:
    """String under the transit key, until it was shown."""
    return signal(signal_id) + f":r:{entry}"


def journal(signal_id: SignalId) -> str:
    """List of lines: who, which verb, when."""
    return signal(signal_id) + ":j"


def media(signal_id: SignalId) -> str:
    """Hash: media id → ``desk.hearing.MediaState``, with the size in bytes behind ``kept``."""
    return signal(signal_id) + ":m"


def code(signal_id: SignalId) -> str:
    """String under the transit key: a receipt code not yet looked at."""
    return signal(signal_id) + ":code"


def board(partition: int, account: AccountId) -> str:
    """String: the sealed alert that stands in a member's chat, TRACE_LIFE_S."""
    return _in(partition, f"board:{account}")


def alarm(signal_id: SignalId) -> str:
    """String: JSON of the alarm that climbs for it (``triage.alarms.Alarm``); no content."""
    return signal(signal_id) + ":alarm"


def alarms(partition: int) -> str:
    """Sorted set: signals whose words nobody has answered, by the second since 1970 at which to look again."""
    return _in(partition, "alarms")


def arrived(signal_id: SignalId) -> str:
    """String, ARRIVED_LIFE_S: the sender has come to a canary's alert."""
    return signal(signal_id) + ":arrived"


def waiting(partition: int) -> str:
    """Sorted set: signals nobody holds, by urgency and time."""
    return _in(partition, "q")


def in_hands(partition: int) -> str:
    """Sorted set: signals that somebody holds, same score."""
    return _in(partition, "h")


def sealed_to(partition: int, holder: str, kid: str) -> str:
    """Set: signals whose box of this desk lies under this key of it (protocol §9)."""
    return _in(partition, f"to:{holder}:{kid}")


def closed(partition: int) -> str:
    """Sorted set: signals whose support has ended, by the second since 1970 at which it did."""
    return _in(partition, "closed")


def silences(partition: int) -> str:
    """Sorted set: closed signals that were immediate, by the second since 1970 at which silence is an alarm."""
    return _in(partition, "silent")


def drafts(partition: int) -> str:
    """Sorted set: signals that await an adult's consent, by the second since 1970 at which they are erased."""
    return _in(partition, "drafts")


def tombstones(partition: int) -> str:
    """Hash: erased signal → content-free line for statistics."""
    return _in(partition, "gone")


def outbox(partition: int) -> str:
    """Stream: promises to tell, each one sealed blob ``b``; an entry leaves when it was told."""
    return _in(partition, "out")


def sending(partition: int, lane: str = "") -> str:
    """Hash: outbox id → sealed announcement of a send that is under way. ``lane``: each bot's sender has its own."""
    return _in(partition, f"{lane}sending")


def announcements(partition: int) -> str:
    """Stream: outbox id and what became of it; no content."""
    return _in(partition, "log")


def fence(partition: int, lane: str = "") -> str:
    """String: the number of the sender that may announce, in its lane."""
    return _in(partition, f"{lane}fence")


def update(partition: int, update_id: UpdateId) -> str:
    """String, UPDATE_LIFE_S: this update's or request's effects are in the store."""
    return _in(partition, f"u:{update_id}")


def locator(partition: int, locator: str) -> str:
    """String: the signal that a receipt code's locator points to."""
    return _in(partition, f"loc:{locator}")


def beat() -> str:
    """String: seconds since 1970 at which the house was last awake."""
    return "{rb:house}:beat"


def address_kid() -> str:
    """String: the name of the address key that this store was begun with."""
    return "{rb:house}:address-kid"


def office_kids() -> str:
    """String: names of the desk keys that this store was begun with."""
    return "{rb:house}:office"


def health() -> str:
    """String: written by every health check, to know that writing works."""
    return "{rb:house}:health"


def rewrite_wanted() -> str:
    """Counter: how often something was erased since the append-only file was rewritten."""
    return "{rb:house}:rewrite"


def rewritten() -> str:
    """String: seconds since 1970 of the last rewrite."""
    return "{rb:house}:rewritten"


def highest() -> str:
    """Sorted set: bot id → highest message id seen in private chats."""
    return "{rb:house}:top"


def lease(name: str) -> str:
    """String: the holder, while it lives."""
    return f"{{rb:lease}}:{name}"


def lease_fence(name: str) -> str:
    """Counter: rises with every new holder."""
    return f"{{rb:lease}}:{name}:fence"
