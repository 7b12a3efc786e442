"""Who may do what: verb × role out of ``roles.toml``, deny by default. The portal asks first; the verbs ask again."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ENROLLED = frozenset({"specialist", "fallback"})
"""Roles that an administrator can certify (protocol 2.4)."""

SUPERVISORS = frozenset({"fallback"})
"""Roles that may hand on what somebody else holds."""


class BadRoles(Exception):
    """``roles.toml`` says what cannot be meant: which line, and what would be right."""


class Refused(Exception):
    """This role may not do that, or the signal is not in the hands of who asks. ``code`` is the API's error word."""

    def __init__(self, code: str, by: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.by = by


@dataclass(frozen=True)
class Roles:
    """``verbs``: verb → roles; ``profiles``: profile → certified role → role that it means there."""

    verbs: Mapping[str, frozenset[str]]
    profiles: Mapping[str, Mapping[str, str]]

    def may(self, verb: str, role: str) -> bool:
        """False for whatever stands nowhere."""
        return role in self.verbs.get(verb, frozenset())


def parsed(text: str) -> Roles:
    """Raises BadRoles: an unknown role or profile key would silently take a right from somebody, or give one."""
    try:
        kept = tomllib.loads(text)
        verbs, profiles = {verb: frozenset(roles) for verb, roles in kept["verbs"].items()}, kept["profiles"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as why:
        raise BadRoles(f"roles.toml: {why}; it needs [verbs] and [profiles.NAME]") from None
    _must_know("verbs", set().union(*verbs.values()))
    for name, means in profiles.items():
        if set(means) != _ENROLLED:
            raise BadRoles(
                f"roles.toml, profiles.{name}: must say what {' and '.join(sorted(_ENROLLED))} mean, no more"
            )
        _must_know(f"profiles.{name}", set(means.values()))
    return Roles(verbs=verbs, profiles=profiles)


def _must_know(where: str, roles: set[str]) -> None:
    if not roles <= _ENROLLED:
        strange, right = ", ".join(sorted(roles - _ENROLLED)), " or ".join(sorted(_ENROLLED))
        raise BadRoles(f"roles.toml, {where}: {strange} is no role; right would be {right}")


@cache
def roles() -> Roles:
    """The table that came with this release. Read once, when somebody first asks. Raises BadRoles."""
    return parsed((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))


def meant(profile: str, role: str) -> str:
    """What a certified role means in a house of this profile; itself where nobody says, which opens nothing more."""
    return roles().profiles.get(profile, {}).get(role, role)


def check(verb: str, role: str) -> None:
    """Raises Refused unless the table names the role for the verb."""
    if not roles().may(verb, role):
        raise Refused("not-allowed")
