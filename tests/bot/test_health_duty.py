"""The health page of a house whose desk has a bot of its own, and a forum group."""

from dataclasses import replace
from typing import cast

import pytest

from bot.signs import Signs
from desk.forum import ForumSigns
from tests.bot.test_health import Own, People, health, pulse
from tests.desk.desk_rig import NOON


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"duty_incoming": None}, "nothing comes in"),
        ({"duty_incoming": 100.0}, "nothing comes in"),
        ({"duty_pulse": None}, "silent"),
        ({}, "sending"),
    ],
)
async def test_a_bot_of_the_desks_own_that_does_not_send_is_named_and_enough_for_a_no(redis, ages, said):
    own = Own()
    for name, age_s in ages.items():
        setattr(own, name, pulse(age_s))
    house = health(redis, People(), own=own)
    report = await replace(house, signs=replace(cast("Signs", house.signs), duty_bot=True)).report(NOON)
    assert str(report["duty_bot"]).startswith(said)
    assert report["ok"] is (said == "sending")


async def test_a_forum_group_that_cannot_be_used_is_said_and_no_reason_to_shut_the_doors(redis):
    report = await health(redis, People(), own=Own(forum=ForumSigns("no-right"))).report(NOON)
    assert (report["forum_group"], report["ok"]) == ("no-right", True)
