"""What goes, goes whole: a draft that nobody was given, and what its author deletes. A line without content stays."""

import json

import pytest

from desk.ports import Outcome
from tests.desk.desk_rig import UNCLEAR, Office, account, office_on
from triage.card import Card
from triage.ids import SignalId, UpdateId
from triage.incoming import Voice
from vault import keys
from vault.calendar import DueTimes
from vault.erasure import Erasure
from vault.store import Batch

SHE = account(3, 1)
SPOKEN = Voice(file="AwAC", seconds=7)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def draft(office: Office) -> SignalId:
    await office.writes(SHE, UNCLEAR)
    for move in ("safe.skip", "who.adult", "about.self", "others.no"):
        await office.taps(SHE, move)
    card = await office.card_of(SHE)
    assert card.consent == "awaiting"
    return card.signal


def due(office: Office) -> DueTimes:
    return DueTimes(office.store, office.keyring)


async def of(office: Office, signal: SignalId) -> set[str]:
    return {name for name in await office.all_keys() if signal in name}


async def test_a_draft_that_is_due_leaves_no_key_no_place_and_no_way_back(office):
    signal = await draft(office)
    code = await office.code_of(signal)
    await office.emptied(SHE)
    office.later(hours=25)
    assert await due(office).erase_due_drafts(office.now) == 1
    assert await of(office, signal) == set()
    places = (keys.waiting(3), keys.in_hands(3), keys.drafts(3))
    assert [await office.store.redis.zscore(place, signal) for place in places] == [None] * 3
    assert await office.books.find(code) is None
    assert [name for name in await office.all_keys() if ":loc:" in name] == []
    assert (await office.books.load(SHE, UpdateId("x"))).account is None


async def test_the_line_that_stays_holds_no_content_and_the_history_is_rewritten(office):
    signal = await draft(office)
    office.later(hours=25)
    await due(office).erase_due_drafts(office.now)
    (line,) = (await office.store.redis.hgetall(keys.tombstones(3))).values()
    assert set(json.loads(line)) == {"urgency", "received", "door", "erased"}
    assert await office.store.redis.exists(keys.rewrite_wanted()) == 1
    assert UNCLEAR.encode() not in await office.all_values()
    assert signal not in str(await office.files.queue(9))


async def test_it_is_erased_once_and_never_too_early(office):
    await draft(office)
    assert await due(office).erase_due_drafts(office.now) == 0
    office.later(hours=23, minutes=59)
    assert await due(office).erase_due_drafts(office.now) == 0
    office.later(minutes=2)
    assert [await due(office).erase_due_drafts(office.now) for _ in range(2)] == [1, 0]


async def test_a_word_she_adds_gives_it_another_day(office):
    signal = await draft(office)
    office.later(hours=20)
    await office.writes(SHE, "я ещё думаю")
    office.later(hours=20)
    assert await due(office).erase_due_drafts(office.now) == 0
    office.later(hours=5)
    assert await due(office).erase_due_drafts(office.now) == 1
    assert await of(office, signal) == set()


async def test_consent_that_comes_at_the_same_moment_wins(office, monkeypatch):
    signal = await draft(office)
    office.later(hours=25)
    real = Erasure.remains

    async def she_gives_it(self, one):
        monkeypatch.setattr(Erasure, "remains", real)
        await office.taps(SHE, "give")
        return await real(self, one)

    monkeypatch.setattr(Erasure, "remains", she_gives_it)
    assert await due(office).erase_due_drafts(office.now) == 0
    (card,) = await office.files.queue(9)
    assert (card.signal, card.consent) == (signal, "given")
    assert await due(office).erase_due_drafts(office.now) == 0


async def test_a_word_that_comes_at_the_same_moment_is_not_lost_half(office, monkeypatch):
    signal = await draft(office)
    office.later(hours=25)
    real = Erasure.remains

    async def she_writes(self, one):
        monkeypatch.setattr(Erasure, "remains", real)
        await office.writes(SHE, "я здесь")
        return await real(self, one)

    monkeypatch.setattr(Erasure, "remains", she_writes)
    assert await due(office).erase_due_drafts(office.now) == 0
    assert (await office.reads(signal))[-1]["text"] == "я здесь"


async def test_a_place_among_the_drafts_that_means_nothing_any_more_is_cleared(office):
    await office.writes(SHE, UNCLEAR)
    signal = (await office.card_of(SHE)).signal
    await office.store.redis.zadd(keys.drafts(3), {signal: 1.0, "3-" + "z" * 20: 1.0})
    assert await due(office).erase_due_drafts(office.now) == 0
    assert await office.store.redis.zcard(keys.drafts(3)) == 0
    assert len(await office.files.queue(9)) == 1


async def test_what_was_spoken_in_a_draft_can_not_be_opened_any_more_and_its_file_is_swept(office):
    await office.writes(SHE, "", kind="voice", voice=SPOKEN)
    signal = await draft(office)
    (promise,) = [
        one for one in await office.outbox.after(3, "0", block_ms=1) if type(one.tell).__name__ == "FetchVoice"
    ]
    await office.media.keep(promise, b"OggS" + bytes(100))
    (media,) = (await office.files.read(signal, "intake")).media
    office.later(hours=25)
    await due(office).erase_due_drafts(office.now)
    assert await office.media.sealed(signal, media) is None
    office.later(days=2)
    await office.media.sweep(office.now)
    assert list(office.voices.directory.iterdir()) == []


async def test_of_two_of_hers_only_the_draft_goes(office):
    await office.writes(account(3, 2), UNCLEAR)
    other = (await office.card_of(account(3, 2))).signal
    before = await of(office, other)
    await draft(office)
    office.later(hours=25)
    await due(office).erase_due_drafts(office.now)
    assert await of(office, other) == before
    assert [card.signal for card in await office.files.queue(9)] == [other]


async def test_her_delete_is_one_save_with_the_change_of_her_account(office):
    signal = await draft(office)
    await office.taps(SHE, "delete")
    assert await of(office, signal) == set()
    record = (await office.books.load(SHE, UpdateId("x"))).account
    assert (record.signal, record.covered, record.threads) == (None, None, ())
    assert await office.store.redis.hlen(keys.tombstones(3)) == 1


async def test_her_delete_that_loses_a_race_erases_nothing_and_is_decided_again(office, monkeypatch):
    signal = await draft(office)
    saves: list[Outcome] = []
    real = office.store.commit

    async def one_is_lost(self, batch: Batch) -> Outcome:
        if not saves:
            saves.append(Outcome.LOST)
            await real(_word_of_hers(card, version))
        else:
            saves.append(await real(batch))
        return saves[-1]

    versioned = await office.books.card(signal)
    card, version = versioned.card, versioned.version

    def _word_of_hers(one: Card, at: str) -> Batch:
        batch = Batch()
        batch.at_version(keys.signal(signal), at)
        office.records.put_card(batch, one, at)
        return batch

    monkeypatch.setattr(type(office.store), "commit", one_is_lost)
    await office.taps(SHE, "delete")
    assert saves[0] is Outcome.LOST
    assert saves[-1] is Outcome.SAVED
    assert await of(office, signal) == set()
