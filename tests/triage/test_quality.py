"""What is counted of the desk's work: always what the cards say, whatever was done in which order."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import card as cards
from triage import casework
from triage.card import Card
from triage.case import Case
from triage.casework import Closing
from triage.durations import bucket
from triage.ids import CANARY, MemberId, SignalId, letter_of
from triage.quality import claimed, days_back, merged, moved, numbers
from triage.urgency import Urgency

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ANNA = MemberId("m-aaaaaaaaaa")
CARD = Card(
    signal=SignalId("3-" + "a" * 20),
    urgency=Urgency.URGENT,
    reasons=(),
    received_at=NOON,
    last_word_at=NOON,
    language="ru",
)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def tally(*steps: tuple[Card | None, Card | None, datetime]) -> Counter[str]:
    total: Counter[str] = Counter()
    for before, after, now in steps:
        for count in moved(before, after, now):
            assert count.day == NOON.date()
            total[count.name] += count.by
    return +total


def closed(card: Card, now: datetime) -> Card:
    return casework.closed(card, Closing(outcome="helped", at=now, by=ANNA, seen=card.last_word_at))


def replied(card: Card) -> Card:
    return cards.answered(cards.held(card, ANNA, NOON))


def test_a_new_signal_is_open_in_its_tier():
    assert tally((None, CARD, NOON)) == {"open:urgent": 1}


def test_the_first_human_word_is_counted_with_how_long_the_first_word_waited_for_it():
    answer = replied(CARD)
    found = tally((None, CARD, NOON), (CARD, answer, minutes(20)))
    assert found == {f"answered:urgent:{bucket(1200)}": 1}


def test_a_second_word_changes_nothing_nor_does_whatever_follows():
    first = replied(CARD)
    again = cards.worded(first, minutes(60))
    for after in (replied(again), closed(first, minutes(90)), cards.raised(first, Urgency.IMMEDIATE, ()), None):
        assert moved(first, after, minutes(90)) == ()


def test_the_time_runs_from_her_first_word_also_when_she_was_turned_away_before():
    away = closed(CARD, minutes(5))
    back = cards.worded(away, minutes(100))
    found = tally((None, CARD, NOON), (CARD, away, minutes(5)), (away, back, minutes(100)))
    assert found == {"open:urgent": 1}
    found = tally((None, back, NOON), (back, replied(back), minutes(110)))
    assert found == {f"answered:urgent:{bucket(6600)}": 1}


@pytest.mark.parametrize("after", [None, closed(CARD, minutes(5))])
def test_erased_or_closed_without_a_human_word_is_abandoned(after):
    assert tally((None, CARD, NOON), (CARD, after, minutes(5))) == {"abandoned:urgent": 1}


def test_what_was_closed_without_a_word_and_then_erased_is_abandoned_once():
    away = closed(CARD, minutes(5))
    found = tally((None, CARD, NOON), (CARD, away, minutes(5)), (away, None, minutes(9)))
    assert found == {"abandoned:urgent": 1}


def test_a_draft_stands_nowhere_and_is_nobodys_failure_when_it_goes():
    draft = replace(CARD, consent="awaiting")
    assert tally((None, draft, NOON), (draft, None, minutes(60))) == {}
    given_ = replace(draft, consent="given")
    assert tally((None, draft, NOON), (draft, given_, minutes(60))) == {"open:urgent": 1}


def test_an_open_one_moves_with_its_tier_and_its_night():
    night = replace(CARD, after_hours=True)
    higher = cards.raised(night, Urgency.IMMEDIATE, ())
    found = tally((None, night, NOON), (night, higher, minutes(1)))
    assert found == {"open:immediate": 1, "night:immediate": 1}


def test_a_canary_counts_nowhere():
    canary = replace(CARD, signal=SignalId(letter_of(CANARY) + "-" + "a" * 20))
    assert moved(None, canary, NOON) == ()
    assert moved(canary, None, NOON) == ()
    assert claimed(canary, NOON, passed_over=True) == ()


def test_a_claim_counts_on_its_own_day_and_names_nobody():
    later = NOON + timedelta(days=2)
    counts = claimed(CARD, later, passed_over=True)
    assert [(count.name, count.by) for count in counts] == [("claimed:urgent", 1), ("passed:urgent", 1)]
    assert {count.day for count in counts} == {later.date()}
    assert ANNA not in repr(counts)
    assert CARD.signal not in repr(counts)


def test_taking_again_what_is_hers_already_is_no_claim():
    assert claimed(cards.held(CARD, ANNA, NOON), NOON, passed_over=True) == ()


def test_who_holds_it_since_when_is_known_until_it_is_given_back():
    hers = cards.held(CARD, ANNA, minutes(3))
    assert cards.held(hers, ANNA, minutes(9)).held_since == minutes(3)
    vera = MemberId("m-vvvvvvvvvv")
    assert casework.handed_over(hers, vera, minutes(9)).held_since == minutes(9)
    assert cards.released(hers).held_since is None
    assert closed(hers, minutes(9)).held_since is None


DEEDS: tuple[Callable[[Card, datetime], Card], ...] = (
    lambda card, now: replied(card),
    lambda card, now: cards.held(card, ANNA, now),
    lambda card, now: cards.released(card),
    closed,
    cards.worded,
    casework.reopened,
    lambda card, now: casework.raised_to(card, Urgency.IMMEDIATE) or card,
    lambda card, now: casework.lowered_to(card, Urgency.PLANNED) or card,
    lambda card, now: replace(card, consent="awaiting"),
    lambda card, now: replace(card, consent="given"),
    lambda card, now: replace(card, case=replace(card.case, desk="fallback")),
)
lives = st.lists(st.integers(0, len(DEEDS) - 1), max_size=12)


def life_of(deeds: list[int], start: Card, *, erased: bool) -> tuple[list[Card | None], Counter[str]]:
    stood: list[Card | None] = [start]
    total = Counter(tally((None, start, NOON)))
    for step, deed in enumerate(deeds):
        before, now = stood[-1], minutes(10 * (step + 1))
        assert before is not None
        after = DEEDS[deed](before, now)
        for count in moved(before, after, now):
            total[count.name] += count.by
        stood.append(after)
    if erased:
        for count in moved(stood[-1], None, minutes(500)):
            total[count.name] += count.by
        stood.append(None)
    return stood, total


@given(lives, st.booleans(), st.booleans())
def test_whatever_becomes_of_a_signal_it_stands_in_one_place_or_none(deeds, erased, night):
    stood, total = life_of(deeds, replace(CARD, after_hours=night), erased=erased)
    assert set(total.values()) <= {0, 1}
    found = numbers(+total)
    assert found.came in {0, 1}
    assert found.came == found.answered + found.open + found.abandoned
    assert found.after_hours == (found.came if night else 0)
    last = [card for card in stood if card is not None][-1]
    if last.case.before is not None:
        assert found.answered == 1
    elif not cards.is_draft(last):
        assert found.abandoned == (erased or cards.is_closed(last))


names = st.sampled_from(
    ["open:urgent", "answered:urgent:12", "answered:immediate:30", "abandoned:planned", "night:urgent"]
)
days = st.dictionaries(names, st.integers(1, 9))


@given(days, days, days)
def test_days_may_be_put_together_in_any_order_and_by_any_halves(one, two, three):
    assert merged([merged([one, two]), three]) == merged([one, merged([two, three])]) == merged([three, two, one])


@given(st.lists(days, max_size=5))
def test_the_tiers_add_up_to_the_whole(kept):
    tally_ = merged(kept)
    parts = [numbers(tally_, (tier,)) for tier in Urgency]
    whole = numbers(tally_)
    for what in ("came", "answered", "open", "abandoned", "after_hours"):
        assert sum(getattr(part, what) for part in parts) == getattr(whole, what)
    assert sum(sum(part.columns) for part in parts) == whole.answered == sum(whole.columns)
    assert whole.share is None or 0 <= whole.share <= 1


def test_what_came_before_anything_was_counted_takes_nothing_from_the_others():
    found = numbers({"open:urgent": -3, "answered:urgent:20": 1})
    assert (found.came, found.open, found.answered, found.share) == (1, 0, 1, 1.0)


def test_today_is_the_last_of_the_days():
    assert [day.isoformat() for day in days_back(NOON, 3)] == ["2026-11-20", "2026-11-21", "2026-11-22"]


def test_a_case_of_somebodys_is_no_sign_of_an_answer():
    assert tally((None, replace(CARD, case=Case(lowered=True)), NOON)) == {"open:urgent": 1}
