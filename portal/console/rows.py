"""A card and an opened signal as the console's browser gets them (docs/console-api.md)."""

import json
from collections.abc import Iterable, Mapping

from desk.ports import JournalLine, OpenedSignal
from portal.console.casing import case_of, iso
from portal.parts import Console, Json
from triage.card import Card, is_closed

__all__ = ["calls", "columns", "iso", "opened", "row"]


def row(card: Card, names: Mapping[str, str], console: Console) -> Json:
    """What the queue shows of a signal before anybody opens it; reasons with the gravest first."""
    held_by = {"member": card.held_by, "name": names.get(card.held_by, "")} if card.held_by else None
    return {
        "signal": card.signal,
        "urgency": card.urgency.value,
        "reasons": list(console.rulebook.gravest_first(card.reasons)),
        "routes": list(card.routes),
        "received_at": iso(card.received_at),
        "last_word_at": iso(card.last_word_at),
        "waits_since": iso(card.waits_since),
        "language": card.language,
        "reporter": card.reporter,
        "age_band": card.age_band,
        "region": card.region,
        "abroad": card.region not in {None, console.jurisdiction},
        "place_given": card.place_given,
        "wishes_given": card.wishes_given,
        "may_write": card.may_write,
        "consent": card.consent,
        "held_by": held_by,
        "awaiting": card.awaiting,
        "asked_to_delete": card.asked_to_delete,
        "code_wanted": card.code_wanted,
        "linked_to": card.linked_to,
        "under_cover": card.under_cover,
        "words": card.words,
        "door": card.door,
        "source": card.source,
        "case": case_of(card.case, names, taken=card.held_by is not None or is_closed(card)),
    }


def columns(cards: Iterable[Card], me: str, *, names: Mapping[str, str], console: Console) -> Json:
    """``waiting``, ``mine``, ``asked`` (for an opinion of mine) and ``others``, each in the order of the queue."""
    parts: dict[str, list[Json]] = {"waiting": [], "mine": [], "asked": [], "others": []}
    for card in cards:
        theirs = "asked" if me in card.case.opinions else "others"
        column = "waiting" if card.held_by is None else "mine" if card.held_by == me else theirs
        parts[column].append(row(card, names, console))
    return dict(parts)


def opened(signal: OpenedSignal, names: Mapping[str, str], console: Console) -> Json:
    """Everything sealed of a signal, for the browser to open."""
    return {
        "row": row(signal.card, names, console),
        "calls": {route: calls(console, route, signal.card.region) for route in signal.card.routes},
        "thread": dict(signal.thread),
        "sessions": dict(signal.sessions),
        "entries": [_entry(raw, place) for place, raw in enumerate(signal.entries)],
        "notes": [dict(note) for note in signal.notes],
        "replies": dict(signal.replies),
        "media": dict(signal.media),
        "journal": [_line(line) for line in signal.journal],
    }


def calls(console: Console, route: str, region: str | None) -> list[Json]:
    """The packs' numbers of a route; each once, with its country where the one that was not asked would decide."""
    known = console.contacts.for_route(route, region)
    everywhere = len({one.country for one in known}) > 1 and len({one.number for one in known}) == 1
    shown = known[:1] if everywhere else known
    return [
        {
            "number": one.number,
            "name": one.name,
            "hours": one.hours,
            "region": None if region or everywhere else one.country,
        }
        for one in shown
    ]


def _line(line: JournalLine) -> Json:
    despite = {"despite": list(line.despite)} if line.despite else {}
    return {"at": iso(line.at), "by": line.by, "verb": line.verb, **despite}


def _entry(raw: str, place: int) -> Json:
    """One that is damaged is shown as such by the browser, between the others."""
    try:
        entry = json.loads(raw)
    except ValueError:
        entry = None
    if isinstance(entry, dict):
        return entry
    return {"id": f"damaged-{place}", "kind": "word", "schema": 1, "session": "", "box": ""}
