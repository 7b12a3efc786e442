"""Two senders read one outbox: every promise has one keeper, and none that would ring into the void."""

import pytest

from tests.desk.desk_rig import Office, account
from triage.ids import OF_DUTY_BOT, AccountId, Address, SignalId, is_of_duty_bot
from triage.tells import (
    AlertDesk,
    EraseChat,
    FetchVoice,
    FewerWait,
    LeaveChat,
    News,
    NoteSeen,
    RingDesk,
    ShowScreen,
    Tell,
)
from vault import keys
from vault.lease import DUTY as LANE
from vault.lease import Leases
from vault.outbox import Announcement, Outbox
from workers.parting import CHILDREN, DUTY, Part, Whose

SIGNAL = SignalId("3-" + "a" * 20)
CHILD = account(3, 1)
MEMBER = AccountId(account(4, 2) + OF_DUTY_BOT)
TELLS: list[tuple[Tell, str]] = [
    (AlertDesk(signal=SIGNAL), "desk"),
    (FewerWait(signal=SIGNAL), "desk"),
    (RingDesk(account=MEMBER), "desk"),
    (NoteSeen(account=MEMBER), "desk"),
    (ShowScreen(account=MEMBER, name="linked"), "desk"),
    (EraseChat(account=MEMBER), "desk"),
    (LeaveChat(address=Address("-1"), duty_bot=True), "desk"),
    (ShowScreen(account=CHILD, name="first"), "children"),
    (EraseChat(account=CHILD), "children"),
    (News(account=CHILD, signal=SIGNAL), "children"),
    (FetchVoice(account=CHILD, signal=SIGNAL, media="m", file="f", seconds=1), "children"),
    (LeaveChat(address=Address("-1")), "children"),
]


def test_the_name_of_an_account_says_which_bot_it_is_of():
    assert is_of_duty_bot(MEMBER)
    assert not any(is_of_duty_bot(account(home, number)) for home in range(16) for number in range(20))


@pytest.mark.parametrize(("tell", "whose"), TELLS)
def test_with_two_bots_each_promise_has_one_keeper(tell, whose):
    keepers = {"children": CHILDREN.whose(tell), "desk": DUTY.whose(tell)}
    assert keepers.pop(whose) is Whose.MINE
    assert set(keepers.values()) == {Whose.OTHERS}


@pytest.mark.parametrize("tell", [RingDesk(account=CHILD), NoteSeen(account=CHILD)])
def test_a_ring_for_a_chat_with_the_childrens_bot_is_nobodys_once_the_desk_has_its_own(tell):
    assert (CHILDREN.whose(tell), DUTY.whose(tell)) == (Whose.OTHERS, Whose.NOBODYS)


@pytest.mark.parametrize(("tell", "_whose"), TELLS)
def test_one_bot_keeps_everything_but_what_was_for_a_bot_that_is_gone(tell, _whose):
    gone = is_of_duty_bot(getattr(tell, "account", CHILD))
    assert Part().whose(tell) is (Whose.NOBODYS if gone else Whose.MINE)


async def test_each_bot_has_leases_and_fences_of_its_own(office: Office):
    children, desk = Leases(office.store, "one-process"), Leases(office.store, "one-process", LANE)
    number = 0
    for _ in range(3):
        await children.give_back("sender")
        number = await children.take("sender")
    await children.raise_fences(number)
    mine = await desk.take("sender")
    await desk.raise_fences(mine)
    assert (number, mine) == (3, 1)
    own, at = Outbox(office.store, office.keyring, LANE), Announcement(3, "1-0", None, 7)
    assert await own.announce(at, mine)
    assert await office.outbox.announce(at, number)
    assert not await own.announce(at, number)


async def test_what_one_sender_announced_the_other_does_not_recover(office: Office):
    desk = Leases(office.store, "one-process", LANE)
    await desk.raise_fences(1)
    own = Outbox(office.store, office.keyring, LANE)
    assert await own.announce(Announcement(3, "1-0", MEMBER, 7), 1)
    assert await office.outbox.open_announcements(3) == []
    assert [one.account for one in await own.open_announcements(3)] == [MEMBER]
    assert await office.store.redis.hlen(keys.sending(3)) == 0
