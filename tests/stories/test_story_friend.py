"""A teenager whose friend is in danger: her words stand as she wrote them, and nothing asks her about herself."""

import pytest

from tests.stories.desk_and_phone import quick_product
from tests.stories.turns import only_card, rang, somebody, thread_of
from triage.interview import MOST_PROMPTS
from triage.questions import QUESTIONS
from triage.urgency import Urgency

LINE = "мою подругу бьёт отец, прямо сейчас, она закрылась в ванной, она из 7б"
CALMER = "моя подруга боится идти домой, отец вчера её бил"
WISH = "только не звоните её папе"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def test_a_friend_in_danger_is_asked_about_as_a_friend(made):
    friend = somebody(made)
    await friend.taps_after_start("need", "who.c17", "safe.other")
    assert friend.asks("safe2", "teen")
    assert friend.said != [], "one message, edited: nothing rings"
    await friend.taps("safe2.danger")
    card = await only_card(made)
    assert (card.urgency, card.reporter, card.age_band) == (Urgency.IMMEDIATE, "friend", "teen")
    assert friend.text("danger_other", "teen") in friend.said
    assert friend.text("believed", "teen", desk="open", opens="") in friend.said
    assert friend.asks("place", "teen", about="other")


async def test_her_words_about_her_friend_reach_the_desk_as_she_wrote_them(made):
    friend = somebody(made)
    await friend.taps_after_start("need", "who.c17", "safe.other", "safe2.danger", "place.skip")
    assert friend.asks("story", "teen", about="other")
    await friend.writes(LINE)
    card = await only_card(made)
    entries = (await thread_of(made, card)).entries
    assert (entries[-1]["text"], entries[-1]["asked"]) == (LINE, "ask_story")
    assert "112" in card.routes
    assert card.reporter == "friend"
    assert rang(made) == 2, "the third tap, and the danger; what follows of the same danger needs no further one"
    friend.has_help_and_hide()


async def test_she_is_led_to_the_end_with_few_questions_sees_what_is_kept_and_may_wish(made):
    friend = somebody(made)
    await friend.taps_after_start("need")
    await friend.walks(who="c17", safe="other", safe2="calm", near="home", story=CALMER, child_age="u14")
    card = await only_card(made)
    assert friend.person.last.text == friend.text("preview", "teen", answers=5, messages=1)
    asked = [question for question in QUESTIONS if friend.ever_asked(question)]
    assert len(asked) <= MOST_PROMPTS
    assert not {"die", "die_now", "about", "others"} & set(asked), "nothing that is about herself or for an adult"
    await friend.taps("wish")
    await friend.writes(WISH)
    entries = (await thread_of(made, card)).entries
    assert [entry["text"] for entry in entries if entry["asked"] == "ask_wishes"] == [WISH]
    assert friend.person.last.text == friend.text("wished", "teen")


async def test_what_happens_next_is_an_ordered_list_with_what_a_friend_may_do(made):
    friend = somebody(made)
    await friend.taps_after_start("need")
    await friend.walks(stop="child_age", who="c17", safe="other", safe2="calm", near="home", story=CALMER)
    await friend.taps("next")
    shown = friend.person.chat()
    steps = [friend.made.house.words.text("ru", "teen", f"step-{one}") for one in ("friend", "write")]
    texts = [one.text for one in shown if one.by_bot and all(step in one.text for step in steps)]
    assert len(texts) == 1
    assert len(texts[0].split("\n\n")[-1].splitlines()) >= 3
