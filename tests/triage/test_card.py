"""A card only becomes more urgent, forgets no reason, and says whose turn it is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.assessing import book
from triage import card as cards
from triage.card import Card
from triage.ids import AccountId, MemberId, SignalId
from triage.urgency import RANK, Urgency

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REASONS = st.lists(st.sampled_from(["danger-word", "under-cover", "machine-failed", "x", "y"]), max_size=6).map(tuple)
CARD = Card(
    signal=SignalId("3-" + "a" * 20),
    urgency=Urgency.URGENT,
    reasons=("unknown-needs-a-human",),
    received_at=NOON,
    last_word_at=NOON,
    language="ru",
)


@given(st.lists(st.tuples(st.sampled_from(Urgency), REASONS), max_size=8))
def test_raising_never_lowers_and_never_forgets_or_repeats_a_reason(steps):
    card = CARD
    for urgency, reasons in steps:
        before, card = card, cards.raised(card, urgency, reasons)
        assert RANK[card.urgency] == min(RANK[before.urgency], RANK[urgency])
        assert card.reasons[: len(before.reasons)] == before.reasons
        assert set(card.reasons) == set(before.reasons) | set(reasons)
        assert len(set(card.reasons)) == len(card.reasons)


@given(st.sampled_from(Urgency), REASONS)
def test_raising_changes_nothing_but_urgency_and_reasons(urgency, reasons):
    raised = cards.raised(CARD, urgency, reasons)
    assert replace(raised, urgency=CARD.urgency, reasons=CARD.reasons) == CARD


def test_a_word_counts_and_makes_it_the_desks_turn_while_its_place_in_time_stays():
    later = NOON.replace(hour=15)
    card = cards.worded(cards.answered(CARD), later)
    assert (card.awaiting, card.words, card.last_word_at, card.received_at) == ("desk", 1, later, NOON)


def test_somebody_waits_since_the_first_word_that_nobody_has_answered_whoever_takes_it():
    one, two, three = (NOON.replace(hour=hour) for hour in (13, 14, 15))
    card = cards.worded(CARD, one)
    assert card.waits_since == NOON, "a second word does not begin the waiting anew"
    card = cards.held(card, MemberId("m-aaaaaaaaaa"))
    assert card.waits_since == NOON, "nor does a claim"
    card = cards.worded(cards.answered(card), two)
    assert card.waits_since == two
    assert cards.worded(card, three).waits_since == two
    assert cards.released(card).waits_since == two
    assert cards.released(cards.answered(card)).waits_since == two, "what was answered waits since the last word"


def test_an_answer_makes_it_the_reporters_turn():
    assert cards.answered(CARD).awaiting == "reporter"


def test_a_released_signal_waits_for_the_desk_again_even_after_an_answer():
    card = cards.released(cards.answered(cards.held(CARD, MemberId("m-aaaaaaaaaa"))))
    assert (card.held_by, card.awaiting) == (None, "desk")


def test_a_wish_to_delete_marks_the_signal_and_a_human_takes_the_mark_away():
    marked = cards.asked_to_delete(cards.answered(CARD))
    assert (marked.asked_to_delete, marked.awaiting) == (True, "desk")
    assert cards.kept(marked).asked_to_delete is False


def test_a_return_moves_the_address_and_the_language_and_nothing_else():
    back = cards.returned_to(CARD, AccountId("f" * 32), "kk")
    assert (back.account, back.language) == ("f" * 32, "kk")
    assert replace(back, account=None, language="ru") == CARD


@pytest.mark.parametrize(
    ("asked", "source", "place", "wishes"),
    [
        ("ask_place", "text", True, False),
        ("ask_place", "voice", True, False),
        ("ask_near", "location", True, False),
        ("ask_wishes", "text", False, True),
        ("ask_place", "answer", False, False),
        ("ask_place", "sticker", False, False),
        ("ask_story", "text", False, False),
    ],
)
def test_a_card_says_whether_a_place_and_wishes_were_given_and_never_forgets_it(asked, source, place, wishes):
    card = cards.answering(CARD, asked, source)
    assert (card.place_given, card.wishes_given) == (place, wishes)
    later = cards.answering(card, "status", "text")
    assert (later.place_given, later.wishes_given) == (place, wishes)


def test_what_tells_of_the_net_is_every_rule_that_leads_there_but_the_one_of_doubt():
    leads = {rule.id for rule in book().rules.values() if "online_safety" in rule.routes}
    assert leads - {cards.UNKNOWN} == cards.OF_THE_NET
