"""`python -m bot staff revoke NAME|MEMBER`: nothing of hers comes in any more, and what follows is said in words.

Exit codes: 0 done, 1 nobody is called so.
"""

import argparse
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desk.leaving import Leaving, Left
from triage.ids import MemberId
from vault.doorkeys import MEMBER
from vault.linked import LinkedMembers
from vault.members import Members, spelt
from vault.revoking import withdraw

_DONE: Final = 0
_REFUSED: Final = 1


@dataclass(frozen=True, kw_only=True)
class Departures:
    """What the command works with."""

    members: Members
    linked: LinkedMembers
    leaving: Leaving


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `revoke` to `staff`."""
    revoke = commands.add_parser(
        "revoke", help="sign a member out everywhere and take her desk key from the server; or take an open invite back"
    )
    revoke.add_argument("who", metavar="NAME|MEMBER", help="her name or her id (`staff list` shows both)")


async def revoke(who: str, of: Departures, now: datetime) -> int:
    """Raises Unavailable when the store does not answer; then ask again: what is done already stays done."""
    withdrawn = await _withdrawn(who, of.members, now)
    wanted = spelt(who)
    member = MemberId(wanted) if MEMBER.fullmatch(wanted) else await of.members.named(who)
    if member is None:
        if withdrawn:
            print(f"The open invite for {who} is taken back: its link opens nothing any more. The journal has a line.")
            return _DONE
        sys.stderr.write(f"Refused. Nobody is called {who}, member or invited: `staff list` shows who is here.\n")
        return _REFUSED
    person = next((one for one in await of.linked.roster.colleagues() if one.member == member), None)
    chat = (await of.linked.linked(member)).get(member)
    left = await of.leaving.revoke(member, chat, now)
    if not (left.known or left.sessions or left.released or withdrawn):
        sys.stderr.write(f"Nothing left to do: {member} is no member here.\n")
        return _REFUSED
    print(_said(person.name if person else member, left))
    print(_rotation(person.desk if person else "DESK"))
    return _DONE


async def _withdrawn(who: str, members: Members, now: datetime) -> bool:
    done = False
    for invite in await members.invites.pending(now):
        if spelt(who) in {spelt(invite.name), invite.member}:
            done = await withdraw(members.invites, invite, now) or done
    return done


def _said(name: str, left: Left) -> str:
    return f"""{name} is no member any more.
 - Signed out everywhere ({left.sessions} sessions); her wrapped key and her sealed desk key are gone from the store.
 - {left.released} signals that she held wait for anybody again. Look at the queue now.
 - No alert goes to her Telegram any more. Her name may be invited anew.
"""


def _rotation(desk: str) -> str:
    return f"""What you must do now: she KNEW the key of the desk {desk}. Whoever has it and a copy of the store reads
what is sealed to it, also what comes in from now on. Change the desk's key (docs/keys.md, "Somebody leaves"):
 1. Here:                ./run staff certificates -o certificates.json
 2. On your own machine: ./run keys rotate desk --desk {desk} --offline WHERE/YOU/KEEP/offline certificates.json
 3. Here again:          ./run staff adopt rotation.json
What a backup of the store held until today stays open to her key: rotation closes what comes, not what was taken."""
