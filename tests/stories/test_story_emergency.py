"""A supervisor opens a claimed signal in an emergency; and one evening she finds out whether anybody would come at all."""

import os
from datetime import timedelta

import pytest

from bot.drilling import drills_of
from tests.portal.portal_browser import path
from tests.stories.desk_and_phone import Desk, desk_of, has_news, quick_product, quiet, reads, says
from tests.stories.rig import Product
from tests.stories.turns import SPECIALIST, alerts, rang, somebody
from vault import threads
from vault.ceremony import iso
from vault.ceremony_member import Note, seal_note
from vault.encoding import b64u
from vault.sealing import kid, seal_key

DANGER = "папа бьет меня прямо сейчас"
NEXT = "он ломает дверь"
WHY = "не отвечает двадцать минут, ребёнок в опасности"
ANSWER = "Я читаю. Ты сейчас один в комнате?"
DRILLS = "/console/api/drills"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as one:
        yield one


def once(**said: object) -> dict[str, object]:
    return {"request": threads.new_id(os.urandom), **said}


def sealed_reason(boss: Desk, signal: str) -> dict[str, str]:
    note = Note(signal, threads.new_id(os.urandom), iso(boss.made.clock()), WHY)
    desk = seal_key(boss.seed).public
    assert boss.page.keys is not None
    return {"id": note.note, "box": b64u(seal_note(note, boss.page.keys, desk)), "kid": kid(desk)}


async def breaks_glass(boss: Desk, signal: str, holder: str) -> dict[str, object]:
    row = await boss.verb(signal, "break-glass", once(holder=holder, note=sealed_reason(boss, signal)))
    await quiet(boss.made)
    return dict(row)


async def test_she_reads_it_takes_it_and_answers_and_the_child_only_sees_an_answer(made):
    child = somebody(made)
    await child.writes(DANGER)
    async with desk_of(made) as anna, desk_of(made, "fallback") as boris:
        signal = await anna.newest()
        await anna.verb(signal, "claim")
        await child.writes(NEXT)
        assert (await boris.reads(signal))[-1] == NEXT, "her words open with the supervisors' own key"
        before, rings = says(child.person), rang(made)

        row = await breaks_glass(boris, signal, anna.page.member)
        assert row["held_by"] == {"member": boris.page.member, "name": "Борис"}
        assert says(child.person) == before, "no greeting, no word: for her nothing has changed"
        assert rang(made) == rings + 1, "Anna's telephone rang, and her alert says as little as ever"

        await boris.replies(signal, ANSWER)
        assert has_news(child.person)
        await reads(made, child.person)
        assert any(ANSWER in one for one in says(child.person))

        hers = (await anna.row(signal))["case"]["taken"]
        assert (hers["of"]["name"], hers["by"]["name"]) == ("Анна", "Борис")
        assert "broke-glass" in await anna.journal(signal)
        status, said = await anna.page.post(path(signal, "release"))
        assert (status, said) == (409, {"error": "not-yours", "by": "Борис"})


async def test_what_she_had_no_cause_to_take_stays_where_it_is_and_nobody_rings(made):
    child = somebody(made)
    await child.writes(DANGER)
    async with desk_of(made) as anna, desk_of(made, "fallback") as boris:
        signal = await anna.newest()
        await anna.replies(signal, ANSWER)
        await boris.reads(signal)
        rings = rang(made)
        refused = once(holder=boris.page.member, note=sealed_reason(boris, signal))
        assert (await boris.page.post(path(signal, "break-glass"), refused))[0] == 409
        own = once(holder=anna.page.member, note=sealed_reason(anna, signal))
        assert (await anna.page.post(path(signal, "break-glass"), own)) == (403, {"error": "not-allowed"})
        await quiet(made)
        assert rang(made) == rings
        assert (await anna.journal(signal)).count("opened") >= 1, "that he looked stands in the journal"


async def drill_of(boss: Desk) -> dict[str, object]:
    return dict((await boss.page.get(DRILLS))[1]["drills"][0])


async def until_over(made: Product, boss: Desk) -> dict[str, object]:
    for _ in range(400):
        found = await drill_of(boss)
        if found["ended"]:
            return found
        await made.peer.settled()
    raise AssertionError("the drill never ended")


async def test_a_drill_rings_the_shift_is_taken_and_leaves_its_times_alone(tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch, watch_every_s=0.05) as made,
        desk_of(made) as anna,
        desk_of(made, "fallback") as boris,
    ):
        assert (await boris.page.post(DRILLS, once()))[0] == 200
        await quiet(made)
        assert rang(made) == 1
        assert len(alerts(made)) == 1
        made.clock.offset += timedelta(seconds=20)
        await made.peer.user(SPECIALIST).presses("seen")
        await quiet(made)
        signal = await anna.newest()
        assert (await anna.row(signal))["case"]["drill"] is False
        made.clock.offset += timedelta(seconds=10)
        row = await anna.verb(signal, "claim")
        assert row["case"]["drill"] is True
        await quiet(made)
        await anna.verb(signal, "close", once(outcome="drill", seen=row["last_word_at"]))
        over = await until_over(made, boris)
        assert over["ended"] == "claimed"
        assert 20 <= int(str(over["seen_s"])) <= int(str(over["claimed_s"])) <= 60
        await quiet(made)
        assert (await anna.rows(), alerts(made)) == ([], [])
        assert (await anna.page.get("/console/api/closed"))[1]["rows"] == []


async def test_a_drill_outlives_a_restart_and_is_missed_after_half_an_hour(tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch, watch_every_s=0.05) as made,
        desk_of(made, "fallback") as boris,
    ):
        assert (await boris.page.post(DRILLS, once()))[0] == 200
        await quiet(made)
        restarted = drills_of(made.house.rooms, made.house.judge, made.house.words)
        made.clock.offset += timedelta(seconds=31 * 60)
        await restarted.tick(made.clock())
        await restarted.tick(made.clock())
        (found,) = [(one.ended, one.claimed_s) for one in await restarted.book.past()]
        assert found == ("missed", None)
        await quiet(made)
        assert alerts(made) == [], "and nothing of it stands in anybody's chat"
