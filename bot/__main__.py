"""``python -m bot run | demo | keys … | staff … | journal … | check | assess [FILE]``"""

import argparse
import asyncio
import sys
from pathlib import Path

from bot import (
    assess_command,
    check_command,
    clock,
    journal_command,
    keys_command,
    logs,
    pseudonym_command,
    shifts_command,
    staff,
    staff_command,
)
from bot.settings import BadSettings
from desk.access import BadRoles
from desk.ports import Unavailable
from i18n.forbidden import BadPhrase
from i18n.parsing import WordsMissing
from i18n.phrases import BadPhrases
from i18n.receipt_words import ReceiptWords
from triage.lexicon import BadTable
from triage.pack import BadPack
from triage.resemblance import BadModel
from vault.ceremony import KeyFileRefused, Refused
from vault.embedded import NoBinary, StoreFailed, StoreInUse, StoreNotRunning

WORDS = Path(__file__).parent.parent / "i18n" / "ru" / "words.txt"
REFUSALS = (
    BadSettings, BadRoles, BadPack, BadTable, BadModel, WordsMissing, KeyFileRefused, Refused, NoBinary, StoreFailed,
    StoreInUse, StoreNotRunning, Unavailable, BadPhrase, BadPhrases,
)  # fmt: skip
"""Every reason for which a start is refused; each says in a sentence what would be right."""


def main() -> int:
    """0 done, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Red Button: a desk on duty for children in danger."
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="run|demo|keys|staff|shifts|journal|check|assess"
    )
    commands.add_parser("run", help="production: bot, portal and workers in one process")
    commands.add_parser("demo", help="everything, with a demo desk and a simulated phone; no token, no server")
    keys_command.add_parser(commands)
    staff_command.add_parser(commands)
    shifts_command.add_parser(commands)
    journal_command.add_parser(commands)
    check_command.add_parser(commands)
    assess_command.add_parser(commands)
    args = parser.parse_args()
    if args.command == "keys" and not pseudonym_command.is_asked(args):
        return keys_command.run(args)
    if args.command == "assess":
        return assess_command.run(args)
    if args.command == "check":
        return check_command.run(args, today=clock.now().date())
    logs.set_up()
    try:
        return asyncio.run(_start(args))
    except REFUSALS as refusal:
        cure = "STORE_URL: the store does not answer. " if isinstance(refusal, Unavailable) else ""
        print(f"{cure}{refusal}", file=sys.stderr)
        return 1


async def _start(args: argparse.Namespace) -> int:
    if args.command == "keys":
        return await pseudonym_command.rotate(ReceiptWords.load(WORDS))
    if args.command == "staff":
        return await staff.staff(args)
    if args.command == "shifts":
        return await shifts_command.shifts(args)
    if args.command == "journal":
        return await journal_command.journal(args)
    # aiogram costs seconds and 170 MB: only the commands that speak to Telegram pay for it.
    from bot.demo import demo  # noqa: PLC0415  see above
    from bot.run import run  # noqa: PLC0415  see above

    return await (demo() if args.command == "demo" else run())


if __name__ == "__main__":
    sys.exit(main())
