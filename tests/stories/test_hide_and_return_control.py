"""Stop, Delete, what cannot be taken, groups (rules 12, 22, 25)."""

import pytest

from tests.stories.desk_and_phone import (
    BELIEVED,
    code_of,
    covers,
    desk_of,
    presses,
    quick_product,
    quiet,
    reads,
    says,
    tells,
    writes,
)
from vault import keys
from vault.journal import chain

REFUSED = "Я убираю фото"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


async def everything_in_the_store(made):
    """Names and values, as bytes."""
    redis = made.house.rooms.store.redis
    return [(name, await redis.dump(name)) async for name in redis.scan_iter(count=1000)]


async def test_delete_is_said_before_and_after_and_the_desk_decides(made):
    child, her_phone = made.child(), made.child(900)
    await tells(made, child)
    await presses(made, child, "⋯")
    assert "стереть ли их, решит человек" in child.last.text
    await presses(made, child, "Удалить")
    assert child.chat() == []
    assert len(child.alerts) == 1
    assert "стереть ли их, решит человек" in child.alerts[0]
    assert sum("001" in one.text for one in her_phone.chat() if one.by_bot) == 1, "the alert stands, and counts her"
    await covers(made, child)
    async with desk_of(made) as anna:
        row = (await anna.rows())[0]
        assert row["asked_to_delete"]
        assert await anna.journal(row["signal"])
        assert await anna.reads(row["signal"]) == ["дома плохо"]


async def test_delete_with_nothing_told_says_that_nothing_is_kept(made):
    child = made.child()
    await writes(made, child, "/delete")
    await presses(made, child, "Удалить")
    assert child.chat() == []
    assert child.alerts == ["Чат пуст. В нём ничего не осталось."]


async def test_the_desk_keeps_and_the_mark_goes(made):
    child = made.child()
    word = await tells(made, child)
    await writes(made, child, "/delete")
    await presses(made, child, "Удалить")
    async with desk_of(made) as anna:
        signal = await anna.newest()
        assert (await anna.decides(signal, "keep"))["asked_to_delete"] is False
        assert await anna.reads(signal) == ["дома плохо"]
        await writes(made, child, word)
        assert any("Слово подходит" in said for said in says(child))


async def test_the_desk_erases_and_only_a_tombstone_stays(made):
    child = made.child()
    word = await tells(made, child)
    words, _ = await code_of(made, child)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "ответ-синица")
        await writes(made, child, "/delete")
        await presses(made, child, "Удалить")
        assert (await anna.decides(signal, "erase")) == {"gone": True}
        assert await anna.rows() == []
    left = await everything_in_the_store(made)
    assert not [name for name, _ in left if signal.encode() in name]
    named = {name for name, value in left if signal.encode() in value}
    assert named == {keys.tombstones(int(signal[0], 16)).encode(), chain(signal[0]).lines.encode()}, "no word of it"
    assert ":loc:" not in b"\n".join(name for name, _ in left).decode()
    other = made.child(2002)
    for person, text in ((child, word), (other, words)):
        await writes(made, person, text)
        told = "".join(says(person))
        assert told, "it is answered like any other text"
        assert "Слово подходит" not in told, "neither word nor code opens what is gone"
        assert "ответ-синица" not in told


async def test_after_stop_nothing_more_is_shown_until_she_writes_herself(made):
    child = made.child()
    await tells(made, child)
    await presses(made, child, "⋯")
    await presses(made, child, "Стоп")
    before = made.peer.transcript(child.id)
    async with desk_of(made) as anna:
        signal = await anna.newest()
        await anna.replies(signal, "ответ-синица")
        assert made.peer.transcript(child.id) == before
        await writes(made, child, "я передумала")
        await reads(made, child)
        assert any("ответ-синица" in said for said in says(child))
        assert await anna.reads(signal) == ["дома плохо", "ответ-синица", "я передумала"]


@pytest.mark.parametrize("kind", ["photo", "video", "document", "animation", "video_note"])
async def test_a_picture_leaves_the_chat_and_its_caption_is_kept(made, kind):
    child = made.child()
    await tells(made, child)
    caption = {} if kind == "video_note" else {"caption": "он на фото"}
    await child.sends(kind, **caption)
    await quiet(made)
    assert sum(REFUSED in said for said in says(child)) == 1
    assert not any("photo" in message.body or kind in message.body for message in child.chat())
    assert made.peer.calls("getFile") == []
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо", caption.get("caption", "")]


async def test_an_album_gets_one_answer_and_leaves_whole(made):
    child = made.child()
    await tells(made, child)
    await child.sends("photo", count=4, caption="вот")
    await quiet(made)
    assert sum(REFUSED in said for said in says(child)) == 1
    assert not any("photo" in message.body for message in child.chat())
    async with desk_of(made) as anna:
        assert [text for text in await anna.reads(await anna.newest()) if text] == ["дома плохо", "вот"]


async def test_an_album_as_the_first_message_of_all_is_a_disclosure(made):
    child = made.child()
    await child.sends("photo", count=3, caption="вот что он сделал")
    await quiet(made)
    assert [REFUSED in said for said in says(child)].count(True) == 1
    assert any("Запомни его" in said for said in says(child)), "the safe word comes with the first answer"
    async with desk_of(made) as anna:
        assert len(await anna.rows()) == 1
        assert "вот что он сделал" in await anna.reads(await anna.newest())


async def test_a_command_edited_into_words_is_believed_like_any_first_message(made):
    child = made.child()
    message = await writes(made, child, "/start")
    await child.edits(message, "дома плохо")
    await quiet(made)
    assert any(BELIEVED in said for said in says(child))
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо"]


async def test_an_edit_is_a_further_entry(made):
    child = made.child()
    message = await writes(made, child, "дома плохо")
    await child.edits(message, "дома хорошо")
    await quiet(made)
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо", "дома хорошо"]


async def test_out_of_a_group_without_a_word(made):
    child = made.child()
    group = await child.adds_bot_to_group("7Б")
    await quiet(made)
    assert made.peer.control("chat", chat_id=group)["bot_is_member"] is False
    assert not any(message.by_bot for message in child.chat(group))
    async with desk_of(made) as anna:
        assert await anna.rows() == []
