"""Figures of speech, games, books and what is long over (domain.md §3.1, §5.9)."""

import pytest

from tests.triage.assessing import said


@pytest.mark.parametrize("trap", ["game", "fiction"])
def test_a_bare_word_of_a_game_or_a_book_raises_no_alarm(trap):
    found = said(trap, "weapon", "threat_kill", reporter="child", age_band="14-17")
    assert (found.urgency, found.routes) == ("planned", ("info_only",))


@pytest.mark.parametrize("trap", ["game", "fiction", "hyperbole", "insult"])
@pytest.mark.parametrize("real", ["afraid", "help_cry", "hiding", "offender_near", "suicide_thoughts", "blackmail"])
def test_beside_a_danger_of_another_kind_a_trap_explains_nothing(trap, real):
    facts = {"reporter": "child", "age_band": "14-17"}
    alone = said("violence", real, "now", **facts)
    found = said(trap, "violence", real, "now", **facts)
    assert found.urgency == alone.urgency


def test_a_father_who_will_kill_for_a_mark_is_not_dismissed_as_a_figure_of_speech():
    assert said("hyperbole", "threat", reporter="child", age=12).urgency == "planned"
    assert said("hyperbole", "threat", "carer", reporter="child", age=12).urgency == "urgent"


def test_a_trap_explains_nothing_where_the_child_is_not_safe():
    assert said("game", "violence", reporter="child", safe_now="unknown").urgency == "urgent"
    assert said("game", "violence", reporter="child", hurt="yes").urgency == "immediate"


@pytest.mark.parametrize("name", ["violence", "sexual", "rape", "strangling", "afraid"])
def test_harm_that_is_over_without_access_is_standard(name):
    by_words = said(name, "past", "no_access", "now", reporter="child", age=15)
    by_answers = said(name, reporter="child", age=15, offender_access="none", last_event="past")
    assert (by_words.urgency, by_answers.urgency) == ("standard", "standard")
    assert by_words.reasons == by_answers.reasons == ("harm-is-over",)


@pytest.mark.parametrize(
    ("classes", "facts"),
    [
        (("past",), {}),
        (("ended",), {}),
        (("past", "ended"), {"offender_access": "lives_with"}),
        (("past", "ended"), {"safe_now": "unknown"}),
        (("past", "ended"), {"last_event": "lt72h"}),
        (("past", "ended", "recent"), {}),
        (("past", "ended", "suicide_thoughts"), {}),
    ],
)
def test_long_ago_calms_nothing_beside_a_present_sign(classes, facts):
    assert said("violence", *classes, reporter="child", age=15, **facts).urgency == "urgent"
