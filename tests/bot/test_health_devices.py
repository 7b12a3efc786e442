"""Where members' devices are the only second channel, health says whether anybody has one."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest

from bot.settings import load
from bot.signs import signs_of
from desk.pushing import Device
from tests.bot.test_health import HOOKED, Own, People, health
from tests.desk.desk_rig import ANNA, NOON
from vault.devices import Memory

DEVICE = Device(endpoint="https://push.example/x", p256dh="", auth="")


@dataclass
class OwnDevices(Own):
    devices: Memory = field(default_factory=Memory)


PUSHED = {"bot_token": "1:a", "push_contact": "mailto:duty@desk.example", "watch_every_s": 5}


@pytest.mark.parametrize(
    ("given", "members", "ok", "configured"),
    [
        (PUSHED, None, False, False),
        (PUSHED, 0, False, False),
        (PUSHED, 1, True, True),
        (HOOKED | PUSHED, 0, True, True),
    ],
)
async def test_a_house_with_web_push_alone_is_in_order_once_a_member_has_a_device(
    redis, given, members, ok, configured
):
    asked = health(redis, People())
    own = OwnDevices(devices=Memory(known=None if members is None else {ANNA.member: (DEVICE,) * members}))
    signs = signs_of(load(_env_file=None, **given), cast("Any", own))
    report = await replace(asked, signs=signs).report(NOON)
    assert report["ok"] is ok
    assert report["second_channel"] == {
        "configured": configured,
        "last_page": "none yet",
        "members_with_a_device": members,
    }
