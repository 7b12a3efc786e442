"""Everything promised is told, whatever the messenger answers and whenever the sender dies."""

import asyncio

import pytest

from tests.desk.desk_rig import ANNA, BORIS, DANGER, account
from tests.workers.telling_rig import Fault, Post, said, sender
from triage.ids import AccountId, Address, MemberId, UpdateId
from triage.tells import ShowScreen
from vault import keys
from vault.store import Batch
from workers.channel import Rejected, SlowDown, Unknown, Unreachable
from workers.nursery import Nursery

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
    assert "слово" in shown[2]
    assert len(post.phone.shows(HER_CHAT)) == 1


async def test_numbers_come_first_where_the_danger_is_now(post):
    await first_text(post, DANGER)
    await post.tells_everything(left=1)
    shown = post.phone.shows(CHAT)
    assert said("numbers") in shown[1]
    assert said("believed") in shown[2]


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
    assert [said("believed") in text for text in post.phone.shows(CHAT)] == [False, True, False]


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
    assert [said("believed") in text for text in post.phone.shows(CHAT)] == [False, False]


async def test_an_unknown_end_is_tried_again_and_what_it_may_have_left_is_erased_by_hide(post):
    post.phone.fails("send", Fault(Unknown(), done=True))
    await first_text(post)
    await post.tells_everything(left=1)
    assert sum(said("believed") in text for text in post.phone.shows(CHAT)) == 2
    await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == []


async def test_a_message_that_the_store_could_not_note_any_more_is_erased_by_hide(post, monkeypatch):
    """The store died between the send and its note: nobody has the message's id."""
    real = post.office.store.redis.execute_command
    failures: list[int] = []

    async def dying(*args, **kwargs):
        if args[0] == "EVALSHA" and any("ids:" in str(one) for one in args) and len(failures) < 2:
            failures.append(1)
            raise ConnectionError
        return await real(*args, **kwargs)

    await first_text(post)
    monkeypatch.setattr(post.office.store.redis, "execute_command", dying)
    await post.tells_everything(left=1)
    assert len(failures) == 2
    assert sum(said("believed") in text for text in post.phone.shows(CHAT)) >= 2
    await post.office.taps(CHILD, "hide", message=max(post.phone.chats[CHAT]))
    await post.tells_everything(left=1)
    assert post.phone.shows(CHAT) == []


async def test_a_gap_is_swept_also_when_hide_overtakes_the_letter_that_left_it(post):
    post.phone.fails("send", *[Fault(Unknown(), done=True)] * 3)
    await first_text(post)
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) >= 2)
        await post.office.taps(CHILD, "hide", message=1)
        await post.quiet(left=1)
    assert post.phone.shows(CHAT) == []


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


async def test_an_alert_goes_to_the_holder_where_she_is_linked(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.office.writes(CHILD, "ещё")
    heard = len(post.phone.shows(HER_CHAT)), len(post.phone.shows("61"))
    await post.tells_everything()
    assert (len(post.phone.shows(HER_CHAT)), len(post.phone.shows("61"))) == (heard[0] + 1, heard[1])


async def test_an_alert_goes_to_everybody_where_the_holder_is_not_linked(post):
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    await post.office.writes(CHILD, "ещё")
    await post.tells_everything()
    assert len(post.phone.shows("61")) == 2


async def test_an_alert_waits_until_somebody_is_linked(post):
    await linked(post)
    post.desk.accounts.clear()
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await asyncio.sleep(0.05)
        assert await post.waiting() == 1
        post.desk.accounts[ANNA.member] = SHE
        await post.quiet()
    assert len(post.phone.shows(HER_CHAT)) == 1, "the alert alone"


async def test_an_alert_that_nobody_could_hear_ends_when_somebody_holds_the_signal(post):
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await post.office.claims((await post.office.card_of(CHILD)).signal)
        await post.quiet()


async def test_one_who_blocked_the_bot_does_not_keep_the_others_from_hearing(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    post.phone.blocked[HER_CHAT] = Unreachable()
    await first_text(post)
    await post.tells_everything()
    assert len(post.phone.shows("61")) == 1


async def test_an_alert_that_reached_nobody_is_told_when_somebody_can_be_reached(post):
    await linked(post)
    post.phone.blocked[HER_CHAT] = Unreachable()
    await first_text(post)
    async with post.at_work():
        await post.quiet(left=1)
        await asyncio.sleep(0.05)
        assert await post.waiting() == 1, "the alert was given up though nobody heard it"
        del post.phone.blocked[HER_CHAT]
        await post.quiet()
    assert len(post.phone.shows(HER_CHAT)) == 1


async def test_where_the_holder_cannot_be_reached_everybody_hears(post):
    await linked(post)
    await linked(post, BORIS.member, account(8, 60))
    await first_text(post)
    await post.tells_everything()
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.office.replies(signal, "мы рядом")
    post.phone.blocked[HER_CHAT] = Unreachable()
    await post.office.writes(CHILD, "ещё")
    await post.tells_everything()
    assert len(post.phone.shows("61")) == 2


async def test_an_alert_overtakes_a_flood_of_answers(post):
    await linked(post)
    for number in range(100, 160):
        await post.office.commands(account(number % 16, number), "start")
    await first_text(post)
    post.telling.limiter = type(post.telling.limiter).__mro__[1]()
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(HER_CHAT)) == 1)
    before = [address for _, address in post.phone.calls].index(HER_CHAT)
    assert before < 40


async def test_slow_chats_do_not_keep_the_others_waiting(post):
    for number in range(10, 18):
        await post.office.commands(account(3, number), "start")
        post.phone.hangs.add(f"send {number + 1}")
    await post.office.commands(CHILD, "start")
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) == 1)


async def test_after_a_crash_in_the_middle_of_a_send_it_is_told_and_hide_leaves_nothing(post):
    await first_text(post)
    post.phone.fails("send", Fault(asyncio.CancelledError(), done=True))
    async with post.at_work():
        await post.until(lambda: len(post.phone.shows(CHAT)) >= 2)
    fresh = sender(post.office.another_process(), post.phone, post.desk)
    async with Nursery() as nursery:
        nursery.start("telling", fresh.reign)
        await post.quiet(left=1)
        assert sum(said("believed") in text for text in post.phone.shows(CHAT)) >= 1
        await post.office.taps(CHILD, "hide", message=1)
        await post.quiet(left=1)
    assert post.phone.shows(CHAT) == []


async def test_two_senders_tell_everything_once(post):
    other = sender(post.office.another_process(), post.phone, post.desk)
    for number in range(20, 30):
        await post.office.commands(account(number % 16, number), "start")
    async with Nursery() as nursery:
        nursery.start("one", post.telling.reign)
        nursery.start("two", other.reign)
        await post.quiet()
    assert [len(post.phone.shows(str(number + 1))) for number in range(20, 30)] == [1] * 10


async def test_a_sender_that_lost_the_lease_stops(post):
    async with post.at_work():
        await post.office.commands(CHILD, "start")
        await post.quiet()
        await post.office.store.redis.set(keys.lease("sender"), "somebody else", px=60_000)
        await asyncio.sleep(0.2)
        await post.office.taps(CHILD, "numbers", message=77)
        await asyncio.sleep(0.05)
    assert len(post.phone.shows(CHAT)) == 1
    assert await post.waiting() == 1


async def test_a_clean_stop_gives_the_lease_back(post):
    await post.tells_everything()
    assert await post.office.store.redis.get(keys.lease("sender")) is None


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
