"""Twenty people reach for one signal at once, on forty signals: one winner each, everybody is answered, one line each."""

import asyncio
import itertools
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from redis.asyncio.connection import AbstractConnection

from tests.stories.desk_and_phone import quick_product, quiet
from tests.stories.staffed import staffed
from vault.journal_walk import Walk

pytestmark = pytest.mark.long

PEOPLE, SIGNALS = 20, 40
FIRST_CHILD = 3000
PATIENCE_S = 120.0
MOST_ROUND_TRIPS = 10
"""Of one claim, on average: session, roster (two), card, one try, and for a loser the card again and whether it was hers."""


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch, watch_every_s=30) as product:
        for number in range(SIGNALS):
            await product.child(FIRST_CHILD + number).writes(f"дома плохо, я номер {number}")
        await quiet(product)
        yield product


@contextmanager
def round_trips(monkeypatch):
    """Every packet that any client of this process sends to its store while this is open."""
    sent: Counter[str] = Counter()
    send = AbstractConnection.send_packed_command

    async def counting(self, *args, **more):
        sent["packets"] += 1
        return await send(self, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(AbstractConnection, "send_packed_command", counting)
        yield sent


async def all_claim(staff, signals):
    """(member, signal, status, answer) of every request, each within PATIENCE_S."""

    async def one(who, signal):
        status, said = await who.claims(signal)
        while status == 503:  # a machine that does ten other things: her console asks again as well
            status, said = await who.claims(signal)
        return who.id, signal, status, said

    async with asyncio.timeout(PATIENCE_S):
        return await asyncio.gather(*(one(who, signal) for signal in signals for who in staff))


def one_winner_each(answers, names):
    """The winner of every signal; every other was told by whom it was taken."""
    winners = {signal: who for who, signal, status, _ in answers if status == 200}
    assert Counter(status for *_, status, _ in answers) == {200: SIGNALS, 409: SIGNALS * (PEOPLE - 1)}
    assert len(winners) == SIGNALS
    for _, signal, status, said in answers:
        if status == 409:
            assert (said["error"], said["by"]) == ("held", names[winners[signal]])
    return winners


async def test_one_wins_the_others_are_told_by_whom_and_the_journal_says_it_once(made, monkeypatch):
    async with staffed(made, [f"Сотрудница {number}" for number in range(PEOPLE)], linked=False) as staff:
        signals = [row["signal"] for row in (await staff[0].columns())["waiting"]]
        assert len(signals) == SIGNALS
        names = {one.id: one.member.name for one in staff}
        rounds = []
        for batches in ([[one] for one in signals], [signals[at : at + 4] for at in range(0, SIGNALS, 4)]):
            with measured(monkeypatch):
                answers = list(itertools.chain(*[await all_claim(staff, batch) for batch in batches]))
            rounds.append(one_winner_each(answers, names))
            await each_holds_what_she_won(staff, rounds[-1])
            await gives_back(staff, rounds[-1])
        await the_journal_says_each_claim_once(made, staff[0], rounds)


@contextmanager
def measured(monkeypatch):
    """Time and round trips of one round of claims; no claim may cost more of them than it has to."""
    with round_trips(monkeypatch) as sent:
        began = time.perf_counter()
        yield
        took = time.perf_counter() - began
    print(f"{PEOPLE * SIGNALS} claims in {took:.2f} s, {sent['packets'] / PEOPLE / SIGNALS:.2f} round trips each")
    assert sent["packets"] <= MOST_ROUND_TRIPS * PEOPLE * SIGNALS


async def each_holds_what_she_won(staff, winners):
    for who in staff:
        mine = {row["signal"] for row in (await who.columns())["mine"]}
        assert mine == {signal for signal, winner in winners.items() if winner == who.id}


async def gives_back(staff, winners):
    at = {one.id: one for one in staff}
    for signal, winner in winners.items():
        await at[winner].desk.verb(signal, "release")


async def the_journal_says_each_claim_once(made, reader, rounds):
    for signal in rounds[0]:
        _, opened = await reader.desk.opened(signal)
        claimed = [line["by"] for line in opened["journal"] if line["verb"] == "claimed"]
        assert claimed == [winners[signal] for winners in rounds]
    proofs = await Walk(made.house.rooms.store).proofs({})
    assert [fault for proof in proofs for fault in proof.faults] == []
