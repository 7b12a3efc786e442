"""Telegram delivers twice: a redelivered update changes nothing, at whatever step of the conversation it comes."""

import pytest

from tests.stories.desk_and_phone import code_of, desk_of, presses, quick_product, quiet, reads, says, tells, writes


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


async def everything_comes_again(made, *people):
    """What stands in the chats, and at the desk, before and after every update so far was delivered once more."""
    before = [(message.id, message.text, message.buttons) for person in people for message in person.chat()]
    async with desk_of(made) as anna:
        rows = await anna.rows()
        threads = [await anna.reads(row["signal"]) for row in rows]
        for update in made.peer.updates():
            if update["state"] == "confirmed":
                made.peer.redeliver(update["update_id"])
        await quiet(made)
        assert all(update["attempts"] > 1 for update in made.peer.updates() if update["state"] == "confirmed")
        assert [(message.id, message.text, message.buttons) for person in people for message in person.chat()] == before
        assert await anna.rows() == rows
        assert [await anna.reads(row["signal"]) for row in rows] == threads


async def test_every_step_of_hide_and_return_may_be_delivered_twice(made):
    child, other, her_phone = made.child(), made.child(2002), made.child(900)
    people = (child, other, her_phone)
    await writes(made, child, "/start")
    await everything_comes_again(made, *people)
    word = await tells(made, child)
    await everything_comes_again(made, *people)
    words, _ = await code_of(made, child)
    await everything_comes_again(made, *people)
    async with desk_of(made) as anna:
        await anna.replies(await anna.newest(), "ответ-синица")
    await reads(made, child)
    await everything_comes_again(made, *people)
    await presses(made, child, "Скрыть")
    await everything_comes_again(made, *people)
    await tells(made, child, "под прикрытием")
    await writes(made, child, "/hide")
    await everything_comes_again(made, *people)
    await writes(made, child, word)
    await everything_comes_again(made, *people)
    await writes(made, other, words)
    await everything_comes_again(made, *people)
    assert any("ответ-синица" in said for said in says(other))
    await writes(made, other, "/delete")
    await presses(made, other, "Удалить")
    await everything_comes_again(made, *people)
    assert all(person.chat() == [] for person in (child, other))
