"""Who signed which text. ``python -m bot check`` names each safety or legal text that nobody signed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KINDS = ("safety", "medical", "suicide", "legal")
FIELDS = {"kind": str, "reviewed": bool, "by": str, "date": str, "sha256": str}


class BadReview(ValueError):
    """reviews.toml cannot be used. Names file, key and cure."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """``sha256`` is the fingerprint of the text that was (or is to be) signed; ``date`` as YYYY-MM-DD, "" before."""

    key: str
    kind: str
    reviewed: bool
    by: str
    date: str
    sha256: str


def parse_reviews(text: str, file: str) -> dict[str, Review]:
    """Key → review. Raises BadReview for a wrong field, an unknown kind, a signature without a name or a day."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadReview(f"{file}: not TOML ({error})") from None
    return {key: _review(file, key, table) for key, table in tables.items()}


def load_reviews(directory: Path, language: str) -> dict[str, Review]:
    """``<language>/reviews.toml`` under directory; none means that nothing is signed. Raises BadReview."""
    path = directory / language / "reviews.toml"
    return parse_reviews(path.read_text(encoding="utf-8"), str(path)) if path.exists() else {}


def unsigned(reviews: Mapping[str, Review]) -> tuple[Review, ...]:
    """Those that nobody has signed yet, in the file's order."""
    return tuple(review for review in reviews.values() if not review.reviewed)


def written(reviews: Mapping[str, Review]) -> str:
    """The file again, keys in their order."""
    return "\n".join(_table(review) for review in reviews.values())


def _review(file: str, key: str, table: object) -> Review:
    if not isinstance(table, dict) or set(table) != set(FIELDS):
        raise BadReview(f"{file}: {key}: write exactly {', '.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if not isinstance(table[name], kind):
            raise BadReview(f"{file}: {key}.{name} = {table[name]!r}: not a {kind.__name__}")
    if table["kind"] not in KINDS:
        raise BadReview(f"{file}: {key}.kind = {table['kind']!r}: one of {', '.join(KINDS)}")
    if table["reviewed"] and not (table["by"] and table["date"]):
        raise BadReview(f"{file}: {key}: signed, but by whom and when? Fill in by and date")
    return Review(key=key, **table)


def _table(review: Review) -> str:
    return (
        f'[{review.key}]\nkind = "{review.kind}"\nreviewed = {str(review.reviewed).lower()}\n'
        f'by = "{review.by}"\ndate = "{review.date}"\nsha256 = "{review.sha256}"\n'
    )
