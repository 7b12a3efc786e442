"""`python -m bot shifts …`: who is on shift, whose hours are which, what each is good at. Beside a running product.

Exit codes: 0 done, 1 refused.
"""

import argparse
import sys
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot import clock
from bot.house_keys import address_keys
from bot.languages import KNOWN
from bot.settings import load
from desk.people import REGIONS, SKILLS, Colleague
from desk.ports import JournalLine
from triage.shifts import BadShift, Member, Said, on_shift, parse_hours, spelt
from vault.embedded import attach
from vault.invites import Invites
from vault.roster import StoredRoster
from vault.store import connect

_ALL: Final = "all"
_DONE: Final = 0
_REFUSED: Final = 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `shifts` with its two commands."""
    shifts = subparsers.add_parser("shifts", help="who is on shift, hours, languages, regions, skills")
    commands = shifts.add_subparsers(dest="shifts_command", required=True, metavar="list|set")
    commands.add_parser("list", help="everybody, on shift or not, and why")
    one = commands.add_parser("set", help="change one member; what is not named stays as it is")
    one.add_argument("name", help="her name or member id, as `staff list` shows it")
    one.add_argument(
        "--hours", nargs="*", metavar="SHIFT", help='as "mon-fri 09:00-18:00" "sat 20:00-08:00"; none: always on shift'
    )
    one.add_argument("--zone", help="time zone of the hours, as Europe/Moscow, Asia/Almaty")
    for option, known in (("languages", KNOWN), ("regions", REGIONS), ("skills", SKILLS)):
        one.add_argument(f"--{option}", help=f"parted by commas: {', '.join(known)}; or {_ALL}")
    hand = one.add_mutually_exclusive_group()
    hand.add_argument("--on", action="store_true", help="on shift now, until her next change of shift, 12 h at most")
    hand.add_argument("--off", action="store_true", help="off shift now, likewise")


async def shifts(args: argparse.Namespace) -> int:
    """By ``STORE_URL``, or the socket of the embedded store. Raises Unavailable."""
    settings = load()
    url = settings.store_url.get_secret_value() or attach(settings.data_dir / "store").url
    store = connect(url, replicas=settings.store_replicas)
    keys = address_keys(settings, clock.draw)
    roster = StoredRoster(store=store, seal=keys.seal, open=keys.open, draw=clock.draw)
    try:
        invites = Invites(store=store, draw=clock.draw)
        return await run(args, roster, zone=settings.desk_time_zone, invites=invites, now=clock.now())
    finally:
        await store.close()


async def run(args: argparse.Namespace, roster: StoredRoster, *, zone: str, invites: Invites, now: datetime) -> int:
    """Do what was asked for; ``zone`` is meant where none was given before."""
    colleagues = await roster.colleagues()
    if args.shifts_command == "list":
        for one in colleagues:
            print(_line(one, now))
        if not colleagues:
            print("No members yet: ./run staff invite")
        return _DONE
    found = [one for one in colleagues if args.name in {one.member, one.name}]
    if len(found) != 1:
        sys.stderr.write(f"Refused. {await _no_such(args.name, invites, now)}\n")
        return _REFUSED
    try:
        profile = _changed(args, found[0].profile, zone)
    except BadShift as bad:
        sys.stderr.write(f"Refused. {bad}\n")
        return _REFUSED
    if profile != found[0].profile:
        await roster.set_profile(found[0].member, profile, _line_of("roster-set", found[0], now))
    said = Said(on=args.on, at=now) if args.on or args.off else None
    if said:
        await roster.say(found[0].member, said, _line_of("shift-on" if said.on else "shift-off", found[0], now))
    print(_line(replace(found[0], profile=replace(profile, said=said or profile.said)), now))
    return _DONE


async def _no_such(name: str, invites: Invites, now: datetime) -> str:
    for one in await invites.pending(now):
        if name in {one.member, one.name}:
            return f"{one.name} is invited, but has not signed in yet."
    return f"No member is called {name}; `./run staff list` shows who is one."


def _line_of(verb: str, one: Colleague, now: datetime) -> JournalLine:
    """Who sits at the server's terminal has no id; whose shift it was stands in the detail."""
    return JournalLine(at=now, by="operator", verb=verb, detail=one.member)


def _changed(args: argparse.Namespace, before: Member, zone: str) -> Member:
    known_zone = str(before.hours.zone) if before.hours.shifts else zone
    lines = [spelt(shift) for shift in before.hours.shifts] if args.hours is None else args.hours
    return replace(
        before,
        hours=parse_hours(lines, args.zone or known_zone),
        languages=_named(args.languages, before.languages, KNOWN, "--languages"),
        regions=_named(args.regions, before.regions, REGIONS, "--regions"),
        skills=_named(args.skills, before.skills, SKILLS, "--skills"),
    )


def _named(given: str | None, before: tuple[str, ...], known: tuple[str, ...], option: str) -> tuple[str, ...]:
    if given is None:
        return before
    if given.strip() == _ALL:
        return ()
    names = tuple(dict.fromkeys(name.strip().lower() for name in given.split(",") if name.strip()))
    if not names or set(names) - set(known):
        raise BadShift(f"{option} {given!r}: right would be some of {', '.join(known)}, parted by commas, or {_ALL}")
    return names


def _line(one: Colleague, now: datetime) -> str:
    profile = one.profile
    here = "ON SHIFT" if on_shift(profile, now) else "off"
    hours = ", ".join(map(spelt, profile.hours.shifts)) or "no hours: always"
    where = f" ({profile.hours.zone})" if profile.hours.shifts else ""
    said = (
        f"; said {'on' if profile.said.on else 'off'} at {profile.said.at:%Y-%m-%d %H:%M} UTC" if profile.said else ""
    )
    good = (profile.languages, profile.regions, profile.skills)
    lists = "; ".join(", ".join(some) or _ALL for some in good)
    return f"{one.member}  {one.name}  desk {one.desk}  {here}  {hours}{where}{said}  [{lists}]"
