"""`python -m bot staff totp-drop NAME|MEMBER`: her telephone is lost, so her seven words alone let her in again.

Exit codes: 0 done, 1 nobody is called so, or she had no one-time codes.
"""

import argparse
import sys
from datetime import datetime
from typing import Final

from triage.ids import MemberId
from vault.doorkeys import MEMBER
from vault.members import Members, spelt
from vault.totp import OneTimeCodes

COMMAND: Final = "totp-drop"
_DONE: Final = 0
_REFUSED: Final = 1


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `totp-drop` to `staff`."""
    drop = commands.add_parser(COMMAND, help="take a member's one-time codes back: her telephone is lost")
    drop.add_argument("who", metavar="NAME|MEMBER", help="her name or her id (`staff list` shows both)")


async def drop(who: str, members: Members, codes: OneTimeCodes, now: datetime) -> int:
    """Raises Unavailable when the store does not answer; then ask again."""
    wanted = spelt(who)
    member = MemberId(wanted) if MEMBER.fullmatch(wanted) else await members.named(who)
    if member is None:
        sys.stderr.write(f"Refused. Nobody is called {who}: `staff list` shows who is here.\n")
        return _REFUSED
    if not await codes.drop(member, now):
        sys.stderr.write(f"Nothing to do: {who} has no one-time codes.\n")
        return _REFUSED
    print(_DROPPED.format(who=who))
    return _DONE


_DROPPED: Final = """{who} comes in with her seven words alone from now on; the journal has a line.
 - Did she ask you herself, by voice? Whoever has her paper could have asked as well. If in doubt: ./run staff revoke.
 - She was signed out everywhere, and signs in again; what she typed and did not send is kept in her browser.
 - She adds codes on her new telephone in the console: "?", then "Добавить одноразовые коды"."""
