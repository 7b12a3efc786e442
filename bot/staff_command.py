"""`python -m bot staff …`: invite a member, see who is one, send one away. Run on the server.

Exit codes: 0 done, 1 refused. A printed link is the invite itself: whoever has it first becomes that member.
"""

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Final

from bot import adopt_command, revoke_command, totp_command
from desk.access import Refused
from vault.ceremony import grouped
from vault.ceremony_shapes import DESKS, ROLES
from vault.invites import Person
from vault.members import Members
from vault.roster import StoredRoster
from vault.roster_keys import INVITE_HOURS

_DONE: Final = 0
_REFUSED: Final = 1
_LONGEST_NAME: Final = 120
"""As in a member's request (protocol 2.4)."""
_MOST_HOURS: Final = 7 * 24
_OWN_DESK: Final = {"specialist": "intake", "fallback": "fallback"}
"""A supervisor may have the key of the intake desk instead, and then answers like the others there."""
_NOBODYS: Final = """Refused. --role specialist --desk fallback: the alarms would ring her as a supervisor, and she
could do nothing that only a supervisor may; and the desk would never count as open by her.
Right would be --role fallback for a supervisor, or --desk intake for a specialist.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `staff` with its commands."""
    staff = subparsers.add_parser("staff", help="invite a member of the desk, list members, revoke members or invites")
    commands = staff.add_subparsers(
        dest="staff_command", required=True, metavar="invite|list|revoke|totp-drop|certificates|adopt"
    )
    invite = commands.add_parser("invite", help="print a link through which one person makes her keys")
    invite.add_argument("--name", type=_name, required=True, help="as her colleagues know her; she signs in with it")
    invite.add_argument("--role", choices=ROLES, default="specialist", help="fallback: a supervisor")
    invite.add_argument("--desk", choices=DESKS, help="whose key she gets (as her role, unless you say otherwise)")
    invite.add_argument(
        "--hours", type=_hours, default=INVITE_HOURS, help=f"how long it is good (default {INVITE_HOURS})"
    )
    revoke_command.add_parser(commands)
    totp_command.add_parser(commands)
    adopt_command.add_parser(commands)
    commands.add_parser("list", help="members, whether they are signed and linked to Telegram, and open invites")


async def run(args: argparse.Namespace, *, members: Members, roster: StoredRoster, origin: str, now: datetime) -> int:
    """Do what was asked for. Raises Unavailable when the store does not answer."""
    if args.staff_command == "list":
        await _list(members, roster, now)
        return _DONE
    person = Person(name=args.name, role=args.role, desk=args.desk or _OWN_DESK[args.role])
    if (person.role, person.desk) == ("specialist", "fallback"):
        sys.stderr.write(_NOBODYS)
        return _REFUSED
    try:
        invite = await members.invite(person, now=now, hours=args.hours)
    except Refused:
        sys.stderr.write(f"Refused. A member or an open invite is called {args.name} already: choose another name.\n")
        return _REFUSED
    print(_invited(person, f"{origin}/console/enrol#{invite}.{members.office.fingerprint}", args.hours))
    print(f"Administrator's fingerprint: {grouped(members.office.fingerprint)}")
    return _DONE


def _invited(person: Person, link: str, hours: int) -> str:
    return f"""{link}

This link is for {person.name} ({person.role}, desk {person.desk}), once, within {hours} hours. Did it go to
the wrong person? ./run staff revoke "{person.name}" takes it back, as long as nobody has used it.
What happens next:
 1. She opens it in the browser she will work with, checks the administrator's fingerprint with you by voice,
    and writes down the seven words that it shows.
 2. She sends you the file of her request. You compare its fingerprint by voice and sign it on your own machine:
    ./run keys sign --offline WHERE/YOU/KEEP/offline REQUEST.json
 3. She opens the answer file in the same browser. Then she can sign in at {link.partition("/console/")[0]}/console
"""


async def _list(members: Members, roster: StoredRoster, now: datetime) -> None:
    certified = await members.certificates()
    crew = await roster.colleagues()
    chats = Counter(one.address for one in crew if one.address)
    for one in crew:
        signed = "signed" if one.member in certified else "NOT SIGNED YET"
        linked = "linked to Telegram" if one.address else "no Telegram for alerts"
        if one.address and chats[one.address] > 1:  # since before it was refused: «Вижу» counts for one of them
            linked = "LINKED TO THE CHAT OF ANOTHER MEMBER: both should link anew, each her own"
        print(f"{one.member}  {one.name}  {one.role}, desk {one.desk}  {signed}, {linked}")
    invites = await members.invites.pending(now)
    if not (crew or invites):
        print("Nobody yet: ./run staff invite")
    for invite in invites:
        until = invite.until.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if invite.until else "-"
        print(f"{invite.member}  {invite.name}  {invite.role}, desk {invite.desk}  invited, link good until {until}")


def _name(text: str) -> str:
    name = text.strip()
    if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise argparse.ArgumentTypeError("1 to 120 printable characters")
    return name


def _hours(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_HOURS:
        raise argparse.ArgumentTypeError(f"whole hours, 1 to {_MOST_HOURS}")
    return int(text)
