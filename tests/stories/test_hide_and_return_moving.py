"""Two telephones and one thread (rule 23): who guesses pays, accounts move, and nothing is lost on the way."""

import asyncio
from datetime import timedelta

import pytest

from tests.stories.desk_and_phone import (
    code_of,
    covers,
    desk_of,
    has_news,
    presses,
    quick_product,
    quiet,
    safe_word,
    says,
    tells,
    writes,
)
from tests.stories.rig import WORDS
from vault.moving import Moving

RIGHT_WORD, RIGHT_CODE = "Слово подходит", "Код подходит"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


def opens(person, screen):
    return any(screen in said for said in says(person))


async def test_a_code_leaves_the_chat_however_long_the_account_takes_to_move(made, monkeypatch):
    """Between the save in the signal's partition and the account's new pointer the sender may already be at work."""
    finish = Moving.finish

    async def late(moving):
        await asyncio.sleep(0.5)
        await finish(moving)

    monkeypatch.setattr(Moving, "finish", late)
    child = made.child()
    await tells(made, child)
    words, _ = await code_of(made, child)
    for user in range(3001, 3004):
        other = made.child(user)
        await writes(made, other, words)
        assert opens(other, RIGHT_CODE)
        assert not any(not message.by_bot for message in other.chat())


async def test_more_than_five_tries_an_hour_open_nothing_and_lose_nothing(made):
    child, other = made.child(), made.child(2002)
    await tells(made, child)
    words, _ = await code_of(made, child)
    wrong = [" ".join(WORDS[number + shift] for shift in range(5)) for number in range(0, 30, 6)]
    for text in wrong:
        await writes(made, other, text)
    await writes(made, other, words)
    assert not opens(other, RIGHT_CODE)
    async with desk_of(made) as anna:
        threads = [await anna.reads(row["signal"]) for row in await anna.rows()]
        assert wrong in threads, "the sixth, which may be right, is neither tried nor kept"
    assert words not in says(other)
    made.clock.offset += timedelta(minutes=61)
    await writes(made, other, words)
    assert opens(other, RIGHT_CODE)


async def test_the_code_from_the_same_account_opens_what_was_hidden_there(made):
    child = made.child()
    old_word = await tells(made, child)
    words, _ = await code_of(made, child)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "ответ-синица")
        await presses(made, child, "Скрыть")
        await writes(made, child, words)
        assert opens(child, RIGHT_CODE)
        assert opens(child, "ответ-синица")
        new_word = safe_word(child)
        await presses(made, child, "Скрыть")
        await writes(made, child, old_word)
        assert not opens(child, RIGHT_WORD), "the word that came with the code is the only one now"
        await presses(made, child, "Скрыть")
        await writes(made, child, new_word)
        assert opens(child, RIGHT_WORD)


async def test_an_account_with_a_signal_of_its_own_keeps_it_beside_the_one_that_a_code_opened(made):
    child, other = made.child(), made.child(2002)
    await tells(made, child, "первое")
    words, _ = await code_of(made, child)
    own_word = await tells(made, other, "своё")
    async with desk_of(made) as anna:
        own, first = await anna.that_says("своё"), await anna.that_says("первое")
        await writes(made, other, words)
        await writes(made, other, "к первому")
        await writes(made, other, own_word)
        await writes(made, other, "к своему")
        assert await anna.reads(first) == ["первое", "к первому"]
        assert await anna.reads(own) == ["своё", "к своему"]


async def test_the_thread_follows_the_code_to_and_fro(made):
    """Two accounts live in different partitions; each return moves one of them."""
    child, other = made.child(), made.child(2002)
    await tells(made, child, "первое")
    words, digits = await code_of(made, child)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        for turn, (person, left) in enumerate([(other, child), (child, other), (other, child), (child, other)]):
            await writes(made, person, (words, digits)[turn % 2])
            assert opens(person, RIGHT_CODE)
            await quiet(made)
            assert left.chat() == []
            await writes(made, person, f"ход {turn}")
        assert await anna.reads(signal) == ["первое", "ход 0", "ход 1", "ход 2", "ход 3"]
        await covers(made, other)
        await anna.replies(signal, "ответ-синица")
        await quiet(made)
        assert has_news(child)


async def test_the_old_telephone_comes_back_by_its_word_and_the_new_one_is_no_address_any_more(made):
    child, other = made.child(), made.child(2002)
    word = await tells(made, child, "первое")
    words, _ = await code_of(made, child)
    await writes(made, other, words)
    await writes(made, child, word)
    assert opens(child, RIGHT_WORD)
    async with desk_of(made) as anna:
        before = made.peer.transcript(other.id)
        await anna.replies(await anna.newest(), "ответ-синица")
        assert made.peer.transcript(other.id) == before
        assert has_news(child)
