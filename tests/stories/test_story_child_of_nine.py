"""A child of nine, at night, with one thumb: three taps and a voice, or three taps and a line."""

import pytest

from tests.stories.desk_and_phone import quick_product
from tests.stories.turns import Phone, only_card, queue, rang, somebody, thread_of
from triage.urgency import Urgency

LINE = "он миня бьёт прямо сичас"
THREE_TAPS = ("need", "who.c10", "safe.danger")
NEVER_ASKED = ("почему", "зачем", "правда ли", "точно ли", "сколько раз", "уверен", "фото")


def never_asked_why(child: Phone) -> None:
    said = "\n".join(child.ever).lower()
    assert [word for word in NEVER_ASKED if word in said] == []


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def test_three_taps_bring_a_child_of_nine_to_the_head_of_the_queue(made):
    other = somebody(made, 1002)
    await other.writes("мне одиноко, со мной никто не дружит")
    child = somebody(made)
    await child.starts()
    before = rang(made)
    await child.taps(*THREE_TAPS)
    assert child.taps_so_far == 3
    first = (await queue(made))[0]
    assert (first.urgency, first.age_band, first.reporter) == (Urgency.IMMEDIATE, "child", "child")
    assert "not-safe-now" in first.reasons
    assert "112" in first.routes
    assert first.region is None, "where she lives is asked after she is heard"
    assert rang(made) == before + 1
    texts = (await thread_of(made, first)).texts
    assert texts == ["who.c10", "safe.danger"]


@pytest.mark.parametrize("taps", [("need", "who.c10", "safe.calm"), ("need", "who.c10", "safe.other")])
async def test_a_child_who_is_calm_or_writes_for_a_friend_is_in_the_queue_with_the_third_tap(made, taps):
    child = somebody(made)
    await child.starts()
    before = rang(made)
    await child.taps(*taps)
    assert child.taps_so_far == 3, "the red button is one of them"
    card = await only_card(made)
    assert (await thread_of(made, card)).texts == list(taps[1:])
    assert rang(made) == before + 1
    assert made.house.words.text("ru", "child", "lead-kept") in child.person.last.text
    assert child.waiting, "what is asked further is not lost"
    await child.walks(story=LINE)
    assert LINE in (await thread_of(made, card)).texts
    assert child.safe_word


async def test_the_numbers_come_before_anything_else_and_then_she_is_believed(made):
    child = somebody(made)
    await child.starts()
    assert "112" in child.said[0].splitlines()[0]
    await child.taps(*THREE_TAPS)
    danger, believed = child.text("danger"), child.text("believed", desk="open", opens="")
    assert child.ever.index(danger) < child.ever.index(believed)
    assert "112" in danger.splitlines()[0]
    assert "112" in believed


@pytest.mark.parametrize("how", ["a voice", "a line"])
async def test_a_voice_or_a_line_is_all_that_she_has_to_tell(made, how):
    child = somebody(made)
    await child.starts()
    await child.taps(*THREE_TAPS)
    assert child.asks("place", about="me")
    await child.taps("place.skip")
    assert child.asks("story", about="me")
    await (child.speaks() if how == "a voice" else child.writes(LINE))
    card = await only_card(made)
    assert card.urgency is Urgency.IMMEDIATE
    entries = (await thread_of(made, card)).entries
    assert [entry["asked"] for entry in entries] == ["ask_who", "ask_safe", "ask_place", "ask_story"]
    told = entries[-1]
    assert (told["from"], told["text"]) == (("voice", "") if how == "a voice" else ("text", LINE))
    assert bool(told.get("media")) == (how == "a voice")
    never_asked_why(child)
    child.has_help_and_hide()


async def test_where_she_is_stands_in_the_thread_as_she_wrote_it(made):
    child = somebody(made)
    await child.taps_after_start(*THREE_TAPS)
    await child.writes("улица Мира 5, второй подъезд")
    entries = (await thread_of(made, await only_card(made))).entries
    assert (entries[-1]["asked"], entries[-1]["text"]) == ("ask_place", "улица Мира 5, второй подъезд")
    assert (await only_card(made)).place_given, "the desk sees that there is one before anybody opens it"
    assert child.waiting != "place"


async def test_a_child_who_is_not_in_danger_now_is_never_asked_where_she_is(made):
    child = somebody(made)
    await child.taps_after_start("need")
    await child.walks(who="c10", safe="calm", near="no", story="меня обижают в школе")
    card = await only_card(made)
    assert card.urgency is not Urgency.IMMEDIATE
    assert not child.ever_asked("place")
    assert not child.ever_asked("die")
    never_asked_why(child)


async def test_she_hides_and_comes_back_with_her_word_to_the_same_place(made):
    child = somebody(made)
    await child.taps_after_start(*THREE_TAPS)
    await child.taps("place.skip")
    await child.writes(LINE)
    card, word = await only_card(made), child.safe_word
    await child.taps("hide")
    assert child.person.chat() == []
    await child.starts()
    assert child.said == [child.newcomers()]
    await child.writes(word)
    assert child.said[-1] == child.text("returned_word", state="waiting", sealed="no", unread=0)
    assert word not in [one.text for one in child.person.chat()]
    await child.writes("я снова тут")
    again = await only_card(made)
    assert (again.signal, again.received_at) == (card.signal, card.received_at)
    assert (await thread_of(made, again)).texts[-2:] == [LINE, "я снова тут"]
