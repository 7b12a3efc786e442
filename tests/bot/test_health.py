"""Health says yes only when a report would be kept, read and told; the doors open when somebody can read."""

import os
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, cast

import pytest

from bot.draws import WordDraws
from bot.gate import Gate
from bot.health import HouseHealth
from bot.rooms import must_fit
from bot.settings import load
from bot.signs import signs_of
from desk import canary as canaries
from desk.forum import ForumSigns
from desk.people import Colleague
from desk.ports import Unavailable
from tests.desk.desk_rig import ANNA, BORIS, DANGER, NOON, account, office_on
from triage.ids import Address
from vault.address import AddressKeys
from vault.ceremony import KeyFileRefused
from vault.gauges import Gauges
from vault.keyring import Keyring
from vault.linked import LinkedMembers
from vault.store import Store, connect
from workers.pager import Pages
from workers.pulse import Pulse


def pulse(age_s: float | None) -> Pulse:
    return Pulse(time.monotonic() - age_s if age_s is not None else 0.0)


HER = Colleague(member=ANNA.member, name="Анна", role="specialist", desk="intake", address=Address("900"))


@dataclass
class People:
    """A roster and an enrolment of these colleagues, all signed unless said otherwise."""

    known: tuple[Colleague, ...] = (HER, BORIS)
    signed: set[str] = field(default_factory=lambda: {ANNA.member, BORIS.member})
    down: bool = False
    believed: bool = True
    asked: int = 0

    async def colleagues(self) -> tuple[Colleague, ...]:
        self.asked += 1
        if self.down:
            raise Unavailable("down")
        return self.known

    async def certificates(self) -> dict[str, object]:
        return dict.fromkeys(self.signed)

    async def desk_document(self) -> dict[str, object]:
        if not self.believed:
            raise Unavailable("office")
        return {}


HOOKED = {"bot_token": "1:a", "alert_webhook_url": "https://gate.example/x", "watch_every_s": 5}


@dataclass
class Own:
    """What ``bot.signs`` asks of the rooms."""

    watched: Pulse = field(default_factory=lambda: pulse(1.0))
    pages: Pages = field(default_factory=Pages)
    canary: canaries.Signs = field(default_factory=lambda: canaries.Signs(arrived_at=NOON - timedelta(seconds=40)))
    duty_pulse: Pulse = field(default_factory=lambda: pulse(1.0))
    duty_incoming: Pulse = field(default_factory=lambda: pulse(1.0))
    forum: ForumSigns = field(default_factory=ForumSigns)


def health(
    redis,
    people: People,
    *,
    age_s: float | None = 1.0,
    deaf_s: float | None = 1.0,
    telegram: bool = True,
    own: Own | None = None,
) -> HouseHealth:
    pulses, office = (pulse(age_s), pulse(deaf_s)), office_on(redis)
    gauges = Gauges(office.store, office.outbox, office.records)
    signs = replace(signs_of(load(_env_file=None, **HOOKED), cast("Any", own or Own())), telegram=telegram)
    return HouseHealth(Store(redis), cast("Any", people), cast("Any", people), pulses, telegram, signs, gauges)


@pytest.mark.parametrize("deaf_s", [None, 100.0])
async def test_a_bot_that_hears_nothing_of_telegram_is_not_in_order(redis, deaf_s):
    said = await health(redis, People(), deaf_s=deaf_s).report(NOON)
    assert said["ok"] is False
    assert "BOT_TOKEN" in str(said["telegram"])


async def test_a_house_in_order_says_so_part_by_part(redis):
    assert await health(redis, People()).report(NOON) == {
        "ok": True,
        "store": "writable",
        "telegram": "sending",
        "somebody_is_told": True,
        "desks_without_a_reader": [],
        "watch": "beating",
        "second_channel": {"configured": True, "last_page": "none yet"},
        "duty_bot": "not configured",
        "forum_group": "not-configured",
        "canary": {"flies": True, "lost": False, "age_s": 40.0},
        "oldest_untold_s": 0.0,
        "oldest_unclaimed_immediate_s": 0.0,
    }


@pytest.mark.parametrize(
    ("own", "part", "said"),
    [
        (Own(watched=pulse(None)), "watch", "silent"),
        (Own(watched=pulse(18.5)), "watch", "silent"),
        (Own(pages=Pages(1, 1, "failed")), "second_channel", {"configured": True, "last_page": "failed"}),
        (Own(canary=canaries.Signs(lost="sender")), "canary", {"flies": True, "lost": True, "age_s": None}),
    ],
)
async def test_a_part_of_our_own_that_fails_is_named_and_enough_for_a_no(redis, own, part, said):
    report = await health(redis, People(), own=own).report(NOON)
    assert report["ok"] is False
    assert report[part] == said


async def test_a_late_round_a_page_that_was_taken_and_no_canary_yet_are_in_order(redis):
    own = Own(watched=pulse(16.0), pages=Pages(1, 1, "taken"), canary=canaries.Signs())
    assert (await health(redis, People(), own=own).report(NOON))["ok"] is True


async def test_who_waits_how_long_is_told_as_numbers_and_is_no_reason_for_a_no(redis):
    office = office_on(redis)
    await office.writes(account(3, 1), DANGER)
    asked = health(redis, People())
    asked = replace(asked, gauges=Gauges(office.store, office.outbox, office.records))
    report = await asked.report(NOON + timedelta(minutes=7))
    assert report["ok"] is True
    assert report["oldest_unclaimed_immediate_s"] == 420.0
    assert cast("float", report["oldest_untold_s"]) >= 0.0


async def test_whoever_asks_again_at_once_costs_the_store_no_second_look_at_who_waits(redis):
    asked = health(redis, People())
    await asked.report(NOON)
    await office_on(redis).writes(account(3, 1), DANGER)
    assert (await asked.report(NOON + timedelta(minutes=7)))["oldest_unclaimed_immediate_s"] == 0.0
    asked.looked.pulse.at -= 2
    assert (await asked.report(NOON + timedelta(minutes=7)))["oldest_unclaimed_immediate_s"] == 420.0


@pytest.mark.parametrize(
    ("people", "sender", "part", "said"),
    [
        (People(known=(ANNA, BORIS)), {}, "somebody_is_told", False),
        (People(known=(HER,)), {}, "desks_without_a_reader", ["fallback"]),
        (People(signed={BORIS.member}), {}, "desks_without_a_reader", ["intake"]),
        (People(), {"age_s": 16}, "telegram", "silent"),
        (People(), {"age_s": None}, "telegram", "silent"),
        (People(), {"telegram": False}, "telegram", "not configured"),
        (People(down=True), {}, "somebody_is_told", False),
        (People(believed=False), {}, "desks_without_a_reader", ["fallback", "intake"]),
    ],
)
async def test_one_part_that_fails_is_named_and_enough_for_a_no(redis, people, sender, part, said):
    report = await health(redis, people, **sender).report(NOON)
    assert report["ok"] is False
    assert report[part] == said


async def test_a_store_that_is_full_or_down_is_a_no(redis, tmp_path):
    limit = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        assert (await health(redis, People()).report(NOON))["store"] == "down"
    finally:
        await redis.config_set("maxmemory", limit)
    gone = connect(f"unix://{tmp_path}/nothing.sock")
    assert (await health(gone.redis, People()).report(NOON))["ok"] is False
    await gone.close()


async def test_no_door_opens_before_both_desks_have_a_reader_and_then_it_stays_open(redis):
    people = People(known=(HER,))
    gate = Gate(health(redis, people))
    with pytest.raises(Unavailable, match="fallback"):
        await gate()
    people.known = (HER, BORIS)
    await gate()
    asked = people.asked
    await gate()
    assert people.asked == asked


async def test_a_store_begun_under_another_address_key_is_refused_and_a_rotated_one_is_not(redis):
    office = office_on(redis)
    store, ring = office.store, office.keyring
    await must_fit(store, ring)
    await must_fit(store, ring)

    def with_keys(*names: str) -> Keyring:
        kept = {name: os.urandom(32) for name in names}
        made = AddressKeys(names[0], kept, ring.address.pseudonym, os.urandom)
        return Keyring(made, ring.transit, ring.desks, ring.bot_id, ring.draw)

    await must_fit(store, with_keys("11111111", "00000000"))
    with pytest.raises(KeyFileRefused, match="ADDRESS_KEY_FILE"):
        await must_fit(store, with_keys("22222222"))


async def test_alerts_go_to_the_accounts_of_linked_members_only(redis):
    ring = office_on(redis).keyring
    linked = LinkedMembers(cast("Any", People()), ring)
    everybody = await linked.linked(None)
    assert set(everybody) == {ANNA.member}
    assert len(everybody[ANNA.member]) == 32
    assert await linked.linked(ANNA.member) == everybody
    assert await linked.linked(BORIS.member) == {}


def test_a_safe_word_is_any_word_of_the_list_and_each_as_likely():
    words = tuple(f"{number}" for number in range(2048))
    drawn = Counter(WordDraws(words, partial(drawing, at)).safe_word() for at in range(65536))
    assert set(drawn) == set(words)
    assert set(drawn.values()) == {32}


def drawing(number: int, count: int) -> bytes:
    return number.to_bytes(count, "big")
