"""`python -m bot keys …`: make an office, sign its members, check what lies on a server. docs/keys.md says when.

`init` and `sign` are for the administrator's own machine. Exit codes: 0 done, 1 refused or declined, 2 cannot be read.
"""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot import keys_change_command
from vault import ceremony
from vault.ceremony import KeyFileRefused, Office, Refused
from vault.ceremony_files import json_object, read_public, write_private
from vault.encoding import canonical
from vault.sealing import SealBroken

_draw: Final = os.urandom  # noqa: TID251 - the wiring draws; everything below it takes randomness as a value
_DONE: Final = 0
_REFUSED: Final = 1
_UNREADABLE: Final = 2
Ask = Callable[[str], str]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `keys` with its commands."""
    keys = subparsers.add_parser("keys", help="make, sign and check the keys of this office (docs/keys.md)")
    commands = keys.add_subparsers(dest="keys_command", required=True, metavar="init|sign|rotate|recover|verify")
    init = commands.add_parser("init", help="make the keys of a new office, on the administrator's own machine")
    init.add_argument(
        "directory", type=Path, metavar="DIR", help="a new directory; public/ and offline/ are made in it"
    )
    init.add_argument("--demo", action="store_true", help="keys to try things out; `run` refuses them")
    sign = commands.add_parser("sign", help="certify a new member and give them the key of their desk")
    sign.add_argument(
        "--offline", type=Path, required=True, metavar="DIR", help="the directory offline/ of `keys init`"
    )
    sign.add_argument("request", type=Path, metavar="REQUEST.json", help="the file that the new member sent")
    sign.add_argument("-o", "--output", type=Path, metavar="ANSWER.json", help="default: beside the request")
    sign.add_argument("--yes", action="store_true", help="do not ask: the fingerprint was compared by voice already")
    keys_change_command.add_parser(commands)
    verify = commands.add_parser("verify", help="check a desk document or an answer file")
    verify.add_argument("path", type=Path, metavar="PUBLIC_DIR|ANSWER.json")


def run(args: argparse.Namespace, *, ask: Ask = input) -> int:
    """Do what was asked for; `ask` puts a question to the person at the terminal. Returns the exit code."""
    try:
        return _done(args, ask)
    except Refused as why:
        _complain(f"Refused. {why}.")
        return _REFUSED
    except SealBroken as step:
        _complain(f"Refused. The key in offline/ does not open what the desk document keeps for it (step {step}).")
        return _REFUSED
    except KeyFileRefused as why:
        _complain(f"{why}.")
    except OSError as why:
        _complain(f"{why.filename or 'A file'}: {why.strerror}.")
    return _UNREADABLE


def _done(args: argparse.Namespace, ask: Ask) -> int:
    match args.keys_command:
        case "init":
            return _init(args.directory, demo=args.demo)
        case "sign":
            return _sign(args, ask)
        case "rotate" | "recover":
            return keys_change_command.run(args, ask=ask, now=_now(), draw=_draw)
        case _:
            return _verify(args.path)


def _init(directory: Path, *, demo: bool) -> int:
    office = ceremony.init(directory, demo=demo, now=_now(), draw=_draw)
    print(f"Made the keys of a new office in {directory}.")
    print(f"Administrator fingerprint: {ceremony.grouped(office.fingerprint)}")
    print()
    if demo:
        print("These are demo keys: `demo` takes them, `run` refuses them. Make others for real reports.")
        return _DONE
    offline, public = directory / ceremony.OFFLINE, directory / ceremony.PUBLIC
    print("What to do next:")
    print(f" 1. Copy {public} to the server.")
    print(f" 2. Keep {offline} here and nowhere else: whoever has it reads every report.")
    print("    Put a copy on an encrypted stick and lock it away. Lost, nobody can ever join the desk again.")
    print(" 3. Write the fingerprint down on paper. Every invite carries it.")
    print(" 4. On the server: ./run staff invite. Then here, with the file that the new member sends:")
    print(f"    ./run keys sign --offline {offline} REQUEST.json")
    return _DONE


def _sign(args: argparse.Namespace, ask: Ask) -> int:
    document = _json(args.offline / ceremony.DESK_DOCUMENT)
    paper = _json(args.request)
    answer = (
        _completed(args, ask, document, paper) if "certificate" in paper else _certified(args, ask, document, paper)
    )
    if answer is None:
        print("Nothing was signed.")
        return _REFUSED
    output = args.output or args.request.with_name(f"{args.request.stem}-answer.json")
    write_private(output, canonical(answer), _draw)
    print(f"Wrote {output}.")
    if answer["grant"] is None:
        print("What to do next: there is no recovery.json here, so the desk's key is still missing. The holder of")
        print(f"recovery.json runs the same command on {output.name}.")
    else:
        print("What to do next: send this file back to the new member, who opens it on the page of the invite.")
    return _DONE


def _certified(
    args: argparse.Namespace, ask: Ask, document: dict[str, Any], request: dict[str, Any]
) -> dict[str, Any] | None:
    if not _agreed(ceremony.verify_request(request), request, ask, yes=args.yes):
        return None
    return ceremony.sign_request(args.offline, document, request, _now())


def _completed(
    args: argparse.Namespace, ask: Ask, document: dict[str, Any], answer: dict[str, Any]
) -> dict[str, Any] | None:
    member = ceremony.verify_certificate(ceremony.verify_office(document, allow_demo=True), answer["certificate"])
    if not _agreed(member, answer["certificate"]["request"], ask, yes=args.yes):
        return None
    return ceremony.add_grant(args.offline, document, answer)


def _agreed(of: ceremony.Applicant, request: dict[str, Any], ask: Ask, *, yes: bool) -> bool:
    _show(of)
    print(f"Request fingerprint: {ceremony.grouped(ceremony.fingerprint(canonical(request)))}")
    if yes:
        return True
    print("Call this person and have them read the fingerprint from their screen. If one sign differs, answer no.")
    try:
        return ask("Is it the same, and may this person read reports? [yes/no] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _verify(path: Path) -> int:
    if path.is_dir():
        _verified_office(ceremony.load_office(path, allow_demo=True))
        return _DONE
    paper = _json(path)
    if "certificate" not in paper:
        _verified_office(ceremony.verify_office(paper, allow_demo=True))
        return _DONE
    office = ceremony.verify_office(paper.get("desk"), allow_demo=True)
    _show(ceremony.verify_answer(office, paper).member)
    print("The answer is whole and signed by the administrator with the fingerprint")
    print(f"    {ceremony.grouped(office.fingerprint)}")
    print("What to do next: compare it with the one you wrote down at `keys init`; then the member opens the file on")
    print("the page of the invite, whose browser checks it once more.")
    return _DONE


def _verified_office(office: Office) -> None:
    print("The desk document is whole. Administrator fingerprint:")
    print(f"    {ceremony.grouped(office.fingerprint)}")
    if office.demo:
        print("These are demo keys: `demo` takes them, `run` refuses them.")
    print(
        "What to do next: compare it with the one you wrote down at `keys init`. If one sign differs, stop the server:"
    )
    print("somebody put in keys of their own.")


def _show(of: ceremony.Applicant) -> None:
    print(f"Name: {of.name}")
    print(f"Role: {of.role}")
    print(f"Desk: {of.desk}")


def _json(path: Path) -> dict[str, Any]:
    return json_object(read_public(path), str(path))


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place of this command that asks the clock


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)
