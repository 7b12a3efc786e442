"""Kinds of Russian speech: danger told by scenery, half a sign and where the one who hurts is now, and harmless talk that sounds like it."""

import pytest

from tests.triage.assessing import said
from tests.triage.test_words_ru import IMMEDIATE, MATCHER
from triage.classes import DANGER


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("тарелки летят одна за другой", "violence_now"),
        ("вода в ванной вся красная, она молчит", "bleeding"),
        ("потом был крик и гудки", "contact_lost"),
        ("сижу на десятом, ноги уже снаружи", "suicide_plan"),
        ("съел сорок таблеток и лёг", "suicide_attempt"),
        ("нас посадили в микроавтобус и не говорят куда едем", "held"),
        ("он копает яму за домом и зовёт меня", "threat_kill"),
        ("бабуля остыла и не говорит", "not_waking"),
        ("закрыл тренерскую и велит снять майку", "sexual_now"),
        ("он придёт как только бабушка уснёт", "offender_coming"),
    ],
)
def test_danger_told_by_scenery_is_understood(written, told):
    assert told in MATCHER.classes(written)


@pytest.mark.parametrize(
    "written",
    [
        "отчим хватает меня за волосы. он уехал на вахту до августа",
        "отец дерется с мамой. сейчас я живу у бабушки, тут тихо",
        "он меня раздевает. следующее занятие через неделю",
    ],
)
def test_harm_from_one_who_is_away_for_days_is_urgent(written):
    found = said(*MATCHER.classes(written), reporter="child", age_band="14-17")
    assert (found.urgency, "duty_specialist" in found.routes) == ("urgent", True)


def test_who_hides_while_the_other_comes_back_is_not_calmed_by_a_place():
    found = said(
        *MATCHER.classes("мы у бабушки прячемся в шкафу, он ломится в дверь"), reporter="child", age_band="11-13"
    )
    assert found.urgency == "immediate"


@pytest.mark.parametrize(
    "written",
    [
        "репетируем сцену дуэли, меня застрелят",
        "папа обещал прибить полку",
        "учим стих на тему смерти, умру на третьей строфе",
        "прятались от дождя в подъезде и пели",
        "кот прыгнул с балкона на карниз и вернулся",
        "рейд затащили, босс просто зверь",
        "задыхаюсь от домашки",
    ],
)
def test_plays_games_and_things_of_every_day_are_no_danger(written):
    assert not MATCHER.classes(written) & (DANGER - {"sadness"})
    assert said(*MATCHER.classes(written), reporter="child", age_band="14-17").urgency == "planned"


def test_what_is_denied_is_no_bleeding():
    assert not MATCHER.classes("он дома, крови нет, дышит ровно") & IMMEDIATE


def test_bullying_on_the_net_is_also_for_those_who_know_the_net():
    found = said(*MATCHER.classes("одноклассники травят меня в чате"), reporter="child", age_band="14-17")
    assert {"helpline_child", "online_safety"} <= set(found.routes)


def test_a_plain_danger_is_not_sent_to_wait_for_a_helpline():
    found = said("held", "afraid", "violence", reporter="child", age_band="14-17")
    assert (found.urgency, {"duty_specialist", "helpline_child"} & set(found.routes)) == ("immediate", set())


def test_where_only_words_tell_that_it_is_now_a_specialist_looks_too():
    assert "duty_specialist" in said("violence_now", reporter="child", age_band="14-17").routes
