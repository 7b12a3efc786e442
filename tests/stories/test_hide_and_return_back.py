"""Coming back (rules 23, 27): by safe word on the same telephone, by receipt code from any; what opens nothing is kept."""

import pytest

from tests.stories.desk_and_phone import (
    BELIEVED,
    code_of,
    covers,
    desk_of,
    has_news,
    presses,
    quick_product,
    reads,
    says,
    tells,
    writes,
)
from tests.stories.rig import WORDS

RIGHT_WORD, RIGHT_CODE, NO_CODE = "Слово подходит", "Код подходит", "Похоже на код, но сейчас он не подходит"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


def opens(person, screen):
    return any(screen in said for said in says(person))


@pytest.mark.parametrize("spelt", [str.upper, str.title, lambda word: f" {word} ", lambda word: word.replace("е", "ё")])
async def test_the_safe_word_forgives_capitals_blanks_and_yo(made, spelt):
    child = made.child()
    word = await tells(made, child)
    await presses(made, child, "Скрыть")
    await writes(made, child, spelt(word))
    assert opens(child, RIGHT_WORD)
    assert not any(not message.by_bot for message in child.chat()), "the word has left the chat"
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо"]


async def test_the_safe_word_works_where_nothing_was_hidden(made):
    child = made.child()
    word = await tells(made, child)
    await writes(made, child, word)
    assert opens(child, RIGHT_WORD)


async def test_the_safe_word_of_one_account_opens_nothing_in_another(made):
    child, other = made.child(), made.child(2002)
    word = await tells(made, child)
    await writes(made, other, word)
    assert opens(other, BELIEVED)
    assert not opens(other, RIGHT_WORD)
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.that_says(word)) == [word]


@pytest.mark.parametrize("kind", [0, 1], ids=["words", "digits"])
async def test_the_code_opens_the_thread_in_another_account_and_covers_the_first(made, kind):
    child, other = made.child(), made.child(2002)
    await tells(made, child)
    code = (await code_of(made, child))[kind]
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "ответ-синица")
        await reads(made, child)
        await writes(made, other, code)
        assert opens(other, RIGHT_CODE)
        assert opens(other, "ответ-синица")
        assert not opens(other, "дома плохо")
        assert not any(not message.by_bot for message in other.chat()), "the code has left the chat"
        await covers(made, child)
        await writes(made, other, "я тут")
        assert await anna.reads(signal) == ["дома плохо", "ответ-синица", "я тут"]
        before = made.peer.transcript(child.id)
        await anna.replies(signal, "второй ответ")
        assert has_news(other)
        assert made.peer.transcript(child.id) == before, "the old telephone is no return address any more"


async def test_the_code_is_shown_once(made):
    child = made.child()
    await tells(made, child)
    await code_of(made, child)
    await presses(made, child, "Помощь")
    await writes(made, child, "/code")
    assert opens(child, "Код больше не показать")


async def test_a_reply_never_takes_the_code_off_the_screen(made):
    child = made.child()
    await tells(made, child)
    words, digits = await code_of(made, child)
    async with desk_of(made) as anna:
        await anna.replies(await anna.newest(), "ответ-синица")
    assert opens(child, words)
    assert has_news(child)
    assert digits in "".join(says(child))


async def test_a_second_reply_never_takes_the_first_off_the_screen(made):
    child = made.child()
    await tells(made, child)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "первый-ответ")
        await reads(made, child)
        await anna.replies(signal, "второй-ответ")
        assert opens(child, "первый-ответ")
        assert has_news(child)
        await reads(made, child)
        assert opens(child, "первый-ответ")
        assert opens(child, "второй-ответ")


async def test_a_code_with_one_slip_of_the_finger_opens_the_thread(made):
    child, other = made.child(), made.child(2002)
    await tells(made, child)
    words = (await code_of(made, child))[0].split()
    slip = max(words, key=len)
    mistyped = " ".join((word[:-2] + word[-1] + word[-2] if word is slip else word) for word in words)
    await writes(made, other, mistyped.upper())
    assert opens(other, RIGHT_CODE) or mistyped == " ".join(words)


async def test_five_listed_words_that_open_nothing_are_kept_and_one_line_is_said(made):
    child = made.child()
    text = " ".join(WORDS[index] for index in (3, 1, 4, 15, 92))
    await writes(made, child, text)
    assert opens(child, BELIEVED)
    assert sum(NO_CODE in said for said in says(child)) == 1
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == [text]


async def test_seventeen_digits_that_open_nothing_are_kept_too(made):
    child = made.child()
    await writes(made, child, "00000000000000007")
    assert opens(child, NO_CODE)
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["00000000000000007"]
