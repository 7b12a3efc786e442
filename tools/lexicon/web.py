"""Builds the page's tables: ``python -m tools.lexicon.web``. ``--check``: current? ``--assess FILE``: how well?

``first.bin``, which the page waits for, is what finds most within 60 KB; ``whole.bin`` is everything. Both are chosen
and packed out of the lexicon, the model and the examples of ``triage/packs/common``: build those first.
"""

import argparse
import hashlib
import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot import assess_command
from tools import resemblance
from tools.lexicon.coding import Encoder
from tools.lexicon.packing import pack
from tools.lexicon.shrinking import Shrinking, Speech
from tools.lexicon.sources import ROOT, TABLE
from tools.lexicon.unpacking import MARK, SUM, fingerprint_of, read_packed
from tools.lexicon.weights import pack_model
from tools.lexicon.worth import Choosing, Labelled, fired, worth
from triage.judge import Judge, load_judge
from triage.resemblance import Resemblance, read_model
from triage.urgency import Urgency
from triage.words import Matcher

PLACE: Final = ROOT / "portal" / "static" / "button" / "words"
FIRST, WHOLE = PLACE / "first.bin", PLACE / "whole.bin"
MOST: Final = 59_900
"""Bytes of the first table: 60 KB, less what gzip adds to what it can press no further."""
PATTERNS: Final = 1_600
"""Between 600 and 2,000 it made no difference that could be measured: what more patterns find, fewer words lose."""
BITS, STEP = {"danger": 14, "small_talk": 13}, 25
"""Of the first table's model: 16,384 and 8,192 buckets, eleven weights. A tenth of the bytes, a point of what it finds
(with half the buckets of danger, three points)."""
LIKE: Final = -0.1
"""Log-odds from which a text is like danger where the first table alone is there (0 with the whole one). It
understands less, so more is left to resemblance."""
CLOSE: Final = 150
"""Bytes below MOST that are not worth another try."""
ENTRY: Final = 6
"""Bytes of a word with what it means and with the patterns that need it, about."""
TRIES: Final = 12


def fingerprint() -> bytes:
    """SHA-256 of what both tables are made of."""
    said = json.dumps([MOST, PATTERNS, BITS, STEP, LIKE, resemblance.fingerprint(resemblance.examples())])
    return hashlib.sha256(said.encode() + TABLE.read_bytes() + resemblance.MODEL.read_bytes()).digest()


def is_current(file: Path) -> bool:
    """Whether a table was made of these very sources."""
    return file.exists() and fingerprint_of(file.read_bytes()) == fingerprint()


def packed(matcher: Matcher, model: Resemblance, step: int) -> bytes:
    """As the page fetches it."""
    coder = Encoder()
    pack(coder, matcher)
    pack_model(coder, model, step)
    body = coder.finish()
    return MARK + fingerprint() + zlib.crc32(body).to_bytes(SUM, "big") + body


def first(judge: Judge, examples: Sequence[resemblance.Example], most: int = MOST) -> bytes:
    """As many of the worthiest words and patterns as go into ``most`` bytes."""
    from tools.lexicon.everyday import everyday, ranks  # noqa: PLC0415  only whoever builds has what they need

    labelled = [Labelled(one["text"], Urgency(one["urgency"])) for one in examples]
    texts = [one.text for one in labelled]
    gains = [worth(judge, one) for one in labelled]
    choosing = Choosing(judge.matcher.patterns, labelled, gains, fired(judge.matcher, texts))
    shrinking = Shrinking(judge.matcher, choosing.chosen(PATTERNS), Speech.of(ranks(), everyday(), texts))
    model = read_model(json.dumps(resemblance.build(examples, BITS, STEP) | {"like": LIKE}), file="first")
    return _fitting(shrinking, model, most)


def _fitting(shrinking: Shrinking, model: Resemblance, most: int) -> bytes:
    """By how much the last try was too large or too small, the next takes fewer entries or more."""
    entries = [one for _, one in shrinking.entries()]
    best, count = b"", most // ENTRY
    for _ in range(TRIES):
        content = packed(shrinking.matcher(entries[:count]), model, STEP)
        if len(best) < len(content) <= most:
            best = content
        if most - CLOSE <= len(best):
            break
        count += round((most - CLOSE / 2 - len(content)) / ENTRY)
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done or current, 1 stale; with ``--assess`` what ``python -m bot assess`` returns."""
    parser = argparse.ArgumentParser(prog="python -m tools.lexicon.web", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the tables are current")
    parser.add_argument("--assess", metavar="FILE", help="what `python -m bot assess` says with the first table alone")
    asked = parser.parse_args(arguments)
    if asked.assess:
        matcher, model = read_packed(FIRST.read_bytes())
        file = argparse.Namespace(file=asked.assess, explain=False)
        return assess_command.run(file, classes_of=lambda text: matcher.classes(text) | model.classes(text))
    if asked.check:
        stale = [file.name for file in (FIRST, WHOLE) if not is_current(file)]
        sys.stdout.write(f"build anew: python -m tools.lexicon.web ({', '.join(stale)})\n" if stale else "current\n")
        return 1 if stale else 0
    judge = load_judge(assess_command.PACKS)
    FIRST.write_bytes(first(judge, resemblance.examples()))
    WHOLE.write_bytes(packed(judge.matcher, judge.resemblance, resemblance.STEP))
    return 0


if __name__ == "__main__":
    sys.exit(main())
