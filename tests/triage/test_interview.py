"""The interview, walked whole: every state that taps and words can reach, by the real rules (docs/interview.md)."""

from itertools import islice

import pytest

from i18n.catalogue import ASKED, POPUPS, SCREENS
from tests.triage.walking import BUTTON, GIVE, STORIES, Stand, choices, moves, tapped, told, walk, walked, weigh
from triage import interview
from triage.interview import MOST_PROMPTS, TAPS_BEFORE_QUEUE
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.urgency import RANK, Urgency

SUICIDE = frozenset({"die", "die_now"})
TOLD_ELSEWHERE = {
    "place": "stands first on the card: tests/desk/test_answering.py",
    "answer": "whether anything may make a sound: tests/desk/test_answering.py, tests/workers/test_filling.py",
    "wishes": "offered, never asked; stands first at the desk: tests/desk/test_answering.py",
}
"""Questions whose answer is worth something that no rule and no walk sees."""


def taps(way) -> int:
    """The red button counted, where it was what began the talk."""
    by_words = bool(way) and not isinstance(way[0], str)
    return sum(isinstance(move, str) for move in way) + (not by_words)


@pytest.mark.parametrize("name", ASKED)
def test_help_and_hide_are_one_tap_from_every_question(name):
    actions = {button.action for row in SCREENS[name].rows for button in row}
    assert {"numbers", "hide", "menu"} <= actions
    question = name.removeprefix("ask_")
    assert {f"{question}.{choice}" for choice in choices(question)} <= actions, "each answer, and both ways round it"
    assert len(next(row for row in SCREENS[name].rows if f"{question}.{SKIP}" in [one.action for one in row])) == 2


def test_hide_and_help_are_one_tap_from_every_other_screen_of_a_reporter():
    for name, spec in SCREENS.items():
        if spec.audience == "child" and name not in POPUPS:
            assert {"hide", "menu"} & spec.actions >= ({"hide"} if name == "menu" else {"hide", "menu"}), name
            assert {"numbers", "back", "need"} & spec.actions, f"{name}: the numbers stand in it, or behind a tap"


def test_every_question_is_a_screen_and_every_screen_a_question():
    assert set(ASKED) == {f"ask_{question}" for question in QUESTIONS}


def test_every_path_ends_after_seven_prompts_at_most_and_asks_nothing_twice():
    for stand, way in walked():
        asked = [one for one in stand.talk.asked if one != "wishes"]
        assert len(asked) <= MOST_PROMPTS, way
        assert len(set(asked)) == len(asked), way
        assert stand.question not in stand.talk.answers, way
        assert len([one for one in asked if one in SUICIDE]) <= 2, way


def test_whoever_is_not_in_danger_now_is_asked_for_the_country_within_the_seven():
    ends = [(stand, way) for stand, way in walked() if not stand.question and not stand.held_back]
    assert ends
    for stand, way in ends:
        dying = stand.talk.asked[-1:] == ("die_now",)  # whoever thinks of dying is asked that, and told the number
        if stand.urgency is not Urgency.IMMEDIATE and not dying:
            assert "region" in stand.talk.asked, way


def test_any_words_are_kept_in_every_state_and_answer_only_what_is_open():
    kinds = {
        (one.question, one.urgency, one.talk.classes, one.talk.told, one.held_back): (one, way) for one, way in walked()
    }
    for stand, way in kinds.values():
        for classes in STORIES:
            after = told(stand, classes)
            assert after.talk.classes >= stand.talk.classes | classes, way
            assert after.talk.answers == stand.talk.answers, way
            assert after.urgency is not None, "words are a signal, whatever they say"
            if stand.urgency:
                assert RANK[after.urgency] <= RANK[stand.urgency], way


def test_a_signal_stands_after_three_taps_at_most():
    """But for an adult who has not said of whom she writes: her own words need her consent first (P-03.2)."""
    for stand, way in walked():
        facts = stand.facts
        nobody_knows = facts.age_band == "18+" and facts.reporter in {None, "adult_survivor"}
        if taps(way) >= TAPS_BEFORE_QUEUE and not nobody_knows:
            assert stand.urgency is not None, way


def test_danger_told_by_a_tap_is_a_signal_at_once():
    for stand, way in walked():
        if stand.urgency is None and not stand.held_back:
            assert weigh(stand.facts, stand.talk.classes).urgency is not Urgency.IMMEDIATE, way


def test_up_to_ten_years_and_with_no_age_told_nobody_is_asked_about_suicide():
    for stand, way in walked():
        if SUICIDE & set(stand.talk.asked):
            assert stand.facts.age_band not in {"<=10", None}, way


def test_the_place_is_offered_only_where_the_danger_is_now():
    offered = [stand for stand, _ in walked() if stand.question == "place"]
    assert offered
    assert {stand.urgency for stand in offered} == {Urgency.IMMEDIATE}


def test_where_the_danger_is_now_nobody_is_asked_whether_it_is():
    for stand, way in walked():
        if stand.urgency is Urgency.IMMEDIATE:
            assert stand.question not in {"safe", "safe2", "near", *SUICIDE}, way


def test_skipping_and_not_knowing_never_lower_and_a_skip_adds_no_alarm():
    for stand, way in walked():
        if not stand.question:
            continue
        before = weigh(stand.facts, stand.talk.classes).urgency
        skipped, doubted = tapped(stand, SKIP), tapped(stand, UNKNOWN)
        assert weigh(skipped.facts, skipped.talk.classes).urgency is before, way
        assert RANK[weigh(doubted.facts, doubted.talk.classes).urgency] <= RANK[before], way
        for after in (skipped, doubted):
            if stand.urgency:
                assert after.urgency is not None, way
                assert RANK[after.urgency] <= RANK[stand.urgency], way


def worth(stand: Stand, choice: str) -> tuple[object, ...]:
    """What an answer changes: the card, the routes, the words, who may read, what comes next."""
    after = tapped(stand, choice)
    facts, talk = after.facts, after.talk
    assessed = weigh(facts, talk.classes) if after.urgency else None
    card = (after.urgency, assessed and (assessed.routes, assessed.urgency), facts.reporter, facts.age_band)
    texts = (interview.audience(talk), interview.about(talk), facts.country)
    return (*card, *texts, after.held_back, after.question)


def pointless(question: str) -> bool:
    """Whether all its answers come to the same in every state that it is asked in."""
    asked = (stand for stand, _ in walked() if stand.question == question)
    return not any(len({worth(stand, choice) for choice in choices(question)}) > 1 for stand in asked)


@pytest.mark.parametrize(
    "question",
    [one for one in QUESTIONS if one not in TOLD_ELSEWHERE and one != "story"],
)
def test_no_question_is_asked_whose_answer_changes_nothing(question):
    assert not pointless(question)


def test_the_story_changes_what_words_tell():
    calm = (stand for stand, _ in walk() if stand.question == "story" and stand.facts.safe_now == "yes")
    stand = next(calm)
    assert len({(told(stand, classes).urgency, told(stand, classes).question) for classes in STORIES}) > 1


def test_every_question_is_reached_but_the_one_that_is_offered():
    asked = {stand.question for stand, _ in walked()}
    assert asked == {"", *QUESTIONS} - {"wishes"}


def test_an_adult_is_not_asked_about_a_doctor_or_the_day_for_what_was_done_to_her_as_a_child():
    for stand, way in walked():
        if stand.facts.reporter == "adult_survivor":
            assert stand.question != "last", way
            hurt_now = {"violence_now", "injury", "pain", "bleeding", "sexual_now", "strangling"} & stand.talk.classes
            assert stand.question != "hurt" or hurt_now or stand.facts.safe_now == "no", way


def test_an_adult_decides_before_anything_of_her_own_goes_on_and_then_goes_on():
    held = [(stand, way) for stand, way in walked() if stand.held_back]
    assert held
    for stand, way in held:
        assert stand.facts.reporter == "adult_survivor", way
        assert stand.facts.others_at_risk in {None, "no"}, "a child at risk is not held back (P-03.3)"
        assert [move for move, _ in moves(stand)] == [GIVE], way
    assert not any(interview.waits_for_consent(stand.talk) for stand, way in walked() if GIVE in way)


def test_the_red_button_asks_the_age_first_and_words_are_asked_about_danger_first():
    assert BUTTON.question == "who"
    wrote = [stand for stand, _ in islice(walk(), 1 + len(STORIES)) if stand.talk.wrote_first]
    assert len(wrote) == len(STORIES)
    for stand in wrote:
        assert stand.question == ("safe" if stand.urgency is not Urgency.IMMEDIATE else "who")


def test_in_every_state_whoever_is_answered_by_a_human_is_asked_of_consent_and_nothing_else():
    for stand, way in walked():
        talk = interview.stepped_back(stand.talk, interview.TALKING, f"ask_{stand.question}")
        urgency = stand.urgency or Urgency.PLANNED
        left = interview.next_question(talk, urgency)
        waits = {stand.question} & {"place"}  # the offer that stands last in her chat is still answered by her words
        assert left in {"", "about", "others", *waits}, way
        assert interview.next_question(talk, urgency, alarmed=True) in {left, "place"}, way
        assert talk.answers == stand.talk.answers, way


def test_in_every_state_the_questions_go_on_once_nobody_talks_with_her_as_if_the_last_had_not_been_asked():
    for stand, way in walked():
        back = interview.stepped_back(interview.stepped_back(stand.talk, interview.TALKING, ""), "", "")
        assert bool(interview.next_question(back, stand.urgency or Urgency.PLANNED)) is bool(stand.question), way
