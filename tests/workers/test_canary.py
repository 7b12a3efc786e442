"""A canary on a real store with a real sender arrives, and nobody inside ever hears of it."""

import os

import pytest
from structlog.testing import capture_logs

from desk.canary import SENTENCE, Canary, flight
from tests.desk.desk_rig import JUDGE, NOON, Office, account
from tests.workers.canary_rig import Keeping, Outside, bird_of, left
from tests.workers.telling_rig import Post
from triage import interview
from triage.ids import CANARY, PARTITIONS, MemberId, partition_of
from triage.urgency import Urgency
from vault import keys
from vault.canary import KEPT_PROMISES
from vault.gauges import Gauges

CHILD = account(3, 1)


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def bird(office: Office, post: Post, outside: Outside) -> Canary:
    return bird_of(office, post, outside)


async def test_it_arrives_and_nothing_of_it_stays(office: Office, post: Post, bird: Canary, outside: Outside) -> None:
    async with post.at_work():
        await bird.round(office.now)
        before = await office.all_keys()
        assert await bird.round(office.now) == 300
    assert (bird.signs.lost, bird.signs.arrived_at, outside.pages) == ("", office.now, [])
    assert await left(office) == set()
    assert await office.all_keys() - before <= {keys.highest()}


async def test_nobody_is_rung_and_nothing_counts_it(office: Office, post: Post, bird: Canary) -> None:
    await office.commands(CHILD, "start")
    post.desk.accounts = {MemberId("m-aaaaaaaaaa"): CHILD}
    await office.told(3)
    async with post.at_work():
        bird.shelf = Keeping(bird.shelf)
        await bird.round(office.now)
    assert bird.signs.lost == ""
    assert await office.store.redis.zcard(keys.waiting(CANARY)) == 1
    assert await office.files.queue(100) == ()
    assert post.phone.calls == []
    standing = await Gauges(office.store, office.outbox, office.records).standing(office.now)
    assert sum(standing.waiting.values()) == standing.held == 0
    assert (standing.ages.untold_s, standing.ages.unclaimed_immediate_s) == (0.0, 0.0)


async def test_its_words_stand_in_clear_nowhere(office: Office, post: Post, bird: Canary) -> None:
    bird.shelf = Keeping(bird.shelf)
    with capture_logs() as logs:
        async with post.at_work():
            await bird.round(office.now)
    assert SENTENCE.encode() not in await office.all_values()
    assert SENTENCE not in repr(logs)


async def test_what_a_crash_left_behind_goes_with_a_later_one(office: Office, post: Post, bird: Canary) -> None:
    shelf = bird.shelf
    async with post.at_work():
        bird.shelf = Keeping(shelf)
        await bird.round(office.now)
        office.later(hours=1)
        bird.shelf = shelf
        await bird.round(office.now)
    assert {name for name in await left(office) if ":u:" not in name} == set()


async def test_a_sender_that_was_away_finds_no_heap_of_canaries(office: Office, post: Post, bird: Canary) -> None:
    bird.within_s = 0.0
    for _ in range(40):
        one = flight(bird.draw)
        await bird.way.hand_in(one, office.now)
        await bird.shelf.erase(one, office.now)
    assert await office.store.redis.xlen(keys.outbox(CANARY)) == KEPT_PROMISES
    async with post.at_work():
        bird.within_s = 15
        await bird.round(office.now)
    assert bird.signs.lost == ""


async def test_a_messenger_that_hangs_holds_up_no_canary(office: Office, post: Post, bird: Canary) -> None:
    """Every hand of the sender hangs in a call to Telegram: that is for the oldest untold to tell."""
    post.phone.hangs = {"send"}
    for number in range(20):
        await office.writes(account(number % 16, number), "привет")
    async with post.at_work():
        await post.phone.hung.wait()
        await bird.round(office.now)
        ages = await Gauges(office.store, office.outbox, office.records).ages(office.now)
    assert bird.signs.lost == ""
    assert ages.untold_s > 0


def test_its_sentence_is_immediate_whatever_word_stands_behind_it():
    for _ in range(300):
        classes = JUDGE.classes(flight(os.urandom).words)
        facts = interview.facts_of(interview.said(interview.Talk(), classes), "en")
        assert JUDGE.assess(facts, classes).urgency is Urgency.IMMEDIATE


def test_no_hash_of_a_person_lives_where_canaries_do() -> None:
    def drawn(count: int) -> bytes:
        return bytes(range(count))

    one = flight(drawn)
    assert partition_of(one.account) == CANARY
    assert CANARY not in range(PARTITIONS)
    assert one.raw(NOON)["message"]["chat"]["id"] == 0
    assert len(one.account) == 32
