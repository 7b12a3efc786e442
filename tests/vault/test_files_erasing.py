"""An erased signal leaves a content-free tombstone, and nobody unreachable."""

import pytest

from desk.access import Refused
from desk.ports import JournalLine, Unavailable
from tests.desk.desk_rig import ANNA, Office, account, office_on
from triage.ids import EntryId, SignalId, UpdateId
from triage.tells import AlertDesk, FewerWait
from vault import keys
from vault.journal import chain
from vault.tallies import tally

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def signal_of(office: Office, who=CHILD, text: str = "дома плохо") -> SignalId:
    await office.writes(who, text)
    return (await office.card_of(who)).signal


async def asked_to_delete(office: Office) -> SignalId:
    signal = await signal_of(office)
    await office.claims(signal)
    await office.replies(signal, "мы рядом")
    await office.duty.note(office.asked(signal, "note"), EntryId("a" * 32), "box")
    await office.taps(CHILD, "delete")
    return signal


async def test_a_wish_to_delete_keeps_the_signal_marked_and_alerts_the_holder(office):
    signal = await asked_to_delete(office)
    card = (await office.files.card(signal)).card
    assert (card.asked_to_delete, card.awaiting, card.held_by) == (True, "desk", ANNA.member)
    assert AlertDesk(signal=signal, member=ANNA.member) in await office.tells(3)


async def test_only_what_was_asked_for_can_be_erased(office):
    signal = await signal_of(office)
    await office.claims(signal)
    with pytest.raises(Refused, match="not-asked"):
        await office.duty.erase(office.asked(signal, "e"))


async def test_an_erased_signal_leaves_a_content_free_tombstone_and_nothing_else(office):
    signal = await asked_to_delete(office)
    await office.told(3)
    await office.emptied(CHILD)
    await office.store.redis.set(keys.alarm(signal), "an alarm that climbed")
    await office.duty.erase(office.asked(signal, "e"))
    assert await office.tells(3) == [FewerWait(signal=signal)]
    await office.told(3)
    left = {name for name in await office.all_keys() if ":u:" not in name}
    counted = tally(3, office.now.date())  # content-free too: test_tallies
    assert left == {keys.tombstones(3), keys.rewrite_wanted(), chain("3").lines, chain("3").head, counted}
    tomb = await office.store.redis.hgetall(keys.tombstones(3))
    assert tomb == {
        signal.encode(): b'{"urgency": "standard", "received": "2026-11-22T12:00:00Z", "door": "telegram",'
        b' "erased": "2026-11-22T12:00:00Z"}'
    }


async def test_an_erased_thread_can_not_be_found_by_word_or_code_any_more(office):
    signal = await signal_of(office)
    code = await office.code_of(signal)
    await office.claims(signal)
    await office.taps(CHILD, "delete")
    await office.duty.erase(office.asked(signal, "e"))
    assert await office.books.find(code) is None
    await office.writes(CHILD, "пять слов", code=code)
    assert (await office.card_of(CHILD)).signal != signal
    with pytest.raises(Refused, match="gone"):
        await office.duty.read(office.asked(signal, "x"))


async def test_a_chat_that_still_shows_something_is_erased_after_its_signal_was(office):
    """The bot must not forget where the chat is before it has emptied it."""
    signal = await asked_to_delete(office)
    await office.commands(CHILD, "start")
    await office.duty.erase(office.asked(signal, "e"))
    chat = await office.chats.chat(CHILD)
    assert chat is not None
    assert chat.account.threads == ()
    assert 0 < await office.store.redis.ttl(keys.account(3, CHILD)) <= keys.EMPTY_ACCOUNT_LIFE_S


async def test_a_specialist_who_once_tried_the_bot_still_hears_alerts_after_her_test_was_erased(office):
    await office.commands(CHILD, "linked")
    signal = await signal_of(office)
    await office.claims(signal)
    await office.taps(CHILD, "delete")
    await office.duty.erase(office.asked(signal, "e"))
    chat = await office.chats.chat(CHILD)
    assert chat is not None
    assert chat.account.staff
    assert await office.store.redis.ttl(keys.account(3, CHILD)) == -1


async def test_an_account_with_another_thread_keeps_that_one(office):
    signal = await asked_to_delete(office)
    await office.writes(CHILD, "снова я")
    kept = (await office.card_of(CHILD)).signal
    await office.duty.erase(office.asked(signal, "e"))
    record = (await office.books.load(CHILD, UpdateId("x"))).account
    assert [thread.signal for thread in record.threads] == [kept]
    assert record.signal == kept


async def test_nothing_is_written_to_a_signal_that_was_erased_meanwhile(office):
    signal = await asked_to_delete(office)
    (entry,) = [EntryId(name) for name in (await office.files.read(signal, "intake")).replies]
    await office.duty.erase(office.asked(signal, "e"))
    await office.files.note_reading(signal, JournalLine(at=office.now, by=ANNA.member, verb="opened"))
    await office.chats.put_reply_state(signal, entry, "shown", office.now)
    assert [name for name in await office.all_keys() if signal in name] == []


async def test_an_erasure_frees_memory_so_a_full_one_does_not_refuse_it(office):
    signal = await asked_to_delete(office)
    redis = office.store.redis
    limit = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        with pytest.raises(Unavailable):
            await office.duty.release(office.asked(signal, "r"))
        await office.duty.erase(office.asked(signal, "e"))
    except Unavailable as refused:
        pytest.fail(f"the erasure was refused: {refused}")
    finally:
        await redis.config_set("maxmemory", limit)
    assert await office.files.card(signal) is None
