"""A thread is found again by its code from any account, by its safe word from its own, and moves with its reader."""

import asyncio

import pytest

from desk.ports import Outcome, Unavailable
from tests.desk.desk_rig import Office, account, office_on
from triage.ids import SignalId, UpdateId
from triage.interview import Talk
from triage.tells import EraseChat, ShowReplies, ShowScreen
from vault import keys
from vault.moving import Moving

CHILD, PHONE = account(3, 1), account(7, 2)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def thread(office: Office) -> tuple[SignalId, tuple[int, ...]]:
    await office.writes(CHILD, "дома плохо")
    signal = (await office.card_of(CHILD)).signal
    return signal, await office.code_of(signal)


async def safe_word(office: Office, partition: int = 3) -> str:
    tells = await office.tells(partition)
    return next(tell.secret["word"] for tell in reversed(tells) if isinstance(tell, ShowScreen) and tell.secret)


async def test_the_code_opens_the_thread_on_another_account_and_covers_the_old_one(office):
    signal, code = await thread(office)
    await office.writes(PHONE, "пять слов", code=code)
    assert (await office.card_of(PHONE)).signal == signal
    loaded = await office.books.load(CHILD, UpdateId("x"))
    assert (loaded.card, loaded.account.signal, loaded.account.covered) == (None, None, signal)
    assert loaded.talk == Talk(), "a question that waits there would give it away"
    assert (await office.card_of(PHONE)).account == PHONE
    erased = [tell.account for tell in await office.tells(3) if isinstance(tell, EraseChat)]
    assert CHILD in erased


async def test_the_account_lives_in_the_threads_partition_from_then_on(office):
    signal, code = await thread(office)
    await office.commands(PHONE, "start")
    await office.writes(PHONE, "пять слов", code=code)
    loaded = await office.books.load(PHONE, UpdateId("x"))
    assert (loaded.home, loaded.moving) == (3, False)
    assert set(await office.store.redis.hgetall(keys.account(7, PHONE))) == {b"at"}
    assert await office.store.redis.ttl(keys.account(7, PHONE)) == -1
    await office.writes(PHONE, "это я")
    assert [entry["text"] for entry in await office.reads(signal)] == ["дома плохо", "это я"]


async def test_replies_come_with_the_code_readable_and_ready_to_be_shown(office):
    signal, code = await thread(office)
    await office.claims(signal)
    first = await office.replies(signal, "мы рядом")
    await office.chats.put_reply_state(signal, first, "shown", office.now)
    await office.writes(PHONE, "пять слов", code=code)
    assert await office.chats.unread(signal) == [first]
    assert await office.chats.reply_text(signal, first) == "мы рядом"
    assert any(isinstance(tell, ShowReplies) for tell in await office.tells(3))


async def test_a_code_that_opens_nothing_is_a_text_like_any_other_and_counts_as_a_try(office):
    for number in range(6):
        await office.writes(PHONE, "пять слов", code=(1, 2, 3, 4, number))
    (card,) = await office.files.queue(9)
    assert card.words == 5, "the sixth was neither tried nor kept: it may be the right one"
    record = (await office.books.load(PHONE, UpdateId("x"))).account
    assert len(record.tries) == 5


async def test_after_five_tries_in_an_hour_even_the_right_code_must_wait(office):
    signal, code = await thread(office)
    for number in range(5):
        await office.writes(PHONE, "пять слов", code=(1, 2, 3, 4, number))
    await office.writes(PHONE, "пять слов", code=code)
    assert (await office.card_of(PHONE)).signal != signal
    office.later(hours=1, seconds=1)
    await office.writes(PHONE, "пять слов", code=code)
    assert (await office.card_of(PHONE)).signal == signal


async def test_the_safe_word_brings_a_hidden_thread_back_and_is_no_entry(office):
    signal, _ = await thread(office)
    word = await safe_word(office)
    await office.taps(CHILD, "hide")
    assert (await office.books.load(CHILD, UpdateId("x"))).card is None
    await office.writes(CHILD, f"  {word.upper()} ")
    assert (await office.card_of(CHILD)).signal == signal
    assert len(await office.reads(signal)) == 1


async def test_the_safe_word_of_another_account_is_a_text(office):
    signal, _ = await thread(office)
    await office.writes(PHONE, await safe_word(office))
    assert (await office.card_of(PHONE)).signal != signal


async def test_what_is_written_under_cover_is_a_new_signal_linked_for_the_desk(office):
    signal, _ = await thread(office)
    await office.taps(CHILD, "hide")
    await office.writes(CHILD, "это правда?")
    card = await office.card_of(CHILD)
    assert (card.signal != signal, card.linked_to, card.under_cover) == (True, signal, True)


async def test_a_redelivered_return_changes_nothing(office):
    _, code = await thread(office)
    made = await office.writes(PHONE, "пять слов", code=code)
    before = await office.snapshot()
    await office.intake.receive(made, office.now)
    assert await office.snapshot() == before


@pytest.mark.parametrize("stage", ["begin", "commit"])
async def test_a_crash_in_the_middle_of_a_move_is_finished_by_the_redelivery(office, monkeypatch, stage):
    signal, code = await thread(office)
    await office.commands(PHONE, "start")
    made = office.incoming(PHONE, text="пять слов", code=code)

    async def crash(self):
        raise KeyboardInterrupt

    async def begun(self):
        await real(self)
        raise KeyboardInterrupt

    real = Moving.begin
    with monkeypatch.context() as patch:
        patch.setattr(Moving, *(("begin", begun) if stage == "begin" else ("finish", crash)))
        with pytest.raises(KeyboardInterrupt):
            await office.intake.receive(made, office.now)
    other = office.another_process()
    with pytest.raises(Unavailable):
        await other.taps(PHONE, "numbers")
    await other.intake.receive(made, office.now)
    loaded = await office.books.load(PHONE, UpdateId("x"))
    assert (loaded.home, loaded.moving, loaded.card.signal) == (3, False, signal)
    await office.writes(PHONE, "это я")
    assert [entry["text"] for entry in await office.reads(signal)] == ["дома плохо", "это я"]
    codes = [tell for tell in await office.tells(3) if isinstance(tell, ShowScreen) and tell.name == "returned"]
    assert len(codes) == 1, "told once"


async def test_a_tap_that_was_decided_before_the_move_began_loses_its_race(office, monkeypatch):
    _, code = await thread(office)
    await office.commands(PHONE, "start")
    tap, move = office.incoming(PHONE, "tap", action="stop"), office.incoming(PHONE, text="пять слов", code=code)
    loaded = await office.books.load(PHONE, tap.update)
    change = await office.intake._decided(loaded, tap, office.now, failed=False)
    begin = Moving.begin
    outcomes: list[Outcome | None] = []

    async def overtaken(self):
        began = await begin(self)
        if self.change.moved_from is not None and not outcomes:
            outcomes.append(None)
            outcomes.append(await office.books.save(change))
        return began

    monkeypatch.setattr(Moving, "begin", overtaken)
    await office.intake.receive(move, office.now)
    assert outcomes[1] is Outcome.LOST, "its change would be thrown away with the old record"


async def test_moving_there_and_back_again_ends_where_it_began(office):
    signal, code = await thread(office)
    await office.writes(PHONE, "мой случай")
    own = (await office.card_of(PHONE)).signal
    word = await safe_word(office, 7)
    await office.writes(PHONE, "пять слов", code=code)
    assert (await office.card_of(PHONE)).signal == signal
    await office.writes(PHONE, word)
    loaded = await office.books.load(PHONE, UpdateId("x"))
    assert (loaded.home, loaded.card.signal, loaded.moving) == (7, own, False)
    assert await office.store.redis.exists(keys.account(3, PHONE)) == 0
    assert set(loaded.account.homes) == {3, 7}
    await office.writes(PHONE, "ещё")
    assert [entry["text"] for entry in await office.reads(own)] == ["мой случай", "ещё"]


async def test_two_accounts_with_the_same_code_at_once_leave_one_return_address(office):
    signal, code = await thread(office)
    phones = [account(number, number) for number in (5, 6, 7)]
    tasks = (
        office.another_process().writes(phone, "код", code=code, update=UpdateId(f"at-{phone}")) for phone in phones
    )
    await asyncio.gather(*tasks)
    versioned = await office.books.card(signal)
    open_in = [phone for phone in phones if (await office.books.load(phone, UpdateId("x"))).account.signal == signal]
    assert open_in == [versioned.card.account]
