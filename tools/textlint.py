"""`python -m tools.textlint`: are the texts complete, short, plain, and free of what must not be said?

Exit 1 on any finding. ``--report FILE`` (or ``-``) also writes the scores of every screen, ``--readability FILE`` the
document on them; ``--rehash`` renews the hashes of reviews.toml, which voids the signature under each changed text.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from i18n.forbidden import BadPhrase
from i18n.parsing import WordsMissing
from i18n.phrases import BadPhrases
from i18n.reviews import BadReview
from tools.textlint_found import Finding, House
from tools.textlint_keys import no_digits, no_orphans, nothing_unsaid, same_keys, whole_choices
from tools.textlint_letters import letters
from tools.textlint_page import plain_page
from tools.textlint_phrases import ready
from tools.textlint_readability import page, stale
from tools.textlint_said import fits, readable, said
from tools.textlint_signed import rehash, signed
from tools.textlint_tone import addressed, forbidden, neutral
from triage.pack import BadPack

ROOT = Path(__file__).resolve().parent.parent
CHECKS: tuple[Callable[[House], Iterator[Finding]], ...] = (
    same_keys,
    whole_choices,
    nothing_unsaid,
    no_digits,
    no_orphans,
    fits,
    readable,
    plain_page,
    forbidden,
    neutral,
    addressed,
    letters,
    ready,
    signed,
)
REFUSALS = (WordsMissing, BadPack, BadPhrase, BadPhrases, BadReview)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 clean, 1 findings."""
    asked = _arguments(arguments)
    try:
        house = House.load(asked.words, asked.packs)
        if asked.rehash:
            rehash(house)
            house = House.load(asked.words, asked.packs)
        if asked.readability:
            asked.readability.write_text(page(house), encoding="utf-8")
        findings = [*findings_in(house), *stale(house)]
    except REFUSALS as broken:
        print(broken, file=sys.stderr)
        return 1
    for finding in findings:
        print(finding, file=sys.stderr)
    if asked.report:
        _report(house, asked.report)
    return 1 if findings else 0


def findings_in(house: House) -> list[Finding]:
    """What is wrong with the texts themselves, in order, each once."""
    return sorted({finding for check in CHECKS for finding in check(house)})


def scores(house: House) -> str:
    """A table, one line a screen and state."""
    lines = ["language\taudience\tscreen\tstate\tcharacters\twords\taverage\tlongest\tFRE\tFK"]
    for one in said(house):
        read = one.measured
        counted = f"{len(one.shown.text)}\t{read.words}\t{read.average:.1f}\t{read.longest}"
        where = f"{one.language}\t{one.audience}\t{one.name}\t{one.state}"
        lines.append(f"{where}\t{counted}\t{read.fre:.1f}\t{read.grade:.1f}")
    return "\n".join(lines) + "\n"


def _report(house: House, target: str) -> None:
    if target == "-":
        sys.stdout.write(scores(house))
    else:
        Path(target).write_text(scores(house), encoding="utf-8")


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.textlint", description=__doc__)
    parser.add_argument("--words", type=Path, default=ROOT / "i18n", help="folder of the languages")
    parser.add_argument("--packs", type=Path, default=ROOT / "triage" / "packs", help="folder of the region packs")
    parser.add_argument("--report", metavar="FILE", nargs="?", const="-", help="also write every screen's scores")
    parser.add_argument("--readability", metavar="FILE", type=Path, help="also write the document on readability")
    parser.add_argument("--rehash", action="store_true", help="renew the hashes of reviews.toml")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
