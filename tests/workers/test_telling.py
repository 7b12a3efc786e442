"""Everything promised is told, whatever the messenger answers and whenever the sender dies."""

import pytest

from tests.desk.desk_rig import ANNA, DANGER, WORDS, account
from tests.workers.telling_rig import Fault, Post, said
from triage.ids import AccountId, Address, MemberId, UpdateId
from triage.tells import ShowScreen
from vault import keys
from vault.store import Batch
from workers.channel import Rejected, SlowDown, Unknown, Unreachable

CHILD = account(3, 1)
CHAT = "2"
SHE = account(9, 50)
"""Anna's own Telegram account."""
HER_CHAT = "51"


async def linked(post: Post, member: MemberId = ANNA.member, who: AccountId = SHE) -> None:
    await post.office.commands(who, "linked", message=None)
    await post.office.told(int(who[0], 16))
    post.desk.accounts[member] = who


async def first_text(post: Post, text: str = "дома плохо") -> None:
    made = await post.office.writes(CHILD, text)
    post.phone.receives(CHAT, made.message)


async def test_a_first_message_is_answered_and_the_desk_alerted(post):
    await linked(post)
    await first_text(post)
    await post.tells_everything()
    shown = post.phone.shows(CHAT)
    assert shown[0] == "(hers)"
    assert said("believed") in shown[1]
    assert any(word in shown[2] for word in WORDS)
    assert [said("ask-safe") in text for text in shown[3:]] == [True]
    assert len(post.phone.shows(HER_CHAT)) == 1


async def test_numbers_come_first_where_the_danger_is_now(post):
    await first_text(post, DANGER)
    await post.tells_everything(left=1)
    shown = post.phone.shows(CHAT)
    assert said("danger") in shown[1]
    assert said("believed") in shown[2]
    assert said("ask-place") in shown[4]


async def test_a_tap_is_answered_and_its_screen_replaced(post):
    await first_text(post)
    await post.tells_everything(left=1)
    screen = max(post.phone.chats[CHAT])
    before = len(post.phone.shows(CHAT))
    await post.office.taps(CHILD, "numbers", message=screen)
    await post.tells_everything(left=1)
    assert post.phone.popups == [""]
    assert said("numbers") in post.phone.chats[CHAT][screen].text
    assert len(post.phone.shows(CHAT)) == before


async def test_a_screen_that_is_gone_is_shown_anew(post):
    await post.office.commands(CHILD, "start")
    await post.office.taps(CHILD, "numbers", message=77)
    await post.tells_everything()
    assert said("numbers") in post.phone.shows(CHAT)[-1]


async def test_too_many_requests_delay_a_letter_and_lose_none(post):
    post.phone.fails("send", Fault(SlowDown(0.02)), Fault(SlowDown(0.02)))
    await first_text(post)
    await post.tells_everything(left=1)
    assert [said("believed") in text for text in post.phone.shows(CHAT)] == [False, True, False, False]


async def test_a_reader_who_blocked_the_bot_does_not_stop_the_post(post):
    post.phone.blocked[CHAT] = Unreachable()
    await first_text(post)
    other = account(3, 2)
    await post.office.commands(other, "start")
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == ["(hers)"]
    assert len(post.phone.shows("3")) == 1


async def test_a_refused_call_is_given_up_and_the_next_letter_goes(post):
    post.phone.fails("send", Fault(Rejected()))
    await first_text(post)
    await post.tells_everything(left=1)
    assert [said("believed") in text for text in post.phone.shows(CHAT)] == [False, False, False]


async def test_a_letter_that_our_own_code_cannot_tell_is_given_up_and_the_others_are_told(post):
    await post.office.commands(CHILD, "start")
    batch = Batch()
    outbox = keys.outbox(3)
    poison = ShowScreen(account=CHILD, name="no-such-screen")
    batch.put("XADD", outbox, "*", "b", post.office.keyring.seal_tell(outbox, poison))
    await post.office.store.commit(batch)
    await post.office.taps(CHILD, "numbers", message=77)
    await post.office.commands(account(3, 2), "start")
    await post.tells_everything()
    assert said("numbers") in post.phone.shows(CHAT)[-1]
    assert len(post.phone.shows("3")) == 1


async def test_a_promise_that_nobody_can_read_stays_and_stops_nobody(post):
    await post.office.store.redis.xadd(keys.outbox(3), {"b": b"not ours"})
    await post.office.commands(CHILD, "start")
    await post.tells_everything(left=1)
    assert len(post.phone.shows(CHAT)) == 1
    assert await post.waiting() == 1


async def test_an_announcement_that_nobody_can_read_stops_nobody(post):
    await post.office.store.redis.hset(keys.sending(5), "1-1", b"not ours")
    await post.office.commands(CHILD, "start")
    await post.tells_everything()
    assert len(post.phone.shows(CHAT)) == 1


async def test_traces_that_nobody_can_read_do_not_keep_the_others_from_being_erased(post):
    await first_text(post)
    await post.tells_everything(left=1)
    await post.office.store.redis.rpush(keys.traces(3, CHILD), b"not ours")
    await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == []


async def test_slow_chats_do_not_keep_the_others_waiting(post):
    for number in range(10, 18):
        await post.office.commands(account(3, number), "start")
        post.phone.hangs.add(f"send {number + 1}")
    await post.office.commands(CHILD, "start")
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) == 1)


async def test_a_group_is_left_without_a_word(post):
    await post.office.intake.leave(UpdateId("9"), Address("-100"), post.office.now)
    await post.tells_everything()
    assert post.phone.calls == [("leave", "-100")]


@pytest.mark.parametrize("error", [Unknown(), SlowDown(0.01), Unreachable(), Rejected()])
async def test_the_pulse_beats_whatever_the_messenger_answers(post, error):
    post.phone.fails("send", *[Fault(error)] * 3)
    await first_text(post)
    await post.tells_everything(left=1)
    assert post.telling.pulse.age_s() < 10
