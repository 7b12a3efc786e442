"""`python -m bot assess [FILE]`: the rules over JSON lines, without a bot, so that anybody can audit them.

Exit codes: 0 done, 1 a line was malformed, a pack is wrong, or the gate of domain.md §3.1 failed. No text is printed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from bot.assess_lines import Malformed, Report, read
from bot.assess_score import Scored, gates, table
from triage.assess import assess
from triage.explain import explain
from triage.judge import load_judge
from triage.lexicon import BadTable
from triage.pack import BadPack
from triage.resemblance import BadModel
from triage.rulebook import Rulebook, load

PACKS: Final = Path(__file__).parent.parent / "triage" / "packs"
_DONE: Final = 0
_REFUSED: Final = 1
_STDIN: Final = "-"

ClassesOf = Callable[[str], frozenset[str]]
"""Text → word classes."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `assess`."""
    command = subparsers.add_parser(
        "assess", help="JSON lines in, urgency, routes and reasons out; scores labelled lines"
    )
    command.add_argument(
        "file", nargs="?", default=_STDIN, metavar="FILE", help="JSON lines; without it the standard input"
    )
    command.add_argument(
        "--explain", action="store_true", help="which rules fired, which nearly did, their sources (on stderr, no text)"
    )


def run(args: argparse.Namespace, *, classes_of: ClassesOf | None = None, packs: Path = PACKS) -> int:
    """Assess every line. The results go to stdout in the same order, all else to stderr.

    ``classes_of``: what tells classes from a text, if not the lexicon of the packs.
    """
    try:
        rulebook = load(packs)
        classes_of = classes_of or load_judge(packs).classes
        with nullcontext(sys.stdin.buffer) if args.file == _STDIN else Path(args.file).open("rb") as stream:
            return _closed(*_all(read(stream), rulebook, classes_of, explained=args.explain))
    except (BadPack, BadTable, BadModel, OSError) as refusal:
        _tell(str(refusal))
        return _REFUSED


def _all(
    lines: Iterable[Report | Malformed], rulebook: Rulebook, classes_of: ClassesOf, *, explained: bool
) -> tuple[list[Scored], int]:
    """What was labelled, and how many lines were malformed."""
    labelled: list[Scored] = []
    malformed = 0
    for line in lines:
        if isinstance(line, Malformed):
            malformed += 1
            _tell(f"line {line.number}: {line.cause}")
            continue
        scored = _assessed(rulebook, line, classes_of, explained=explained)
        if scored.urgency or scored.routes is not None:
            labelled.append(scored)
    return labelled, malformed


def _assessed(rulebook: Rulebook, report: Report, classes_of: ClassesOf, *, explained: bool) -> Scored:
    classes = classes_of(report.text)
    said = assess(rulebook, report.facts, classes)
    print(
        json.dumps({"id": report.id, "urgency": said.urgency, "routes": said.routes, "reasons": said.reasons}),
        flush=True,
    )
    if explained:
        _tell(f"{report.id}:")
        for line in explain(rulebook, report.facts, classes, said).lines():
            _tell(f"  {line}")
    return Scored(report.id, report.expected_urgency, report.expected_routes, said)


def _closed(labelled: list[Scored], malformed: int) -> int:
    """The closing table, and what the exit code says."""
    for line in table(labelled) if labelled else ():
        _tell(line)
    if malformed:
        _tell(f"{malformed} malformed, see above; the others were assessed.")
    return _REFUSED if malformed or not all(gate.holds for gate in gates(labelled)) else _DONE


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
