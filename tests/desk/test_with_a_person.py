"""Once a human has answered her, the interview steps back: she has one voice to talk to, and danger still rings."""

import pytest

from tests.desk.desk_rig import Office, account
from triage import interview
from triage.interview import Talk
from triage.tells import AlertDesk, ShowScreen
from triage.urgency import Urgency

CHILD = account(3, 1)
SAD = "мне грустно и одиноко, дома на меня кричат"
DANGER_NOW = "он ломится ко мне в дверь с ножом"
NOTHING_NEW = "да, я тут"


async def names(office: Office) -> list[str]:
    return [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


async def rings(office: Office) -> list[AlertDesk]:
    return [tell for tell in await office.tells(3) if isinstance(tell, AlertDesk)]


async def asked(office: Office) -> list[str]:
    return [name for name in await names(office) if name.startswith("ask_")]


async def is_answered(office: Office, words: str = SAD, *taps: str) -> None:
    """She wrote, tapped, was asked something, and then a specialist answered."""
    await office.writes(CHILD, words)
    for tap in taps:
        await office.taps(CHILD, tap)
    assert (await asked(office))[-1:], "a question waits"
    await office.replies_to(CHILD, "Я здесь, я читаю тебя.")
    await office.told(3)


async def test_what_she_writes_then_goes_to_the_human_and_no_question_comes(office):
    await is_answered(office)
    for words in (NOTHING_NEW, "мама спит", "мне грустно"):
        await office.writes(CHILD, words)
    assert set(await names(office)) == {"passed_on"}
    entries = await office.reads((await office.card_of(CHILD)).signal)
    assert [entry["text"] for entry in entries][-3:] == [NOTHING_NEW, "мама спит", "мне грустно"]


async def test_until_a_human_has_answered_the_questions_go_on_also_where_one_has_it_in_hand(office):
    await office.writes(CHILD, SAD)
    await office.claims((await office.card_of(CHILD)).signal)
    await office.told(3)
    await office.taps(CHILD, "safe.calm")
    assert await asked(office) == ["ask_who"]


async def test_nothing_that_she_looks_up_brings_the_question_back(office):
    await is_answered(office)
    for action in ("numbers", "back", "need", "next"):
        await office.taps(CHILD, action)
    await office.commands(CHILD, "start")
    assert await asked(office) == []


async def test_an_old_button_is_kept_weighed_and_rings_at_whoever_waits_for_her(office):
    await is_answered(office, SAD, "safe.calm")
    await office.taps(CHILD, "who.c13", message=8)
    card = await office.card_of(CHILD)
    assert (card.age_band, card.awaiting) == ("preteen", "desk")
    assert (await office.reads(card.signal))[-1]["text"] == "who.c13"
    assert await names(office) == ["passed_on"]
    assert [ring.member for ring in await rings(office)] == [card.held_by]


async def test_an_old_button_that_tells_of_danger_brings_the_numbers_and_rings(office):
    await is_answered(office)
    await office.taps(CHILD, "safe.danger", message=8)
    assert (await office.card_of(CHILD)).urgency is Urgency.IMMEDIATE
    shown = await names(office)
    assert shown[0] == "danger"
    assert len(await rings(office)) == 1


async def test_danger_now_in_her_words_brings_the_numbers_the_offer_of_a_place_and_rings(office):
    await is_answered(office)
    await office.writes(CHILD, NOTHING_NEW)
    await office.told(3)
    await office.writes(CHILD, DANGER_NOW)
    assert (await office.card_of(CHILD)).urgency is Urgency.IMMEDIATE
    shown = await names(office)
    assert shown[0].startswith("danger")
    assert await asked(office) == ["ask_place"]
    assert len(await rings(office)) == 1


async def test_danger_of_another_kind_rings_again_also_a_minute_after_other_words(office):
    await is_answered(office, "папа бьет меня прямо сейчас")
    await office.writes(CHILD, NOTHING_NEW)
    await office.told(3)
    office.later(minutes=1)
    await office.writes(CHILD, DANGER_NOW)
    assert (await names(office))[0].startswith("danger")
    assert len(await rings(office)) == 1


async def test_danger_that_she_tapped_before_does_not_hide_what_she_tells_now(office):
    await is_answered(office, SAD, "safe.danger")
    office.later(minutes=30)
    await office.writes(CHILD, DANGER_NOW)
    assert (await names(office))[0].startswith("danger")
    assert len(await rings(office)) == 1


async def test_danger_that_only_her_earlier_answers_make_of_her_words_brings_the_numbers_too(office):
    await is_answered(office, "мне плохо", "who.adult", "about.self", "safe.other")
    assert (await office.card_of(CHILD)).urgency is not Urgency.IMMEDIATE
    await office.told(3)
    await office.writes(CHILD, "сказал что убьет меня")
    assert (await office.card_of(CHILD)).urgency is Urgency.IMMEDIATE
    assert (await names(office))[0] == "danger_other"


async def test_with_the_danger_known_she_is_not_told_to_call_with_every_word(office):
    await is_answered(office, "папа бьет меня прямо сейчас")
    await office.writes(CHILD, NOTHING_NEW)
    assert await names(office) == ["passed_on"]


async def test_danger_told_again_after_a_silence_brings_the_numbers_once_and_says_who_has_her_words(office):
    await is_answered(office, DANGER_NOW, "place.skip")
    office.later(minutes=30)
    await office.writes(CHILD, DANGER_NOW)
    assert await names(office) == ["danger", "passed_on"], "nothing says twice in a row that she should call"


async def test_the_withdrawn_place_takes_no_words_that_were_meant_for_the_human(office):
    await is_answered(office, "папа бьет меня прямо сейчас")
    await office.writes(CHILD, "да, он ушел в магазин")
    assert not (await office.card_of(CHILD)).place_given


async def test_given_back_she_is_asked_what_decides_on_danger_and_nothing_else(office):
    await is_answered(office)
    await office.duty.release(office.asked((await office.card_of(CHILD)).signal, "release"))
    await office.writes(CHILD, "ты тут?")
    assert await asked(office) == ["ask_safe"]
    for answer in ("safe.calm", "who.c10", "near.no"):
        await office.taps(CHILD, answer)
    assert {*await asked(office)} <= {"ask_safe", "ask_who", "ask_near"}
    assert (await names(office))[-1] == "next"


async def test_whoever_takes_it_over_is_the_one_voice_then(office):
    await is_answered(office)
    signal = (await office.card_of(CHILD)).signal
    await office.duty.release(office.asked(signal, "release"))
    await office.writes(CHILD, "ты тут?")
    await office.claims(signal)
    await office.told(3)
    await office.writes(CHILD, NOTHING_NEW)
    assert await names(office) == ["passed_on"]


async def test_under_cover_nobody_has_answered(office):
    await is_answered(office)
    await office.taps(CHILD, "hide")
    await office.told(3)
    await office.writes(CHILD, SAD)
    assert "passed_on" not in await names(office)
    assert await asked(office) == ["ask_safe"]


ADULT = ("safe.skip", "who.adult", "about.self", "others.no")


async def test_an_adult_who_says_so_then_still_reaches_the_question_of_her_consent(office):
    await is_answered(office, SAD)
    for answer in ADULT:
        await office.taps(CHILD, answer)
    assert (await names(office))[-3:] == ["ask_about", "ask_others", "consent"]
    assert (await office.card_of(CHILD)).consent == "asked"


async def test_her_consent_is_asked_until_she_decides_and_not_after_her_no(office):
    await is_answered(office, SAD, *ADULT[:3])
    await office.taps(CHILD, ADULT[3])
    await office.told(3)
    await office.writes(CHILD, NOTHING_NEW)
    assert await names(office) == ["consent"]
    await office.taps(CHILD, "refuse")
    await office.told(3)
    await office.writes(CHILD, NOTHING_NEW)
    assert await names(office) == ["passed_on"]
    assert (await office.card_of(CHILD)).consent == "refused"


async def test_an_adult_who_tells_of_long_ago_is_asked_who_she_is(office):
    await is_answered(office)
    await office.writes(CHILD, "мне 35 лет, в детстве меня насиловал дядя")
    assert await asked(office) == ["ask_who"]


@pytest.mark.parametrize("question", ["place", "wishes"])
def test_what_stands_last_in_her_chat_is_still_answered_by_her_words(question):
    talk = interview.asking(Talk(), question)
    assert interview.stepped_back(talk, interview.TALKING, f"ask_{question}").pending == question
    assert interview.stepped_back(talk, interview.TALKING, "reply_waiting").pending == ""


def test_a_withdrawn_question_counts_as_never_asked():
    talk = interview.asking(interview.asking(Talk(), "who"), "safe")
    withdrawn = interview.stepped_back(talk, interview.TALKING, "ask_safe")
    assert (withdrawn.pending, withdrawn.asked) == ("", ("who",))
    assert interview.stepped_back(talk, "", "ask_safe") == talk
