"""Builds ``resemblance.json`` from the labelled examples: ``python -m tools.resemblance [--check]``.

Needs requirements-lexicon.txt. An example is a line of JSON: ``lang``, ``text``, ``urgency`` (as domain.md §3 would
have it, from the text alone). All of them are invented; no real report is ever put here.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.resemblance import ENOUGH, LITTLE, VERSION, buckets, hashes, weight_of_one
from triage.urgency import Urgency

COMMON = Path(__file__).parent.parent / "triage" / "packs" / "common"
MODEL = COMMON / "resemblance.json"
BITS = {"danger": 16, "small_talk": 14}
"""65,536 and 16,384 buckets: of danger every bit more told writers apart that it had not read (docs/triage.md)."""
STEP = 4
"""Of the weights, in units: they pack into two thirds of the bytes, and no judgement that could be measured changed."""
PENALTY = 20.0
THRESHOLDS = {"like": 0.0, "very_like": 1.4, "chatty": 1.0, "unlike": -1.0, "doubted": -2.0}
"""Log-odds. Even odds raised too many that only sound alike; beside other signs more is asked for (docs/triage.md)."""
FINE = 0.998
"""Of the weights: in steps, the few larger ones are cut off, so that the others are told apart."""
FIELDS = {"lang", "text", "urgency"}
Example = dict[str, str]


class BadExample(ValueError):
    """A line cannot be used. Names file, number and cure."""


def examples(directory: Path = COMMON / "examples") -> list[Example]:
    """Every line of every file, in order. Raises BadExample."""
    return [
        _example(f"{path.name}:{number}", line)
        for path in sorted(directory.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def _example(place: str, line: str) -> Example:
    try:
        read = json.loads(line)
    except ValueError:
        raise BadExample(f"{place}: not JSON") from None
    if not isinstance(read, dict) or set(read) != FIELDS or not all(isinstance(one, str) for one in read.values()):
        raise BadExample(f"{place}: write exactly {', '.join(sorted(FIELDS))}, each in quotes")
    if read["urgency"] not in set(Urgency) or not read["text"].strip():
        raise BadExample(f"{place}: urgency is one of {', '.join(Urgency)}, and text is not empty")
    return read


def fingerprint(of: Sequence[Example]) -> str:
    """SHA-256 of the examples and of what else decides the model."""
    said = json.dumps(
        [of, BITS, STEP, PENALTY, THRESHOLDS, LITTLE, ENOUGH, VERSION], ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(said.encode()).hexdigest()


def build(of: Sequence[Example], bits: Mapping[str, int] = BITS, step: int = STEP) -> dict[str, object]:
    """The model as it is kept; its weights multiples of ``step``, so that they can be packed (tools.lexicon.web)."""
    hashed = [hashes(one["text"]) for one in of]
    wanted = {"danger": Urgency.IMMEDIATE, "small_talk": Urgency.PLANNED}
    fitted = {
        name: _fitted(hashed, [one["urgency"] == tier for one in of], bits[name], step) for name, tier in wanted.items()
    }
    return {"version": VERSION, "examples": fingerprint(of), **THRESHOLDS, **fitted}


def _table(hashed: Sequence[frozenset[int]], bits: int) -> object:
    from scipy.sparse import csr_matrix  # noqa: PLC0415  only whoever builds has it

    found = [sorted(buckets(one, 1 << bits)) for one in hashed]
    values = [weight_of_one(len(row)) for row in found for _ in row]
    rows = [place for place, row in enumerate(found) for _ in row]
    columns = [bucket for row in found for bucket in row]
    return csr_matrix((values, (rows, columns)), shape=(len(hashed), 1 << bits))


def _fitted(hashed: Sequence[frozenset[int]], wanted: list[bool], bits: int, step: int) -> dict[str, object]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  only whoever builds has it

    regression = LogisticRegression(C=PENALTY, class_weight="balanced", max_iter=5000)
    fitted = regression.fit(_table(hashed, bits), wanted)
    weights = [float(one) for one in fitted.coef_[0]]
    sizes = sorted(map(abs, weights))
    largest = sizes[int(len(sizes) * FINE)]
    most = 127 // step
    scale = round(largest / (most * step), 9)
    kept = bytes(max(-most, min(most, round(one / (scale * step)))) * step & 0xFF for one in weights)
    encoded = base64.b64encode(kept).decode("ascii")
    return {"bits": bits, "scale": scale, "bias": round(float(fitted.intercept_[0]), 6), "weights": encoded}


def crossed(of: Sequence[Example], parts: int = 5) -> dict[str, Counter[str]]:
    """Tier → how many there are, and how many a model that has not seen them puts into each class."""
    from triage.resemblance import read_model  # noqa: PLC0415  beside the build that it measures

    shuffled = sorted(of, key=lambda one: hashlib.sha256(one["text"].encode()).digest())  # the same split every time
    said: dict[str, Counter[str]] = {tier: Counter() for tier in Urgency}
    for part in range(parts):
        held = shuffled[part::parts]
        model = read_model(json.dumps(build([one for one in shuffled if one not in held])), file="crossed")
        for one in held:
            said[one["urgency"]].update({"all", *model.classes(one["text"])})
    return said


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when it was built, or (``--check``) is built from these very examples."""
    parser = argparse.ArgumentParser(prog="python -m tools.resemblance", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the model is built from the examples")
    parser.add_argument("--cross", action="store_true", help="say how it does on examples it has not seen")
    asked = parser.parse_args(arguments)
    of = examples()
    if asked.cross:
        sys.stdout.write("".join(f"{tier}: {dict(found)}\n" for tier, found in crossed(of).items()))
    elif asked.check:
        same = json.loads(MODEL.read_text(encoding="utf-8"))["examples"] == fingerprint(of)
        sys.stdout.write("built from these examples\n" if same else "build it anew: python -m tools.resemblance\n")
        return 0 if same else 1
    else:
        MODEL.write_text(json.dumps(build(of), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
