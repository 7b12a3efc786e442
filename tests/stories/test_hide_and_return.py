"""Hide (conversation rules 22, 23): the chat is empty, the account a newcomer's, and nothing is lost at the desk."""

import pytest

from tests.stories.desk_and_phone import (
    covers,
    desk_of,
    presses,
    quick_product,
    quiet,
    reads,
    safe_word,
    says,
    tells,
    writes,
)


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


async def test_hide_before_anything_was_told_only_erases(made):
    child = made.child()
    await writes(made, child, "/start")
    await presses(made, child, "Скрыть")
    assert child.chat() == []
    assert child.alerts == []
    async with desk_of(made) as anna:
        assert await anna.rows() == []


async def test_after_hide_the_chat_is_empty_and_the_place_in_the_queue_stays(made):
    child = made.child()
    await writes(made, child, "/start")
    await tells(made, child)
    await presses(made, child, "Что дальше")
    async with desk_of(made) as anna:
        before = await anna.rows()
        await presses(made, child, "Скрыть")
        assert await anna.rows() == before
        assert await anna.reads(before[0]["signal"]) == ["дома плохо"]
    await covers(made, child)


async def test_hide_twice_is_hide_once(made):
    child = made.child()
    word = await tells(made, child)
    await presses(made, child, "Скрыть")
    await writes(made, child, "/hide")
    assert child.chat() == []
    await writes(made, child, word)
    assert any("Слово подходит" in said for said in says(child))


@pytest.mark.parametrize("typed", ["/hide", "/hide@red_button_bot", "скрыть", "Скрыть!", "СКРЫТЬ", "спрячь"])
async def test_hide_can_be_typed(made, typed):
    child = made.child()
    await tells(made, child)
    await writes(made, child, typed)
    await covers(made, child)
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо"]


async def test_nothing_is_asked_before_hide_and_nothing_is_said_after_it(made):
    child = made.child()
    await tells(made, child)
    before = len(made.peer.transcript(child.id))
    await presses(made, child, "Скрыть")
    events = [line["event"] for line in made.peer.transcript(child.id)[before:]]
    assert set(events) == {"pressed", "answered", "deleted"}
    assert child.alerts == []


async def test_hide_goes_before_what_still_waited_to_be_told(made):
    child = made.child()
    await tells(made, child)
    made.peer.hold()
    for text in ("ещё", "и ещё", "и вот"):
        await child.writes(text)
    await child.writes("/hide")
    made.peer.release()
    await quiet(made)
    assert child.chat() == []
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо", "ещё", "и ещё", "и вот"]


async def test_a_reply_that_comes_under_cover_is_neither_shown_nor_announced(made):
    child = made.child()
    word = await tells(made, child)
    await presses(made, child, "Скрыть")
    before = made.peer.transcript(child.id)
    async with desk_of(made) as anna:
        await anna.replies(await anna.newest(), "канарейка-ответ")
        assert made.peer.transcript(child.id) == before
        await covers(made, child)
        assert await anna.states(await anna.newest()) == ["waiting"]
        await writes(made, child, word)
        assert "канарейка-ответ" not in "".join(says(child))
        await reads(made, child)
        assert "канарейка-ответ" in "".join(says(child))
        assert await anna.states(await anna.newest()) == ["shown"]


async def test_replies_that_wait_survive_hide_in_their_order(made):
    child = made.child()
    word = await tells(made, child)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "первый ответ")
        await anna.replies(signal, "второй ответ")
        await presses(made, child, "Скрыть")
        await writes(made, child, word)
        await reads(made, child)
        read = [said.split()[-2] for said in says(child) if said.startswith("Ответ для тебя")]
        assert read == ["первый", "второй"]
        assert await anna.states(signal) == ["shown", "shown"]


async def test_words_under_cover_open_a_signal_of_their_own_that_the_desk_sees_linked(made):
    child = made.child()
    old_word = await tells(made, child, "первое")
    async with desk_of(made) as anna:
        old = await anna.newest()
        await presses(made, child, "Скрыть")
        new_word = await tells(made, child, "второе")
        new = await anna.newest()
        assert new != old
        row = await anna.row(new)
        assert (row["under_cover"], row["linked_to"]) == (True, old)
        assert "under-cover" in row["reasons"]
        assert await anna.reads(new) == ["второе"]
        assert await anna.reads(old) == ["первое"]
        await presses(made, child, "Скрыть")
        await writes(made, child, old_word)
        await writes(made, child, "третье")
        assert await anna.reads(old) == ["первое", "третье"]
        await writes(made, child, new_word)
        await writes(made, child, "четвёртое")
        assert await anna.reads(new) == ["второе", "четвёртое"]


async def test_cover_under_cover_never_shows_either_signal(made):
    child = made.child()
    await tells(made, child, "первое")
    await presses(made, child, "Скрыть")
    await tells(made, child, "второе")
    await presses(made, child, "Скрыть")
    await covers(made, child)
    await presses(made, child, "menu")
    assert "Мой код" not in child.last.labels


async def test_another_word_replaces_the_first(made):
    child = made.child()
    first = await tells(made, child)
    await presses(made, child, "Другое слово")
    second = safe_word(child)
    assert second != first
    assert first not in "".join(says(child))
    await presses(made, child, "Скрыть")
    await writes(made, child, first)
    assert says(child), "the old word is a text like any other now"
    assert not any("Слово подходит" in said for said in says(child))
    await writes(made, child, second)
    assert any("Слово подходит" in said for said in says(child))
