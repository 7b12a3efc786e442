"""Another receipt code: the earlier one ends at once, the new one brings back at once and opens replies once sealed."""

import pytest

from desk.ports import JournalLine, Unavailable
from tests.desk.desk_rig import ANNA, NOON, Office, account, office_on
from triage.ids import UpdateId
from triage.tells import ShowCode, ShowScreen
from vault import keys, receipt, threads
from vault.boxes import Boxes
from vault.encoding import b64u, unb64u
from vault.sealing import kid

CHILD, PHONE, OTHER = account(3, 1), account(7, 2), account(9, 3)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


def boxes(office):
    return Boxes(office.store, None, office.records)  # type: ignore[arg-type]  # members are asked for desks' keys only


async def begun(office):
    """A thread with one reply that was shown: (signal, its first code)."""
    await office.writes(CHILD, "дома плохо")
    signal = (await office.card_of(CHILD)).signal
    code = await office.code_of(signal)
    await office.claims(signal)
    entry = await office.replies(signal, "мы рядом")
    await office.chats.put_reply_state(signal, entry, "shown", office.now)
    await office.chats.drop_code(signal, await office.chats.code(signal))
    return signal, code


async def taken(office, signal):
    await office.taps(CHILD, "new_code")
    return await office.code_of(signal)


async def sealed_by_a_browser(office, signal, at=NOON):
    """What the console does when the signal is opened: True where the server took it."""
    opened = await office.files.read(signal, "intake")
    public = unb64u(opened.thread["reporter"])
    box = threads.seal_thread(await office.thread_seed(signal), signal, "reporter", public)
    line = JournalLine(at=at, by=ANNA.member, verb="resealed-code")
    return await boxes(office).for_reporter(signal, kid(public), box, line)


async def opens(office, who, code):
    await office.writes(who, "пять слов", code=code)
    loaded = await office.books.load(who, UpdateId("x"))
    return loaded.card.signal if loaded.card else None


async def test_the_earlier_code_opens_nothing_from_the_same_step_on(office):
    signal, first = await begun(office)
    assert await office.books.find(first) is not None
    new = await taken(office, signal)
    assert new != first
    assert await office.books.find(first) is None
    assert await opens(office, OTHER, first) != signal
    assert b":loc:" + receipt.derive(first).locator.encode() not in b"".join(await office.store.redis.keys("*"))


async def test_the_desk_sees_that_a_new_code_waits_for_its_box_until_it_is_made(office):
    signal, _ = await begun(office)
    await taken(office, signal)
    (card,) = await office.files.queue(5)
    assert card.code_wanted
    assert await sealed_by_a_browser(office, signal)
    (card,) = await office.files.queue(5)
    assert not card.code_wanted


async def test_even_where_the_earlier_pointer_stayed_it_opens_nothing(office):
    """The pointer goes after the save: a crash may come between."""
    signal, first = await begun(office)
    locator = receipt.derive(first).locator
    await taken(office, signal)
    await office.store.redis.set(keys.locator(int(locator[0], 16), locator), signal)
    assert await office.books.find(first) is None
    assert await sealed_by_a_browser(office, signal)
    assert await office.books.find(first) is None


async def test_the_new_code_brings_back_at_once_and_opens_earlier_replies_when_it_was_sealed(office):
    signal, _ = await begun(office)
    new = await taken(office, signal)
    found = await office.books.find(new)
    assert (found.versioned.card.signal, dict(found.replies)) == (signal, {})
    assert await opens(office, PHONE, new) == signal
    assert await sealed_by_a_browser(office, signal)
    assert list((await office.books.find(new)).replies.values()) == ["мы рядом"]
    assert "reporter" not in (await office.files.read(signal, "intake")).thread


async def test_a_save_that_failed_leaves_the_earlier_code_as_it_was(office, monkeypatch):
    signal, first = await begun(office)

    async def full(_store, _batch):
        raise Unavailable("full")

    with monkeypatch.context() as failing:
        failing.setattr(type(office.store), "commit", full)
        with pytest.raises(Unavailable):
            await office.taps(CHILD, "new_code")
    assert (await office.books.find(first)).versioned.card.signal == signal


async def test_asked_twice_by_one_update_it_is_one_code(office):
    signal, _ = await begun(office)
    tap = await office.taps(CHILD, "new_code")
    code = await office.code_of(signal)
    await office.intake.receive(tap, office.now)
    assert await office.code_of(signal) == code


async def test_a_box_for_a_code_before_the_last_is_refused_and_a_second_one_too(office):
    signal, _ = await begun(office)
    await taken(office, signal)
    late = await office.files.read(signal, "intake")
    second = await taken(office, signal)
    public = unb64u(late.thread["reporter"])
    box = threads.seal_thread(await office.thread_seed(signal), signal, "reporter", public)
    line = JournalLine(at=NOON, by=ANNA.member, verb="resealed-code")
    assert not await boxes(office).for_reporter(signal, kid(public), box, line)
    assert await sealed_by_a_browser(office, signal)
    assert not await boxes(office).for_reporter(signal, kid(receipt.derive(second).public), box, line)
    assert list((await office.books.find(second)).replies.values()) == ["мы рядом"]


async def test_five_an_hour_and_then_it_is_home(office):
    signal, _ = await begun(office)
    codes = {await taken(office, signal) for _ in range(7)}
    assert len(codes) == 5
    assert isinstance((await office.tells(3))[-1], ShowScreen)
    office.later(minutes=61)
    await office.taps(CHILD, "new_code")
    assert isinstance((await office.tells(3))[-1], ShowCode)


async def test_a_newcomer_and_who_is_hidden_gets_none(office):
    signal, first = await begun(office)
    await office.taps(CHILD, "hide")
    await office.taps(CHILD, "new_code")
    await office.taps(OTHER, "new_code")
    assert await office.chats.code(signal) is None
    assert (await office.books.find(first)).versioned.card.signal == signal


async def test_the_code_lies_nowhere_in_clear_and_its_key_is_public_only(office):
    signal, _ = await begun(office)
    new = await taken(office, signal)
    reporter = receipt.derive(new)
    everything = await office.all_values()
    for secret in (receipt.digits(new), b64u(reporter.seed), str(list(new)), repr(reporter.seed)[2:-1]):
        assert secret.encode() not in everything


async def test_an_erased_signal_takes_its_new_code_along(office):
    signal, _ = await begun(office)
    new = await taken(office, signal)
    await office.store.redis.delete(keys.signal(signal))
    assert await office.books.find(new) is None
    line = JournalLine(at=NOON, by=ANNA.member, verb="resealed-code")
    assert not await boxes(office).for_reporter(signal, "0" * 16, "A", line)
