"""What the forum group shows of a signal follows what stands in the queue, one step at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.access import Refused
from desk.forum import LIFE, ForumSigns, GroupBinding, Says, Step, Topic, next_step, says
from tests.desk.desk_rig import ANNA, BORIS, NOON
from tests.triage.test_card import CARD
from triage.card import Card
from triage.ids import MemberId

WAITING: Card = replace(CARD, awaiting="desk", held_by=None, consent="")
TAKEN = replace(WAITING, held_by=MemberId("m-aaaaaaaaaa"))
ANSWERED = replace(TAKEN, awaiting="reporter")
DONE = replace(ANSWERED, case=replace(CARD.case, closed_at=NOON))
DRAFT = replace(WAITING, consent="awaiting")


@pytest.mark.parametrize(
    ("card", "wanted"),
    [
        (WAITING, Says.WAITS),
        (TAKEN, Says.TAKEN),
        (ANSWERED, Says.ANSWERED),
        (DONE, None),
        (DRAFT, None),
        (None, None),
    ],
)
def test_a_topic_says_where_the_signal_stands_and_no_more(card, wanted):
    assert says(card) is wanted


@pytest.mark.parametrize(
    ("topic", "card", "step"),
    [
        (None, WAITING, Step.CREATE),
        (None, TAKEN, None),
        (None, None, None),
        (Topic(thread=1), WAITING, Step.SAY),
        (Topic(thread=1, says=Says.WAITS), WAITING, None),
        (Topic(thread=1, says=Says.WAITS), TAKEN, Step.SAY),
        (Topic(thread=1, says=Says.ANSWERED), DONE, Step.CLOSE),
        (Topic(thread=1, says=Says.ANSWERED, closed_at=NOON), DONE, None),
        (Topic(thread=1, says=Says.ANSWERED, closed_at=NOON - LIFE), DONE, Step.DELETE),
        (Topic(thread=1, says=Says.ANSWERED, closed_at=NOON), WAITING, Step.REOPEN),
        (Topic(thread=1, says=Says.WAITS), None, Step.DELETE),
        (Topic(thread=1, says=Says.WAITS), DRAFT, Step.DELETE),
    ],
)
def test_one_step_leads_from_what_stands_to_what_should(topic, card, step):
    assert next_step(topic, card, NOON + timedelta()) is step


async def test_only_a_supervisor_may_bind_a_group_and_see_how_it_stands():
    binding = GroupBinding(forum=None, signs=ForumSigns("working"))
    assert binding.word(BORIS) == "working"
    assert await binding.offer_code(BORIS) is None
    with pytest.raises(Refused, match="not-allowed"):
        binding.word(ANNA)
    with pytest.raises(Refused, match="not-allowed"):
        await binding.offer_code(ANNA)
