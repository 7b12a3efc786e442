"""`python -m bot keys rotate desk` and `keys recover` on the administrator's own machine (protocol 9.1, 9.2), and
`keys rotate address` on the server.
"""

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot import pseudonym_command
from vault import ceremony_rotation
from vault.address import AddressKeys
from vault.ceremony import Member, grouped
from vault.ceremony_files import KeyFileRefused, json_object, read_public, write_private
from vault.ceremony_shapes import DESKS
from vault.encoding import canonical
from vault.sealing import Draw

_DONE: Final = 0
_REFUSED: Final = 1
Ask = Callable[[str], str]


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rotate desk` and `recover` to `keys`."""
    rotate = commands.add_parser("rotate", help="give a desk another key: after somebody left (docs/keys.md)")
    which = rotate.add_subparsers(dest="rotate_what", required=True, metavar="desk|address|pseudonym")
    desk = which.add_parser("desk", help="on the administrator's own machine, with offline/ complete")
    _add_papers(desk)
    address = which.add_parser("address", help="on the server: seal return addresses under another key from now on")
    address.add_argument("file", type=Path, metavar="ADDRESS_KEY_FILE")
    pseudonym_command.add_parser(which)
    recover = commands.add_parser("recover", help="grant a desk's keys, earlier ones too, anew to its members")
    _add_papers(recover)


def _add_papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--desk", choices=DESKS, required=True)
    parser.add_argument("--offline", type=Path, required=True, metavar="DIR", help="offline/ of `keys init`")
    parser.add_argument("certificates", type=Path, metavar="CERTIFICATES.json", help="from `staff certificates`")
    parser.add_argument("-o", "--output", type=Path, default=Path("rotation.json"), metavar="ROTATION.json")
    parser.add_argument("--yes", action="store_true", help="do not ask: the names were compared already")


def run(args: argparse.Namespace, *, ask: Ask, now: datetime, draw: Draw) -> int:
    """Raises what `keys` says in words: Refused, KeyFileRefused, SealBroken, OSError."""
    if getattr(args, "rotate_what", "") == "address":
        return _rotate_address(args.file, draw)
    if args.output.exists():
        raise KeyFileRefused(f"{args.output} exists and will not be written over: move it away first")
    readers = ceremony_rotation.remaining(
        ceremony_rotation.present(args.offline), args.desk, _certificates(args.certificates)
    )
    if not _agreed(readers, args, ask):
        print("Nothing was changed.")
        return _REFUSED
    recovers = args.keys_command == "recover"
    if recovers:
        paper = ceremony_rotation.regrant(args.offline, args.desk, readers)
    else:
        paper = ceremony_rotation.rotate(args.offline, args.desk, readers, now, draw)
    write_private(args.output, canonical(paper), draw)
    print(f"Wrote {args.output}. It holds no secret that others could open.")
    print(_RECOVERED if recovers else _ROTATED.format(offline=args.offline))
    return _DONE


def _rotate_address(file: Path, draw: Draw) -> int:
    keys = AddressKeys.rotate(file, draw)
    print(
        f"{file}: {keys.current} is the key from now on; what the {len(keys.keys) - 1} earlier ones sealed still opens."
    )
    print(_ADDRESS)
    return _DONE


_ADDRESS: Final = """What to do next:
 1. Start the product again. Several processes: stop all, give each this file, start all. One with the old file could
    not read what the others write, and would answer nobody.
 2. Back the file up anew, never beside the store. An earlier key may leave it only when nothing is sealed under it any
    more: every record takes the new key when it next changes, so a signal nobody touched keeps the old one."""
_RECOVERED: Final = """What to do next: take it to the server and run ./run staff adopt rotation.json there."""
_ROTATED: Final = """What to do next:
 1. Take it to the server and run ./run staff adopt rotation.json there. New reports go to the new key at once.
 2. {offline} has changed: it has the new desk document, and the earlier one beside it. Copy it to your sticks anew.
 3. The new public/desk.json belongs on the server and wherever else you keep one (OFFICE_FILE)."""


def _certificates(path: Path) -> list[Any]:
    found = json_object(read_public(path), str(path)).get("certificates")
    if not isinstance(found, list):
        raise KeyFileRefused(f"{path}: not a file of `staff certificates`")
    return found


def _agreed(readers: Sequence[Member], args: argparse.Namespace, ask: Ask) -> bool:
    office = ceremony_rotation.present(args.offline)
    print(f"Administrator fingerprint: {grouped(office.fingerprint)}")
    print(f"Who will read at the desk {args.desk} from now on:")
    for reader in readers:
        print(f"  {reader.member}  {reader.name}  ({reader.role})")
    if args.yes:
        return True
    print("Nobody else, and nobody who left? Whoever stands here gets the key; whoever does not is locked out.")
    try:
        return ask("Exactly these people? [yes/no] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False
