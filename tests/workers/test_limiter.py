"""Telegram's limits hold in every second, whatever the letters and however the hands ask."""

from hypothesis import given
from hypothesis import strategies as st

from workers.limiter import CHAT_BURST, CHAT_PER_S, KEPT_CHATS, Limiter

ASKS = st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3])), max_size=200)
MOST_WAIT_S = 0.1
PER_S = 30
"""Bot API FAQ: messages a second over all chats."""


def sent(asks):
    """When each call goes out, as the hands do it: a short wait is reserved, a longer one is asked about again."""
    limiter, now, calls = Limiter(), 1000.0, []
    for chat, new_message, pause in asks:
        now += pause
        wait = limiter.wait_s(str(chat), now, new_message=new_message)
        if wait <= MOST_WAIT_S:
            limiter.take(str(chat), now, new_message=new_message)
            calls.append((now + wait, chat, new_message))
    return calls


@given(ASKS)
def test_no_second_sees_more_than_thirty_calls(asks):
    times = sorted(at for at, _, _ in sent(asks))
    for first in times:
        assert sum(first <= at < first + 0.999 for at in times) <= PER_S


@given(ASKS)
def test_a_chat_gets_one_message_a_second_and_a_short_burst(asks):
    calls = sent(asks)
    for first, chat, new in calls:
        window = [at for at, other, made in calls if other == chat and made and first <= at <= first + 3]
        assert not new or len(window) <= CHAT_BURST + 3 * CHAT_PER_S + 1


def test_calls_that_are_no_new_message_do_not_count_against_the_chat():
    limiter = Limiter()
    for tenth in range(20):
        assert limiter.wait_s("a", 5.0 + tenth / 10, new_message=False) == 0
        limiter.take("a", 5.0 + tenth / 10, new_message=False)


def test_a_flood_goes_out_at_the_full_rate_and_never_faster():
    limiter, now = Limiter(), 50.0
    times: list[float] = []
    while now < 60.0:
        now += limiter.wait_s(str(len(times)), now, new_message=True)
        limiter.take(str(len(times)), now, new_message=True)
        times.append(now)
    assert len(times) >= 0.9 * 10 * PER_S
    assert max(sum(first <= at < first + 0.999 for at in times) for first in times) <= PER_S


def test_a_refused_chat_rests_and_the_others_do_not():
    limiter = Limiter()
    limiter.slow_down("a", 10.0, 7.0)
    assert limiter.wait_s("a", 10.0, new_message=False) == 7.0
    assert limiter.wait_s("b", 10.0, new_message=True) == 0
    assert limiter.wait_s("a", 17.1, new_message=True) == 0


def test_when_a_second_chat_is_refused_too_everything_rests():
    limiter = Limiter()
    limiter.slow_down("a", 10.0, 7.0)
    limiter.slow_down("b", 11.0, 3.0)
    assert limiter.wait_s("c", 11.0, new_message=True) == 3.0


def test_the_memory_of_chats_is_bounded():
    limiter = Limiter()
    for chat in range(KEPT_CHATS + 50):
        limiter.wait_s(str(chat), 1.0, new_message=True)
        limiter.slow_down(str(chat), float(chat), 0.5)
    assert len(limiter.chats) == KEPT_CHATS
    assert len(limiter.paused) <= 2
