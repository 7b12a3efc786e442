"""`python -m bot staff certificates` and `staff adopt`: a desk's new key comes into use (protocol 9.3, 9.6)."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from vault.adopting import Adopted, Adopting
from vault.ceremony import Refused
from vault.ceremony_files import json_object, read_public, write_private
from vault.encoding import canonical
from vault.sealing import Draw

COMMANDS: Final = frozenset({"certificates", "adopt"})
_DONE: Final = 0
_REFUSED: Final = 1


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both to `staff`."""
    certificates = commands.add_parser("certificates", help="write down whom the administrator has certified")
    certificates.add_argument("-o", "--output", type=Path, default=Path("certificates.json"), metavar="FILE")
    adopt = commands.add_parser("adopt", help="bring a desk's new key into use; how much is still under the earlier")
    adopt.add_argument("rotation", type=Path, nargs="?", metavar="ROTATION.json", help="of `keys rotate desk`")
    adopt.add_argument("--finish", action="store_true", help="nothing is left: take the earlier key away")


async def run(args: argparse.Namespace, *, adopting: Adopting, now: datetime, draw: Draw) -> int:
    """Raises Unavailable, KeyFileRefused."""
    try:
        if args.staff_command == "certificates":
            return await _write_certificates(args.output, adopting, draw)
        if args.rotation is not None:
            await _adopt(args.rotation, adopting, now)
    except Refused as why:
        sys.stderr.write(f"Refused. {why}.\n")
        return _REFUSED
    return await (_finish(adopting, now) if args.finish else _say_left(adopting))


async def _write_certificates(output: Path, adopting: Adopting, draw: Draw) -> int:
    found = await adopting.members.certificates()
    write_private(output, canonical({"v": 1, "certificates": list(found.values())}), draw)
    print(f"Wrote {output}: {len(found)} certificates, signed and public. Take it to the administrator's machine.")
    return _DONE


async def _adopt(path: Path, adopting: Adopting, now: datetime) -> None:
    paper = json_object(read_public(path), str(path))
    of = await adopting.adopt(paper, now)
    print(_adopted(of))
    for member in of.without:
        print(
            f"NO GRANT for {member}: certified after the file was made? `keys recover` on the administrator's machine"
        )


def _adopted(of: Adopted) -> str:
    if not of.changed:
        return f"{of.readers} members of the desk {of.desk} have their grants anew; the desk's key is the same."
    return f"""The desk {of.desk} has a new key, for {of.readers} members. New reports are sealed to it from now on.
Their browsers re-seal what lies under the earlier one while they work: leave consoles open, and look here again."""


async def _say_left(adopting: Adopting) -> int:
    changing = await adopting.boxes.changing()
    if not changing:
        print("No desk has an earlier key: nothing is left to do.")
    for desk in changing:
        left = await adopting.boxes.left(desk)
        print(f"Desk {desk}: {left} signals left under an earlier key.")
        if left == 0:
            print("Everything lies under the new key: ./run staff adopt --finish takes the earlier one away.")
    return _DONE


async def _finish(adopting: Adopting, now: datetime) -> int:
    left = await adopting.finish(now)
    for desk, count in left.items():
        if count:
            sys.stderr.write(f"Refused. Desk {desk}: {count} signals lie under the earlier key; without it nobody\n")
            sys.stderr.write("of this desk could read them. Leave consoles open until none is left.\n")
        else:
            print(f"Desk {desk}: the earlier key's grants are gone from the server.")
    return _REFUSED if any(left.values()) else _DONE
