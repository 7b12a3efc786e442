"""A step is pure: whatever is tapped, the account stays this account's, and no tap loses a thread."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from desk.step import STEPS, Situation, home
from triage.account import Account, Thread
from triage.card import Card
from triage.ids import AccountId, Address, MessageId, SignalId, UpdateId
from triage.incoming import Incoming
from triage.urgency import RANK, Urgency

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WHO, SIGNAL = AccountId("3" * 32), SignalId("3-" + "a" * 20)
ACTIONS = st.sampled_from([*STEPS, "old-button", ""])


def situation(action: str, *, has_card: bool, quiet: bool) -> Situation:
    made = Account(account=WHO, address=Address("1"), language="ru", quiet=quiet)
    card = None
    if has_card:
        made = Account(
            account=WHO,
            address=Address("1"),
            language="ru",
            signal=SIGNAL,
            quiet=quiet,
            threads=(Thread(signal=SIGNAL, safe_word="w"),),
        )
        card = Card(
            signal=SIGNAL,
            urgency=Urgency.URGENT,
            reasons=(),
            received_at=NOON,
            last_word_at=NOON,
            language="ru",
        )
    incoming = Incoming(
        update=UpdateId("1"),
        account=WHO,
        address=Address("1"),
        language="ru",
        kind="tap",
        message=MessageId(7),
        action=action,
        callback="c",
    )
    return Situation(account=made, card=card, incoming=incoming, now=NOON)


@given(ACTIONS, st.booleans(), st.booleans())
def test_a_tap_loses_no_thread_lowers_no_urgency_and_is_answered(action, has_card, quiet):
    given_ = situation(action, has_card=has_card, quiet=quiet)
    step = STEPS.get(action, home)(given_)
    assert step.account.account == WHO
    assert step.account.threads == given_.account.threads
    assert {step.account.signal, step.account.covered} >= {given_.account.signal}
    if step.card and given_.card:
        assert RANK[step.card.urgency] <= RANK[given_.card.urgency]
    answers = [getattr(tell, "callback", "") for tell in step.tells]
    assert answers.count("c") == 1


@given(ACTIONS)
def test_a_newcomer_and_a_hidden_reporter_get_the_same_answers(action):
    plain = STEPS.get(action, home)(situation(action, has_card=False, quiet=False))
    hidden = STEPS["hide"](situation("hide", has_card=True, quiet=False)).account
    covered = Situation(
        account=hidden, card=None, incoming=situation(action, has_card=False, quiet=False).incoming, now=NOON
    )
    assert STEPS.get(action, home)(covered).tells == plain.tells
