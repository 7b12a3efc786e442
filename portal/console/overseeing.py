"""The supervisor's page: numbers of now and of the last days (docs/console-api.md). No word of anybody, no reporter."""

from datetime import UTC, datetime, time

from aiohttp import web

from desk.oversight import OneOfUs, Period
from portal.console.casing import iso
from portal.parts import Json, Visit
from triage.card import Card
from triage.durations import SPANS
from triage.quality import Numbers


async def oversight(visit: Visit) -> web.StreamResponse:
    seen = await visit.parts.oversight.look(visit.who, visit.colleagues, visit.now)
    return web.json_response(
        {
            "now": iso(visit.now),
            "waiting": [_standing(card) for card in seen.waiting],
            "held": [{**_standing(card), **_hands(card, visit)} for card in seen.held],
            "more": seen.more,
            "crew": [_member(one) for one in seen.crew],
            "spans": list(SPANS),
            "periods": [_period(one) for one in seen.periods],
            "days": [
                {"day": day.isoformat(), "tiers": {tier: _plain(numbers) for tier, numbers in tiers.items()}}
                for day, tiers in seen.days.items()
            ],
        }
    )


def _standing(card: Card) -> Json:
    waits = {"waits_since": iso(card.waits_since), "language": card.language, "awaiting": card.awaiting}
    return {"signal": card.signal, "urgency": card.urgency.value, **waits}


def _hands(card: Card, visit: Visit) -> Json:
    holder = {"member": card.held_by, "name": visit.names.get(card.held_by or "", "")}
    return {"held_by": holder, "held_since": iso(card.held_since) if card.held_since else None}


def _member(one: OneOfUs) -> Json:
    who = {"member": one.who.member, "name": one.who.name, "desk": one.who.desk, "role": one.who.role}
    return {**who, "on_shift": one.on_shift, "free": one.free, "holds": one.holds, "open": one.open}


def _period(one: Period) -> Json:
    since = iso(datetime.combine(one.since, time(), UTC))
    tiers = {tier: _timed(numbers) for tier, numbers in one.tiers.items()}
    return {"days": one.days, "since": since, "tiers": tiers, "all": _timed(one.all)}


def _plain(numbers: Numbers) -> Json:
    return {
        "came": numbers.came,
        "answered": numbers.answered,
        "open": numbers.open,
        "abandoned": numbers.abandoned,
        "after_hours": numbers.after_hours,
        "claims": numbers.claims,
        "passed_over": numbers.passed_over,
    }


def _timed(numbers: Numbers) -> Json:
    times = {"p50_s": numbers.p50, "p95_s": numbers.p95}
    spans = {name: None if seconds is None else round(seconds) for name, seconds in times.items()}
    return {**_plain(numbers), **spans, "columns": list(numbers.columns)}
