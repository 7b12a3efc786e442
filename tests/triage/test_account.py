"""Which thread stands open in a chat, which can be found again, and how often a code may be tried."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triage import account as accounts
from triage.account import MOST_THREADS, MOST_TRIES, TRIES_WINDOW, Account
from triage.ids import AccountId, Address, SignalId

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NEW = Account(account=AccountId("3" + "0" * 31), address=Address("1"), language="ru")
SIGNALS = st.integers(0, 11).map(lambda number: SignalId(f"3-{number}"))
JOINS = st.lists(st.tuples(SIGNALS, st.sampled_from("abcdef")), max_size=30)


def joined(joins):
    made = NEW
    for signal, word in joins:
        made = accounts.joined(made, signal, word)
    return made


@given(JOINS)
def test_at_most_eight_threads_are_kept_each_once_the_newest_last(joins):
    threads = joined(joins).threads
    newest = list(dict.fromkeys(signal for signal, _ in reversed(joins)))[:MOST_THREADS]
    assert [thread.signal for thread in reversed(threads)] == newest


@given(JOINS, st.sampled_from("abcdef"))
def test_a_safe_word_brings_back_the_thread_that_got_it_last(joins, word):
    made = joined(joins)
    wanted = next((thread.signal for thread in reversed(made.threads) if thread.safe_word == word), None)
    assert accounts.thread_of_word(made, word) == wanted


@given(JOINS.filter(bool))
def test_a_hidden_account_looks_like_a_newcomers_and_still_finds_every_thread(joins):
    made = replace(joined(joins), quiet=True)
    hidden = accounts.covered(made)
    assert (hidden.signal, hidden.quiet, hidden.covered) == (None, False, made.signal)
    assert hidden.threads == made.threads
    assert accounts.covered(hidden) == hidden


@given(JOINS, SIGNALS)
def test_nothing_points_to_a_forgotten_signal(joins, signal):
    for made in (joined(joins), accounts.covered(joined(joins))):
        left = accounts.forgotten(made, signal)
        pointed = {left.signal, left.covered, *(thread.signal for thread in left.threads)}
        assert signal not in pointed
        assert pointed | {signal, None} == {made.signal, made.covered, *(t.signal for t in made.threads), signal, None}


def test_opening_a_thread_ends_stop_and_cover():
    made = accounts.joined(replace(accounts.covered(joined([("3-1", "a")])), quiet=True), SignalId("3-2"), "b")
    assert (made.signal, made.covered, made.quiet) == ("3-2", None, False)


@given(st.lists(st.integers(0, 200), max_size=40).map(sorted))
def test_no_hour_ever_sees_more_than_five_derivations(minutes):
    made, granted = NEW, []
    for minute in minutes:
        now = NOON + timedelta(minutes=minute)
        counted = accounts.tried(made, now)
        if counted is not None:
            made = counted
            granted.append(now)
        else:
            assert len([at for at in granted if now - at < TRIES_WINDOW]) == MOST_TRIES
    for at in granted:
        assert len([other for other in granted if timedelta() <= other - at < TRIES_WINDOW]) <= MOST_TRIES
    assert len(made.tries) <= MOST_TRIES
