"""Who signed which text. ``python -m bot check`` names each text that somebody must sign and nobody did."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from i18n.catalogue import READERS, SCREENS, keys_of, text_keys
from i18n.doors import plain
from i18n.parsing import Entry
from i18n.watermark import KEY as WATERMARK
from i18n.words import BUTTON, POSTER, Words

KINDS = ("safety", "medical", "suicide", "legal")
FIELDS = {"kind": str, "reviewed": bool, "by": str, "date": str, "sha256": str}
FILE = "reviews.toml"
_LEGAL = ("button-page-privacy-", "button-page-form-honest")
"""Of the web page's own words."""
_OF_STAFF = ("poster-page", "poster-region", "poster-language", "poster-tag", "poster-pdf", "poster-print", "embed-")
_PROMISED = ("poster-name", "poster-person", "poster-hours", "poster-hours-kz")


class BadReview(ValueError):
    """reviews.toml cannot be used. Names file, key and cure."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """``place`` is ``<audience>/<key>``; ``sha256`` of the text that was (or is to be) signed; ``date``: YYYY-MM-DD."""

    place: str
    kind: str
    reviewed: bool
    by: str
    date: str
    sha256: str

    def holds_for(self, text: "Review") -> bool:
        """Whether this signature stands under that very text and kind."""
        return self.reviewed and (self.kind, self.sha256) == (text.kind, text.sha256)


def parse_reviews(text: str, file: str) -> dict[str, Review]:
    """Place → review. Raises BadReview for a wrong field, an unknown kind, a signature without a name or a day."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadReview(f"{file}: not TOML ({error})") from None
    return {place: _review(file, place, table) for place, table in tables.items()}


def load_reviews(directory: Path, language: str) -> dict[str, Review]:
    """``<language>/reviews.toml`` under directory; none means that nothing is signed. Raises BadReview."""
    path = directory / language / FILE
    return parse_reviews(path.read_text(encoding="utf-8"), str(path)) if path.exists() else {}


def needed(words: Words, language: str) -> dict[str, Review]:
    """An unsigned review with the right hash for each text of the language that somebody must sign, by place.

    A text that no screen names (and that is no label) counts as safety: what is forgotten must not go out unsigned.
    """
    found = {}
    for audience in (*READERS, BUTTON, POSTER):
        texts = words.entries.get((language, audience), {})
        kinds = dict(_kinds(audience))
        for key, entry in texts.items():
            if audience in {BUTTON, POSTER}:
                kind = _of_page(entry) if audience == BUTTON else _of_poster(key)
            else:
                kind = kinds.get(plain(key), "" if key[0] == "-" else "safety")
            if kind:
                found[f"{audience}/{key}"] = Review(
                    place=f"{audience}/{key}", kind=kind, reviewed=False, by="", date="", sha256=_hash(entry, texts)
                )
    return found


def waiting(words: Words, language: str, reviews: Mapping[str, Review]) -> tuple[Review, ...]:
    """Those of ``needed`` that nobody has signed as they stand now, in the order of the texts."""
    wanted = needed(words, language)
    return tuple(text for place, text in wanted.items() if place not in reviews or not reviews[place].holds_for(text))


def missing(words: Words, language: str) -> tuple[str, ...]:
    """Places of texts and labels that a reader of this language would get in another one, or written for a child."""
    return tuple(
        dict.fromkeys(
            f"{audience}/{key}"
            for audience in READERS
            for name, spec in SCREENS.items()
            if spec.audience in READERS and audience in spec.readers
            for key in keys_of(name)
            if key not in words.entries.get((language, audience), {})
        )
    )


def renewed(reviews: Mapping[str, Review], wanted: Mapping[str, Review]) -> dict[str, Review]:
    """The reviews for what is wanted. A signature stays only under a text and a kind that did not change."""
    kept = {
        place: reviews[place] for place, text in wanted.items() if place in reviews and reviews[place].holds_for(text)
    }
    return {
        place: replace(text, reviewed=True, by=kept[place].by, date=kept[place].date) if place in kept else text
        for place, text in wanted.items()
    }


def written(reviews: Mapping[str, Review]) -> str:
    """The file again, in the order given."""
    return "\n".join(_table(review) for review in reviews.values())


def _kinds(audience: str) -> Iterator[tuple[str, str]]:
    """Labels and the watermark need nobody; a screen's own texts win over the lines that screens share."""
    yield WATERMARK, ""
    own = []
    for name, spec in SCREENS.items():
        texts = text_keys(name)
        labels = {button.label for row in spec.rows for button in row}
        seen = spec.audience in READERS and audience in spec.readers
        for key in keys_of(name):
            if key in texts:
                own.append((key, spec.review if seen else ""))
            elif key in labels or key.startswith("step-"):
                yield key, "" if key in labels else spec.review
    yield from own


def _of_page(entry: Entry) -> str:
    """Labels need nobody: what has no sentence in it. Who sees what, and who acts unasked, is for a lawyer."""
    if not any(mark in entry.literal for mark in ".?!"):
        return ""
    return "legal" if entry.key.startswith(_LEGAL) else "safety"


def _of_poster(key: str) -> str:
    """All that hangs on the wall, labels too: whoever reads it has nothing else to judge by."""
    if key.startswith(_OF_STAFF):
        return ""
    return "legal" if key in _PROMISED else "safety"


def _hash(entry: Entry, texts: Mapping[str, Entry]) -> str:
    """Of the text and of every other that is spliced into it: a changed word voids the signature wherever it stands."""
    spliced = [texts[key].fingerprint for key in sorted(entry.references) if key in texts]
    return sha256(" ".join((entry.fingerprint, *spliced)).encode()).hexdigest() if spliced else entry.fingerprint


def _review(file: str, place: str, table: object) -> Review:
    if not isinstance(table, dict) or set(table) != set(FIELDS):
        raise BadReview(f"{file}: {place}: write exactly {', '.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if not isinstance(table[name], kind):
            raise BadReview(f"{file}: {place}.{name} = {table[name]!r}: not a {kind.__name__}")
    if table["kind"] not in KINDS:
        raise BadReview(f"{file}: {place}.kind = {table['kind']!r}: one of {', '.join(KINDS)}")
    if table["reviewed"] and not (table["by"].strip() and table["date"]):
        raise BadReview(f"{file}: {place}: signed, but by whom and when? Fill in by and date")
    if table["date"] and not _day(table["date"]):
        raise BadReview(f"{file}: {place}.date = {table['date']!r}: write the day as 2026-11-20")
    return Review(place=place, **table)


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _table(review: Review) -> str:
    texts = {"by": review.by, "date": review.date, "sha256": review.sha256}
    quoted = "\n".join(f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in texts.items())
    return f'["{review.place}"]\nkind = "{review.kind}"\nreviewed = {str(review.reviewed).lower()}\n{quoted}\n'
