"""Every value comes back from its bytes as it was, and what cannot be read says nothing of what it was."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import tells
from triage.account import Account, Thread
from triage.card import Card
from triage.ids import AccountId, Address, MemberId, SignalId
from vault import codec

NAIVE = datetime(2000, 1, 2, tzinfo=UTC).replace(tzinfo=None)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(NAIVE, NAIVE.replace(year=2100), timezones=st.just(UTC))
KINDS = [
    tells.ShowScreen,
    tells.ShowReplies,
    tells.ShowCode,
    tells.News,
    tells.EraseChat,
    tells.RemoveMessages,
    tells.RenewScreen,
    tells.AlertDesk,
    tells.FetchVoice,
    tells.LeaveChat,
]
for one in (AccountId, SignalId, MemberId, Address):
    st.register_type_strategy(one, TEXT)


VALUES = st.dictionaries(TEXT, TEXT | st.integers(-(2**40), 2**40), max_size=3)
SCREENS = st.builds(tells.ShowScreen, values=VALUES, secret=st.dictionaries(TEXT, TEXT, max_size=3))


@given(SCREENS | st.sampled_from(KINDS[1:]).flatmap(st.from_type))
def test_every_promise_comes_back_as_it_was(tell):
    assert codec.tell_of(codec.tell_bytes(tell)) == tell


@given(st.builds(Card, received_at=TIMES, last_word_at=TIMES))
def test_every_card_comes_back_as_it_was(card):
    assert codec.card_of(codec.card_bytes(card)) == card


@given(st.builds(Account, tries=st.lists(TIMES, max_size=5).map(tuple), threads=st.lists(st.builds(Thread)).map(tuple)))
def test_every_account_comes_back_as_it_was(account):
    assert codec.account_of(codec.account_bytes(account)) == account


@pytest.mark.parametrize("read", [codec.card_of, codec.account_of, codec.tell_of])
@given(data=st.binary(max_size=40) | st.sampled_from([b"ShowScreen {}", b"Nothing {}", b'{"urgency":"secret"}']))
def test_what_cannot_be_read_is_unreadable_and_says_no_more(read, data):
    with pytest.raises(codec.Unreadable) as refused:
        read(data)
    assert refused.value.__cause__ is None
    assert "secret" not in str(refused.value)


@given(TIMES)
def test_a_stamp_has_whole_seconds_in_utc(at):
    assert datetime.fromisoformat(codec.stamp(at)) == at.replace(microsecond=0)
    assert codec.stamp(at).endswith("Z")
