"""Who may do what: verb × role, deny by default. The portal asks before it calls; the verbs ask again."""

READ = frozenset({"specialist", "fallback"})
"""Roles that may open a signal: both desks hold a key of their own to every thread (protocol 4.4)."""

ALLOWED: dict[str, frozenset[str]] = {
    "queue": READ,
    "read": READ,
    "claim": READ,
    "release": READ,
    "reply": READ,
    "note": READ,
    "decide-deletion": READ,
    "link": READ,
    "shift": READ,
    "raise": READ,
    "lower": READ,
    "hand-over": READ,
    "ask-opinion": READ,
    "tell-outside": READ,
    "close": READ,
    "reopen": READ,
}
SUPERVISORS = frozenset({"fallback"})
"""Roles that may hand on what somebody else holds."""


class Refused(Exception):
    """This role may not do that, or the signal is not in the hands of who asks. ``code`` is the API's error word."""

    def __init__(self, code: str, by: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.by = by


def check(verb: str, role: str) -> None:
    """Raises Refused unless the table names the role for the verb."""
    if role not in ALLOWED.get(verb, frozenset()):
        raise Refused("not-allowed")
