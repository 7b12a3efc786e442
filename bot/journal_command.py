"""`python -m bot journal verify | heads`: is the audit journal as it was written? Beside a running product or not.

Exit codes: 0 every line stands, 1 something is wrong or could not be read. docs/journal.md says what it proves.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.settings import load
from vault.digests import heads_of
from vault.embedded import attach
from vault.heads import NoHeads, heads_text, marks_of
from vault.journal import CHAINS, DIGESTS
from vault.journal_walk import Marks, Proof, Walk
from vault.store import Store, connect

_DONE: Final = 0
_WRONG: Final = 1
_MOST_SHOWN: Final = 20
"""Faults of one chain that are printed; the first ones say where to look."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `journal` with its two commands."""
    journal = subparsers.add_parser("journal", help="prove that the audit journal is whole, print its heads")
    commands = journal.add_subparsers(dest="journal_command", required=True, metavar="verify|heads")
    verify = commands.add_parser("verify", help="walk every chain and say which line is wrong")
    verify.add_argument(
        "--heads", metavar="FILE", help="heads kept elsewhere: lines of `journal heads`, or a log; - is stdin"
    )
    commands.add_parser("heads", help="one line of JSON: how many lines each chain has, and the hash of the last")


async def journal(args: argparse.Namespace) -> int:
    """By ``STORE_URL``, or the socket of the embedded store. Raises what the other commands refuse."""
    settings = load()
    url = settings.store_url.get_secret_value() or attach(settings.data_dir / "store").url
    store = connect(url, replicas=settings.store_replicas)
    try:
        return await run(args, store)
    finally:
        await store.close()


async def run(args: argparse.Namespace, store: Store) -> int:
    """Raises Unavailable when the store does not answer."""
    if args.journal_command == "heads":
        print(heads_text(await heads_of(store, (*CHAINS, DIGESTS))))
        return _DONE
    try:
        marks = _marks(args.heads)
    except OSError as error:
        return _refused(f"{args.heads}: {error.strerror}")
    except (NoHeads, UnicodeDecodeError):
        return _refused(f"{args.heads}: no head in it. Right are lines of `journal heads` or `journal-digest` of a log")
    proofs = await Walk(store).proofs(marks)
    print("\n".join(line for proof in proofs for line in _said(proof)))
    wrong = [proof.name for proof in proofs if proof.faults]
    print(f"WRONG: {', '.join(wrong)}" if wrong else f"Whole{'' if marks else ', by its own digests'}.")
    return _WRONG if wrong else _DONE


def _marks(name: str | None) -> Marks:
    if name is None:
        return {}
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    return marks_of(text, "stdin" if name == "-" else name)


def _refused(why: str) -> int:
    sys.stderr.write(f"Refused. {why}.\n")
    return _WRONG


def _said(proof: Proof) -> Iterator[str]:
    yield f"{proof.name:8} {proof.head.n:8} lines  {proof.head.hash}  {'WRONG' if proof.faults else 'ok'}"
    yield from (f"    {fault.kind}: {fault.text}" for fault in proof.faults[:_MOST_SHOWN])
    if len(proof.faults) > _MOST_SHOWN:
        yield f"    and {len(proof.faults) - _MOST_SHOWN} more"
