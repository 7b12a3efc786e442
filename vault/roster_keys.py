"""Every name of the roster in the store, with its lifetime and unit. One tag for all: one script is atomic on them.

What would let somebody in (invites, sessions, link codes) stands here as SHA-256 only.
"""

import hashlib

from triage.ids import MemberId, UpdateId

INVITE_HOURS = 72
"""An invite nobody used (protocol 2.1)."""
NONCE_S = 120
"""A challenge (protocol 3.1)."""
SESSION_S = 12 * 3600
"""A shift: nobody stays signed in longer, whatever she does."""
IDLE_S = 30 * 60
"""A console that said nothing for this long is signed out. An open queue speaks every 15 s."""
LINK_CODE_S = 600
"""A code that links a Telegram account: long enough to open Telegram, too short to be found on a screen."""
LINKED_S = 48 * 3600
"""As ``keys.UPDATE_LIFE_S``: Telegram redelivers for 24 h."""


def hashed(secret: bytes) -> str:
    """The name under which something secret is found: SHA-256, hex. All of them have 50 drawn bits or more."""
    return hashlib.sha256(secret).hexdigest()


def _named(name: str) -> str:
    return f"{{rb:staff}}:{name}"


def members() -> str:
    """Hash: member → JSON of name, role, desk, when she enrolled, and the SHA-256 of her invite."""
    return _named("members")


def names() -> str:
    """Hash: name as ``members.spelt`` spells it → member."""
    return _named("names")


def papers(member: MemberId) -> str:
    """Hash: ``v`` version; ``request``, ``wrapped``, ``certificate``, ``grant``, ``earlier``, ``passkeys``, JSON;
    ``devices`` for her alarms, sealed under ``devices_place``; ``totp`` and ``totp-new``: her one-time codes, and those
    not confirmed yet, sealed under ``totp_place``; ``locks``: how often what lets her in was changed.
    """
    return _named(f"papers:{member}")


def addresses() -> str:
    """Hash: member → the chat for her alerts, sealed under ``address_place``."""
    return _named("addresses")


def duty_addresses() -> str:
    """Hash: member → her chat with the desk's own bot, sealed under ``duty_address_place``."""
    return _named("duty-addresses")


def group() -> str:
    """String: the desk's forum group was bound; sealed under a name that says which, by which bot."""
    return _named("group")


def group_code(hash_: str) -> str:
    """String, LINK_CODE_S: the member who may bind the forum group by posting this code in it."""
    return _named(f"group-code:{hash_}")


def topics() -> str:
    """Hash: signal → its topic in the forum group, sealed; until LIFE after the signal is done (desk.forum)."""
    return _named("topics")


def profiles() -> str:
    """Hash: member → JSON of her time zone, shifts, languages, regions, skills."""
    return _named("profiles")


def said() -> str:
    """Hash: member → JSON of what she said by hand: on shift or off, and when (seconds since 1970)."""
    return _named("said")


def drill() -> str:
    """String: JSON of the drill that runs (``vault.drills``); absent while none does."""
    return _named("drill")


def drills() -> str:
    """List: JSON of the drills that ended, the newest first; no content."""
    return _named("drills")


def seen() -> str:
    """Hash: member → seconds since 1970 at which she said «Вижу» last."""
    return _named("seen")


def address_place(member: MemberId) -> str:
    """What a sealed address is bound to: no address of one member opens in the place of another."""
    return _named(f"address:{member}")


def duty_address_place(member: MemberId, bot: int) -> str:
    """Bound to the bot as well: a chat with one bot is none with another, which could not ring there."""
    return _named(f"duty-address:{bot}:{member}")


def devices_place(member: MemberId) -> str:
    """What the sealed list of her devices is bound to."""
    return _named(f"devices:{member}")


def push_key() -> str:
    """String: the private key that push services know this house by (RFC 8292), sealed; for ever."""
    return _named("push-key")


def totp_place(member: MemberId) -> str:
    """What a sealed secret of one-time codes is bound to."""
    return _named(f"totp:{member}")


def office() -> str:
    """String: the desk document that was adopted last (protocol 9.3); absent while the file's is the present one."""
    return _named("office")


def earlier() -> str:
    """Hash: desk → JSON list of the names of its earlier keys, until nothing is left under them."""
    return _named("earlier")


def invites() -> str:
    """Set: hashes of invites that may still be open."""
    return _named("invites")


def invite(hash_: str) -> str:
    """String, at most INVITE_HOURS: JSON of member, name, role, desk, until when (seconds since 1970)."""
    return _named(f"invite:{hash_}")


def session(hash_: str) -> str:
    """Hash, IDLE_S: ``v`` 1, ``member``, ``made`` and ``seen`` in seconds since 1970; ``locks`` as her papers say it:
    any other number, and the session is over.
    """
    return _named(f"session:{hash_}")


def sessions_of(member: MemberId) -> str:
    """Set, SESSION_S: names of the sessions that a member began, so that all of them can be ended at once."""
    return _named(f"sessions:{member}")


def former() -> str:
    """Hash: member who was revoked → her certificate. Her notes stay signed by her; nothing else of her stays."""
    return _named("former")


def used_nonce(hash_: str) -> str:
    """String, NONCE_S: somebody signed in with this nonce."""
    return _named(f"nonce:{hash_}")


def failures(bucket: int, minute: int) -> str:
    """Counter, two minutes: refused sign-ins of the members of one bucket in one minute since 1970."""
    return _named(f"failures:{bucket}:{minute}")


def look_alike() -> str:
    """String, 32 bytes: the key from which nonces and the look-alikes of unknown members are made."""
    return _named("look-alike")


def links() -> str:
    """Counter: how often an account was linked; two at the same moment must see each other."""
    return _named("links")


def link_code(hash_: str) -> str:
    """String, LINK_CODE_S: the member whose Telegram account writes this code."""
    return _named(f"link:{hash_}")


def linked(update: UpdateId) -> str:
    """String, LINKED_S: this update linked an account; asked again it gets the same answer."""
    return _named(f"linked:{update}")
