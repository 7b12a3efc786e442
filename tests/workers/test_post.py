"""The post keeps the order of each chat, lets the urgent go first, and loses no letter."""

import asyncio

import pytest

from triage.ids import AccountId, Address, MessageId, SignalId
from triage.tells import AlertDesk, EraseChat, LeaveChat, ShowScreen
from workers.post import Letter, PostOffice

SIGNAL = SignalId("3-" + "a" * 20)


def letter(number: int, chat: str = "a", name: str = "believed", *, urgent: bool = False) -> Letter:
    tell = ShowScreen(account=AccountId(chat), name=name, urgent=urgent)
    return Letter(3, f"{number}-0", chat, tell, AccountId(chat))


def hide(number: int, chat: str = "a", message: int | None = 7) -> Letter:
    tell = EraseChat(account=AccountId(chat), message=MessageId(message) if message else None)
    return Letter(3, f"{number}-0", chat, tell, AccountId(chat))


def alert(number: int, chat: str = "a") -> Letter:
    return Letter(3, f"{number}-0", chat, AlertDesk(signal=SIGNAL), AccountId(chat))


async def taken(office: PostOffice) -> Letter:
    async with asyncio.timeout(5):
        return await office.take()


async def nothing_to_take(office: PostOffice) -> bool:
    try:
        async with asyncio.timeout(0.02):
            await office.take()
    except TimeoutError:
        return True
    return False


def ids(letters: list[Letter]) -> list[str]:
    return sorted(one.id for one in letters)


async def test_a_chat_gets_its_letters_one_by_one_and_in_order():
    office = PostOffice()
    for number in range(3):
        await office.put(letter(number))
    first = await taken(office)
    assert await nothing_to_take(office)
    await office.done(first)
    second = await taken(office)
    assert (first.id, second.id) == ("0-0", "1-0")


async def test_chats_do_not_wait_for_each_other():
    office = PostOffice()
    await office.put(letter(1, "a"))
    await office.put(letter(2, "b"))
    assert {(await taken(office)).chat, (await taken(office)).chat} == {"a", "b"}


async def test_the_urgent_goes_first_and_the_clocks_errands_last():
    office = PostOffice()
    await office.put(Letter(3, "1-0", "leave", LeaveChat(address=Address("1"))))
    await office.put(hide(2, "b", message=None))
    await office.put(letter(3, "c"))
    await office.put(letter(4, "d", urgent=True))
    await office.put(hide(5, "e"))
    await office.put(alert(6, "f"))
    order = [(await taken(office)).chat for _ in range(6)]
    assert set(order[:3]) == {"d", "e", "f"}
    assert order[3] == "c"
    assert set(order[4:]) == {"leave", "b"}


async def test_a_chat_with_something_urgent_goes_first_in_its_own_order():
    office = PostOffice()
    await office.put(letter(1, "a"))
    await office.put(letter(2, "b"))
    await office.put(letter(3, "b", urgent=True))
    first = await taken(office)
    assert (first.chat, first.id) == ("b", "2-0")


async def test_hide_overtakes_and_drops_what_stood_before_it_but_never_an_alert():
    office = PostOffice()
    for number in range(2):
        await office.put(letter(number))
    await office.put(alert(5))
    await office.put(hide(6))
    await office.put(letter(7))
    first = await taken(office)
    await office.done(first)
    second = await taken(office)
    assert (first.id, second.id) == ("5-0", "6-0")
    assert ids(second.dropped) == ["0-0", "1-0"]
    await office.done(second)
    assert (await taken(office)).id == "7-0"


async def test_what_a_flood_merged_is_dropped_by_hide_too():
    office = PostOffice()
    for number in range(3):
        await office.put(letter(number, name="more"))
    await office.put(hide(3))
    await office.put(hide(4))
    assert ids((await taken(office)).dropped) == ["0-0", "1-0", "2-0", "3-0"]


async def test_a_flood_of_the_same_answer_becomes_one_and_no_other_answers_do():
    office = PostOffice()
    for number, name in enumerate(["believed", "believed", "more", "more", "more", "safe_word"]):
        await office.put(letter(number, name=name))
    told = []
    for _ in range(4):
        one = await taken(office)
        told.append((one.id, ids(one.dropped)))
        await office.done(one)
    assert told == [("0-0", []), ("1-0", []), ("4-0", ["2-0", "3-0"]), ("5-0", [])]
    assert await nothing_to_take(office)


async def test_an_answer_that_may_have_gone_out_is_not_merged_away():
    office = PostOffice()
    await office.put(letter(1, name="more"))
    tried = await taken(office)
    tried.tries = 1
    await office.put_back(tried)
    await office.put(letter(2, name="more"))
    assert (await taken(office)).dropped == []


async def test_a_resting_letter_keeps_its_chat_waiting_and_nobody_elses():
    office = PostOffice()
    await office.put(letter(1, "a"))
    await office.put(letter(2, "a"))
    await office.rest(await taken(office), 0.05)
    await office.put(letter(3, "b"))
    assert (await taken(office)).id == "3-0"
    again = await taken(office)
    assert again.id == "1-0"
    await office.done(again)
    assert (await taken(office)).id == "2-0"


async def test_a_waiting_hand_wakes_for_a_letter_that_has_rested_enough():
    office = PostOffice()
    await office.put(letter(1))
    waiting = [asyncio.ensure_future(office.take()) for _ in range(3)]
    first = await asyncio.wait_for(asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED), 5)
    (done,) = first[0]
    await office.rest(done.result(), 0.01)
    assert (await taken(office)).id == "1-0"
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_hide_takes_a_resting_letter_out_of_its_sleep():
    office = PostOffice()
    await office.put(letter(1))
    await office.rest(await taken(office), 600)
    await office.put(hide(2))
    erase = await taken(office)
    assert (erase.id, ids(erase.dropped)) == ("2-0", ["1-0"])


async def test_hide_does_not_wait_for_a_letter_that_fails_while_hide_is_already_queued():
    office = PostOffice()
    await office.put(letter(1))
    in_hand = await taken(office)
    await office.put(hide(2))
    await office.rest(in_hand, 600)
    erase = await taken(office)
    assert (erase.id, ids(erase.dropped)) == ("2-0", ["1-0"])


async def test_an_alert_rests_although_a_hide_is_queued_and_a_hide_rests_although_another_is():
    for first in (alert(1), hide(1)):
        office = PostOffice()
        await office.put(first)
        in_hand = await taken(office)
        await office.put(hide(2))
        await office.rest(in_hand, 600)
        assert await nothing_to_take(office)


async def test_a_letter_that_is_put_back_stays_first_unless_a_hide_came_in_between():
    office = PostOffice()
    await office.put(letter(1))
    await office.put(letter(2))
    in_hand = await taken(office)
    await office.put_back(in_hand)
    in_hand = await taken(office)
    assert in_hand.id == "1-0"
    await office.put(hide(3))
    await office.put_back(in_hand)
    erase = await taken(office)
    assert (erase.id, ids(erase.dropped)) == ("3-0", ["1-0", "2-0"])


async def test_an_empty_post_remembers_no_chat():
    office = PostOffice()
    for number in range(50):
        await office.put(letter(number, f"{number:032x}"))
    for _ in range(50):
        await office.done(await taken(office))
    assert office._chats == {}
    assert office._busy == set()


async def test_cancelled_hands_take_no_letter_with_them():
    office = PostOffice()
    for round_ in range(30):
        hands = [asyncio.ensure_future(office.take()) for _ in range(3)]
        for _ in range(round_ % 4):
            await asyncio.sleep(0)
        await office.put(letter(round_, f"chat{round_}"))
        for _ in range(round_ % 3):
            await asyncio.sleep(0)
        for hand in hands:
            hand.cancel()
        results = await asyncio.gather(*hands, return_exceptions=True)
        found = [one for one in results if isinstance(one, Letter)]
        if not found:
            found = [await taken(office)]
        assert [one.id for one in found] == [f"{round_}-0"]
        await office.done(found[0])


@pytest.mark.parametrize("lane", [0, 1, 2])
def test_lanes_are_numbered_so_that_the_smallest_goes_first(lane):
    made = [alert(1), letter(1), Letter(3, "1-0", "l", LeaveChat(address=Address("1")))][lane]
    assert made.lane == lane
