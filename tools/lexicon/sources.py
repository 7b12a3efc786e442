"""Where the lexicon lies, and whether its table is as new as its sources: needs none of the builder's libraries."""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "triage" / "packs" / "common" / "lexicon"
TABLE = ROOT / "triage" / "packs" / "common" / "lexicon.json"


def fingerprint(sources: Path = SOURCES) -> str:
    """Of everything the table is built from."""
    files = sorted(sources.glob("*.toml"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_current(table: Path = TABLE, sources: Path = SOURCES) -> bool:
    """Whether the table was built from these very sources."""
    return bool(json.loads(table.read_text(encoding="utf-8")).get("sources") == fingerprint(sources))
