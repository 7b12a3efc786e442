"""`python -m tools.interview_graph`: the interview as it is walked, as a graph (DOT). Its picture: docs/interview.svg.

Every state that taps and some kinds of words can reach is visited; an edge says which answers lead from one question to
another. ``--check FILE``: exit 1 when the picture in FILE was made of another graph.
"""

import argparse
import hashlib
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from triage import interview
from triage.assess import assess
from triage.facts import Facts
from triage.interview import Talk
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.rulebook import load
from triage.urgency import Urgency

ROOT = Path(__file__).resolve().parent.parent
SAID = ((), ("violence",), ("self_harm",), ("suicide_thoughts",))
"""Word classes of the stories that are tried: one of every kind that the walk tells apart."""
ENDS = {"": "end", "consent": "consent"}
Edges = dict[tuple[str, str], set[str]]
Weigh = Callable[[Facts, frozenset[str]], Urgency]


def edges() -> Edges:
    """(question, next question) → the answers that lead there."""
    urgency, found, seen = _weigher(), defaultdict(set), set()
    first = [("button", Talk())]
    first += [("words", interview.said(Talk(), frozenset(classes))) for classes in SAID]
    waiting = deque(first)
    for start, talk in first:
        found[start, _next(urgency, talk)].add("")
    while waiting:
        _, talk = waiting.popleft()
        question = _next(urgency, talk)
        state = question, interview.facts_of(talk), frozenset(talk.asked), talk.classes, talk.told, talk.wrote_first
        if question in ENDS or state in seen:
            continue
        seen.add(state)
        for answer, after in _answers(interview.asking(talk, question), question):
            found[question, _next(urgency, after)].add(answer)
            waiting.append((question, after))
    return found


def _next(urgency: Weigh, talk: Talk) -> str:
    if interview.waits_for_consent(talk):
        return "consent"
    return interview.next_question(talk, urgency(interview.facts_of(talk), talk.classes))


def _weigher() -> Weigh:
    rulebook = load(ROOT / "triage" / "packs")
    return cache(lambda facts, classes: assess(rulebook, facts, classes).urgency)


def _answers(talk: Talk, question: str) -> Iterator[tuple[str, Talk]]:
    asked = QUESTIONS[question]
    for choice in (*asked.choices, UNKNOWN, SKIP):
        yield choice, interview.answered(talk, question, choice)
    if asked.open:
        for classes in SAID:
            yield "words", interview.said(talk, frozenset(classes))


def dot(found: Edges) -> str:
    """The graph, in the same order every time."""
    lines = ["digraph interview {", '  rankdir=TB; node [shape=box, style=rounded, fontname="sans-serif"];']
    lines += ['  edge [fontname="sans-serif", fontsize=10];', '  button [label="red button", shape=oval];']
    lines += ['  words [label="own words", shape=oval];', '  end [label="what happens next", shape=oval];']
    lines += ['  consent [label="consent of an adult", shape=oval];']
    for (one, other), answers in sorted(found.items()):
        said = ", ".join(sorted(filter(None, answers)))
        lines.append(f'  {one} -> {other or "end"} [label="{said}"];')
    return "\n".join([*lines, "}", ""])


def fingerprint(text: str) -> str:
    """Stands in the picture as a comment."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> int:
    """0 done or current, 1 stale."""
    parser = argparse.ArgumentParser(prog="python -m tools.interview_graph", description=__doc__)
    parser.add_argument("--check", type=Path, metavar="FILE")
    asked = parser.parse_args()
    text = dot(edges())
    if asked.check is None:
        print(f"// {fingerprint(text)}\n{text}", end="")
        return 0
    if fingerprint(text) in asked.check.read_text(encoding="utf-8"):
        return 0
    print(f"{asked.check}: of another graph; make it anew as docs/interview.md says", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
