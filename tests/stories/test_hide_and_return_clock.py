"""The clock (rule 24): both sides of a chat are erased a day after its last message, and before Telegram refuses."""

from datetime import timedelta

import pytest

from tests.stories.desk_and_phone import desk_of, later, presses, quick_product, says, tells, writes


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


async def test_a_day_after_the_last_message_both_sides_are_gone_and_the_signal_is_not(made):
    child = made.child()
    word = await tells(made, child)
    await later(made, hours=23, minutes=50)
    assert child.chat() != []
    await later(made, minutes=11)
    assert child.chat() == []
    async with desk_of(made) as anna:
        assert await anna.reads(await anna.newest()) == ["дома плохо"]
        before = made.peer.transcript(child.id)
        await anna.replies(await anna.newest(), "ответ-синица")
        assert made.peer.transcript(child.id) == before, "nobody has said that a new message is safe (rule 26)"
    await writes(made, child, word)
    assert any("Слово подходит" in said for said in says(child))


async def test_a_chat_that_never_rests_is_erased_before_telegram_refuses(made):
    child = made.child()
    first = await tells(made, child)
    oldest = min(message.id for message in child.chat())
    for _ in range(4):
        await later(made, hours=11, minutes=30)
        await writes(made, child, "ещё")
    assert oldest in [message.id for message in child.chat()]
    await later(made, hours=1, minutes=5)
    assert child.chat() == []
    assert first


async def test_what_telegram_will_not_delete_is_said_after_hide_and_goes_with_the_next(made):
    child = made.child()
    await tells(made, child)
    stuck = {message.id for message in child.chat()}
    made.clock.offset += timedelta(hours=49)
    await writes(made, child, "я снова тут")
    await presses(made, child, "Скрыть")
    left = child.chat()
    assert {message.id for message in left} - stuck == {left[-1].id}
    assert "Telegram не даёт мне убрать старые сообщения" in left[-1].text
    await writes(made, child, "/hide")
    assert {message.id for message in child.chat()} <= stuck


async def test_the_clock_never_writes_to_a_child_who_is_not_there(made):
    """The house was off for two days: what cannot be erased any more is no reason to ring her telephone (rule 26)."""
    child = made.child()
    await tells(made, child)
    before = [line["event"] for line in made.peer.transcript(child.id)]
    await later(made, hours=49)
    since = [line["event"] for line in made.peer.transcript(child.id)][len(before) :]
    assert "sent" not in since


async def test_erased_while_she_talks_her_chat_is_still_erased_in_its_time(made):
    child = made.child()
    word = await tells(made, child)
    await writes(made, child, "/delete")
    await presses(made, child, "Удалить")
    await writes(made, child, word)
    async with desk_of(made) as anna:
        await anna.decides(await anna.newest(), "erase")
    assert child.chat() != []
    await later(made, hours=24, minutes=1)
    assert child.chat() == []
