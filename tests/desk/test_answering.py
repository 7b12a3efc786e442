"""An answer is tapped: it is an entry of the thread, it weighs, and the next question comes in its place."""

import pytest

from tests.desk.desk_rig import UNCLEAR, Office, account
from triage.card import Card
from triage.tells import AlertDesk, ShowScreen
from triage.urgency import Urgency

CHILD = account(3, 1)
CALM = ("need", "who.c13", "safe.calm", "story.skip", "near.no")
ADULT = ("need", "who.adult")
DYING = "хочу умереть"
PREGNANT = "я беременна"
PLACE = "Ленина 5, второй подъезд"
TO = {
    "who": ("need",),
    "about": ADULT,
    "others": (*ADULT, "about.self"),
    "safe": ("need", "who.c13"),
    "safe2": ("need", "who.c13", "safe.other"),
    "near": CALM[:4],
    "place": ("need", "who.c10", "safe.danger"),
    "story": CALM[:3],
    "child_age": ("need", "who.c13", "safe.other", "safe2.calm", "story.skip", "near.no"),
    "hurt": ("need", "who.c10", "safe.danger", "place.skip", "story.skip"),
    "last": (PREGNANT, "safe.calm", "who.c17", "near.no"),
    "die_now": (DYING, "safe.calm", "who.c13"),
    "region": CALM,
    "answer": (*CALM, "region.ru"),
    "wishes": (*CALM, "wish"),
}
"""Question → what leads there. Words have a space in them, taps have none."""


async def goes(office: Office, *way: str) -> None:
    for move in way:
        if " " in move:
            await office.writes(CHILD, move)
        else:
            await office.taps(CHILD, move)


async def screens(office: Office) -> list[ShowScreen]:
    return [tell for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


async def names(office: Office) -> list[str]:
    return [tell.name for tell in await screens(office)]


async def entries(office: Office) -> list[tuple[str, str]]:
    found = await office.reads((await office.card_of(CHILD)).signal)
    return [(str(entry["from"]), str(entry["text"])) for entry in found]


async def queue(office: Office) -> tuple[Card, ...]:
    return await office.files.queue(9)


@pytest.mark.parametrize("question", TO)
async def test_words_at_any_question_are_kept_as_they_are_with_what_had_been_asked(office, question):
    await goes(office, *TO[question])
    assert (await names(office))[-1] == f"ask_{question}"
    await goes(office, "я просто напишу как есть")
    told = (await office.reads((await office.card_of(CHILD)).signal))[-1]
    assert (told["text"], told["from"], told["asked"]) == ("я просто напишу как есть", "text", f"ask_{question}")


@pytest.mark.parametrize("question", TO)
async def test_help_leaves_the_question_open_and_hide_leaves_nothing(office, question):
    await goes(office, *TO[question], "numbers", "back")
    assert (await names(office))[-2:] == ["numbers", f"ask_{question}"]
    await goes(office, "hide")
    await office.told(3)
    await goes(office, "back", "need")
    assert await names(office) == ["first", "ask_who"]


async def test_three_taps_are_a_signal_and_the_numbers_take_the_place_of_the_question(office):
    await goes(office, "need", "who.c10")
    assert await queue(office) == ()
    await office.told(3)
    await office.taps(CHILD, "safe.danger", message=8)
    (card,) = await queue(office)
    assert (card.urgency, card.age_band, card.words) == (Urgency.IMMEDIATE, "child", 0)
    shown = await screens(office)
    assert [tell.name for tell in shown] == ["danger", "believed", "safe_word", "ask_place"]
    assert [tell.edit for tell in shown] == [8, None, None, None]
    assert shown[0].urgent
    assert (await office.tells(3))[0] == AlertDesk(signal=card.signal)
    assert await entries(office) == [("answer", "who.c10"), ("answer", "safe.danger")]


QUIET = {
    "a calm child": ("need", "who.c10", "safe.calm"),
    "who skips": ("need", "who.skip", "safe.skip"),
    "a friend": ("need", "who.c13", "safe.other"),
    "a parent": ("need", "who.adult", "about.mine"),
    "a neighbour": ("need", "who.adult", "about.near"),
    "a teacher": ("need", "who.adult", "about.work"),
    "an adult who does not say": ("need", "who.adult", "about.skip"),
}


@pytest.mark.parametrize("who", QUIET)
async def test_the_third_tap_queues_everybody_the_red_button_counted_and_the_questions_go_on(office, who):
    *before, third = QUIET[who]
    await goes(office, *before)
    assert await queue(office) == ()
    await office.told(3)
    await office.taps(CHILD, third, message=8)
    (card,) = await queue(office)
    assert (await office.tells(3))[0] == AlertDesk(signal=card.signal)
    assert await entries(office) == [("answer", one) for one in QUIET[who][1:]]
    (shown,) = await screens(office)
    assert (shown.name.partition("_")[0], shown.edit) == ("ask", 8)
    assert shown.values["lead"] == "kept", "nothing else says that it is kept"


@pytest.mark.parametrize("then", ["меня обижают в школе", "story.skip"])
async def test_after_the_third_tap_the_first_thing_told_is_believed_and_gets_one_way_back(office, then):
    await goes(office, *QUIET["a calm child"])
    await office.told(3)
    await goes(office, then)
    assert await names(office) == ["believed", "safe_word", "ask_near"]
    word = next(tell.secret["word"] for tell in await screens(office) if tell.secret)
    await goes(office, "near.no", "hide")
    await office.writes(CHILD, word)
    assert (await names(office))[-1] == "returned_word"
    assert len([tell for tell in await screens(office) if tell.secret]) == 1


async def test_an_answer_weighs_with_the_words_and_rings_once_when_it_raises(office):
    await goes(office, UNCLEAR)
    await office.told(3)
    await goes(office, "safe.danger", "who.c13")
    (card,) = await queue(office)
    assert card.urgency is Urgency.IMMEDIATE
    assert [type(tell) for tell in await office.tells(3)].count(AlertDesk) == 1


async def test_what_was_answered_stands_on_the_card(office):
    await goes(office, "need", "who.adult", "about.work", "safe2.calm", "story.skip", "near.home", "child_age.u7")
    await goes(office, "region.kz", "answer.day")
    (card,) = await queue(office)
    assert (card.age_band, card.reporter, card.region, card.may_write) == ("adult", "professional", "kz", "day")


async def test_who_lives_in_the_other_country_is_told_which_help_is_there(office):
    await goes(office, *CALM)
    await office.told(3)
    await goes(office, "region.kz")
    assert (await names(office))[0] == "abroad"


async def test_the_place_and_the_wishes_stand_first_at_the_desk(office):
    await goes(office, *TO["place"], PLACE, "wish", "никому не звоните пока")
    (card,) = await queue(office)
    assert (card.place_given, card.wishes_given) == (True, True)


@pytest.mark.parametrize(("band", "end"), [("who.c10", "next"), ("who.c13", "next"), ("who.c17", "preview")])
async def test_after_the_last_question_the_older_see_what_was_taken_down(office, band, end):
    await goes(office, "need", band, "safe.calm", UNCLEAR, "near.no", "region.skip", "answer.any")
    last = (await screens(office))[-1]
    assert last.name == end
    if end == "preview":
        assert last.values == {"answers": 4, "messages": 1}, "answers are not messages, a skip is no answer"


async def test_an_answer_may_be_corrected_and_both_stand_in_the_thread(office):
    await goes(office, *CALM, "who.c17")
    (card,) = await queue(office)
    assert card.age_band == "teen"
    assert [text for _, text in await entries(office)][-4:] == ["safe.calm", "story.skip", "near.no", "who.c17"]
    await goes(office, "safe.danger", "safe.calm")
    (card,) = await queue(office)
    assert card.urgency is Urgency.IMMEDIATE, "nothing lowers"


async def test_the_question_that_wishes_took_the_place_of_is_asked_again(office):
    await goes(office, UNCLEAR, "wish", "хочу чтобы мама знала")
    assert (await names(office))[-1] == "ask_safe"


async def test_an_edit_of_what_was_written_before_answers_no_question(office):
    await goes(office, *TO["place"])
    await office.writes(CHILD, UNCLEAR, kind="edit")
    await goes(office, PLACE)
    told = (await office.reads((await office.card_of(CHILD)).signal))[-2:]
    assert [entry["asked"] for entry in told] == ["ask_place", "ask_place"]


async def test_an_answer_sent_before_hide_and_come_after_it_is_kept_and_nothing_is_shown(office):
    await goes(office, UNCLEAR)
    late = office.incoming(CHILD, "tap", action="safe.danger", callback="c", message=8)
    await goes(office, "hide")
    await office.told(3)
    await office.intake.receive(late, office.now)
    (card,) = await queue(office)
    assert card.urgency is Urgency.IMMEDIATE
    assert await office.tells(3) == [AlertDesk(signal=card.signal)]
    assert [entry["text"] for entry in await office.reads(card.signal)] == [UNCLEAR, "safe.danger"]
    await goes(office, "back")
    assert await names(office) == ["first"], "a newcomer as before"


async def test_what_was_tapped_under_cover_says_nothing_about_the_thread_that_comes_back(office):
    await goes(office, UNCLEAR)
    word = next(tell.secret["word"] for tell in await screens(office) if tell.secret)
    await goes(office, "hide", "need", "who.adult", "about.self")
    await office.writes(CHILD, word)
    await goes(office, UNCLEAR)
    (card,) = await queue(office)
    assert (card.reporter, card.consent) == ("child", "")
    assert (await names(office))[-1] == "ask_safe"
