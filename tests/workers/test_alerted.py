"""An alert of what an adult has not given disappears again, whichever of the two comes first (P-03.2)."""

from dataclasses import replace

import pytest

from desk.chat import Chat
from desk.ports import Deed, JournalLine
from tests.desk.desk_rig import ANNA, BORIS, UNCLEAR, account
from tests.workers.telling_rig import Fault, Post, filling
from triage.ids import AccountId, MemberId, MessageId, SignalId, UpdateId
from triage.tells import AlertDesk, WithdrawAlert
from vault import keys
from workers.alerted import Alerted
from workers.channel import Rejected, SlowDown, Unknown, Unreachable

CHILD = account(3, 1)
ANNAS, BORISS = account(9, 50), account(8, 60)
HERS, HIS = "51", "61"


async def linked(post: Post, member: MemberId = ANNA.member, who: AccountId = ANNAS) -> None:
    await post.office.commands(who, "linked", message=None)
    await post.office.told(int(who[0], 16))
    post.desk.accounts[member] = who


async def signal_of(post: Post) -> SignalId:
    await post.office.writes(CHILD, UNCLEAR)
    return (await post.office.card_of(CHILD)).signal


async def becomes(post: Post, signal: SignalId, consent: str) -> None:
    versioned = await post.office.files.card(signal)
    assert versioned is not None
    line = JournalLine(at=post.office.now, by="reporter", verb=consent or "asked")
    card = replace(versioned.card, consent=consent)
    made = Deed(
        request=UpdateId(f"{consent}-{versioned.version}"), card=card, card_version=versioned.version, line=line
    )
    await post.office.files.save(made)


def alerted(post: Post) -> Alerted:
    return Alerted(post.phone, post.office.chats)


async def chat_of(post: Post, who: AccountId = ANNAS) -> Chat:
    chat = await post.office.chats.chat(who)
    assert chat is not None
    return chat


async def rings(post: Post, signal: SignalId) -> str:
    chat = await chat_of(post)

    async def send() -> MessageId:
        return await post.phone.send(chat.account.address, filling(post.office).rendered(chat, "alert", {}))

    return await alerted(post).alert(chat, AlertDesk(signal=signal), send)


async def test_an_alert_rings_and_is_taken_back_out_of_every_members_chat(post):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    assert (len(post.phone.shows(HERS)), len(post.phone.shows(HIS))) == (1, 1)
    for move in ("safe.skip", "who.adult", "about.self", "others.no"):
        await post.office.taps(CHILD, move)
    await post.tells_everything()
    assert (post.phone.shows(HERS), post.phone.shows(HIS)) == ([], [])
    assert not [name for name in await post.office.all_keys() if name.endswith(":al")]
    await post.office.taps(CHILD, "give")
    await post.tells_everything()
    assert (len(post.phone.shows(HERS)), len(post.phone.shows(HIS))) == (1, 1)


async def test_an_alert_that_comes_after_her_no_does_not_ring(post):
    await linked(post)
    signal = await signal_of(post)
    await becomes(post, signal, "awaiting")
    assert await rings(post, signal) == "dropped"
    assert post.phone.calls == []


async def test_an_alert_of_what_was_erased_does_not_ring(post):
    await linked(post)
    assert await rings(post, SignalId("3-" + "a" * 20)) == "dropped"
    assert post.phone.calls == []


async def test_a_no_that_comes_while_the_alert_is_on_its_way_takes_it_back(post):
    await linked(post)
    signal = await signal_of(post)
    real = post.phone.send

    async def slow(address, screen):
        message = await real(address, screen)
        await becomes(post, signal, "awaiting")
        await alerted(post).withdraw(WithdrawAlert(signal=signal))
        return message

    post.phone.send = slow
    assert await rings(post, signal) == "told"
    assert post.phone.shows(HERS) == []


async def test_a_yes_leaves_the_alert_where_it_is(post):
    await linked(post)
    signal = await signal_of(post)
    await becomes(post, signal, "given")
    assert await rings(post, signal) == "told"
    assert len(post.phone.shows(HERS)) == 1


@pytest.mark.parametrize("consent", ["given", ""])
async def test_a_withdrawal_that_comes_after_her_yes_takes_nothing_back(post, consent):
    await linked(post)
    signal = await signal_of(post)
    await rings(post, signal)
    await becomes(post, signal, consent)
    assert await alerted(post).withdraw(WithdrawAlert(signal=signal)) == "dropped"
    assert len(post.phone.shows(HERS)) == 1


async def test_the_alert_of_what_she_erased_is_taken_back(post):
    await linked(post)
    signal = await signal_of(post)
    await rings(post, signal)
    await becomes(post, signal, "awaiting")
    await post.office.taps(CHILD, "delete")
    assert await post.office.books.card(signal) is None
    await alerted(post).withdraw(WithdrawAlert(signal=signal))
    assert post.phone.shows(HERS) == []


@pytest.mark.parametrize("error", [Rejected(), Unreachable()])
async def test_one_that_cannot_be_taken_back_does_not_keep_the_others(post, error):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    signal = await signal_of(post)
    await post.tells_everything()
    post.phone.fails("delete", Fault(error))
    await becomes(post, signal, "awaiting")
    await alerted(post).withdraw(WithdrawAlert(signal=signal))
    assert sorted([len(post.phone.shows(HERS)), len(post.phone.shows(HIS))]) == [0, 1]


@pytest.mark.parametrize("error", [SlowDown(0.01), Unknown()])
async def test_a_messenger_that_stumbles_is_asked_again_until_nothing_stands(post, error):
    await linked(post)
    await linked(post, BORIS.member, BORISS)
    await post.office.writes(CHILD, UNCLEAR)
    await post.tells_everything()
    post.phone.fails("delete", *[Fault(error)] * 3)
    for move in ("safe.skip", "who.adult", "about.self", "others.no"):
        await post.office.taps(CHILD, move)
    await post.tells_everything()
    assert (post.phone.shows(HERS), post.phone.shows(HIS)) == ([], [])


async def test_withdrawing_twice_or_what_never_rang_is_nothing(post):
    signal = await signal_of(post)
    await becomes(post, signal, "awaiting")
    for _ in range(2):
        assert await alerted(post).withdraw(WithdrawAlert(signal=signal)) == "told"
    assert post.phone.calls == []


async def test_of_two_alerts_of_one_signal_both_are_taken_back(post):
    await linked(post)
    signal = await signal_of(post)
    assert [await rings(post, signal) for _ in range(2)] == ["told", "told"]
    await becomes(post, signal, "awaiting")
    await alerted(post).withdraw(WithdrawAlert(signal=signal))
    assert post.phone.shows(HERS) == []


async def test_whose_alert_stands_where_lies_sealed(post):
    await linked(post)
    signal = await signal_of(post)
    await rings(post, signal)
    assert [who for who, _ in await post.office.chats.alerted(signal)] == [ANNAS]
    listed = await post.office.store.redis.lrange(keys.alerted(signal), 0, -1)
    assert len(listed) == 1
    assert ANNAS.encode() not in listed[0]
