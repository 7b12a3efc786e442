"""Which papers of a changed desk key are believed, by the server, by a process, by the person at the offline machine."""

import json
import os

import pytest

from bot.rooms import must_be_its_office
from desk.ports import Unavailable
from tests.portal.portal_browser import browser, new_member, path, thread_of
from tests.portal.portal_rig import make_rig, portal
from tests.vault.rotation_rig import grants, keys, reseal_all, rotate, staff
from vault import ceremony, ceremony_rotation, roster_keys, threads
from vault.offices import Offices


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


async def test_a_rotation_of_another_office_an_older_one_and_one_for_nobody_are_refused(rig, one, tmp_path, capsys):
    first = await rotate(rig, tmp_path / "first")
    second = await rotate(rig, tmp_path / "second")
    stranger = ceremony.init(tmp_path / "stranger", demo=True, now=rig.now, draw=os.urandom)
    paper = json.loads(second.read_text())
    wrong = {
        "stranger": {**paper, "desk": stranger.document},
        "changed": {**paper, "desk": {**paper["desk"], "made_at": "2030-01-01T00:00:00Z"}},
        "nobody": {**paper, "grants": []},
        "shape": {**paper, "more": 1},
        "kid": {**paper, "grants": [{**paper["grants"][0], "desk_kid": "0" * 16}]},
    }
    for name, content in wrong.items():
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(content))
        assert await staff(rig, "adopt", file) == 1, name
    assert await rig.members.present() == rig.office
    assert await staff(rig, "adopt", second) == 0
    assert await staff(rig, "adopt", first) == 1
    assert "not later" in capsys.readouterr().err


async def test_a_process_believes_no_desk_key_that_somebody_wrote_into_the_store(rig, one, tmp_path, redis):
    offices = Offices(rig.store, rig.office)
    stranger = ceremony.init(tmp_path / "stranger", demo=True, now=rig.now, draw=os.urandom)
    for document in (stranger.document, {**rig.office.document, "made_at": "2030-01-01T00:00:00Z"}, None, "x"):
        await redis.set(roster_keys.office(), json.dumps(document))
        with pytest.raises(Unavailable):
            await offices.current()
        with pytest.raises(Unavailable):
            await rig.report("слова")
    await redis.delete(roster_keys.office())
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    assert (await offices.current()).desks["intake"] != rig.office.desks["intake"]
    await redis.set(roster_keys.office(), json.dumps(rig.office.document))
    with pytest.raises(Unavailable):
        await offices.current()


async def test_everybody_lost_her_key_in_the_middle_and_the_recovery_key_opens_both(rig, one, tmp_path):
    signal = await rig.report("слова")
    seed, _ = await thread_of(rig, one, signal)
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    assert await staff(rig, "revoke", "Анна") == 0
    rig.office = await rig.members.present()
    async with browser(one.base) as new:
        await new_member(rig, new, "Вера")
        papers, paper = tmp_path / "again.json", tmp_path / "recovered.json"
        await staff(rig, "certificates", "-o", papers)
        assert keys(rig, "recover", "--desk", "intake", "--offline", rig.offline, papers, "-o", paper) == 0
        assert await staff(rig, "adopt", paper) == 0
        assert await reseal_all(new) == 1
        present, _ = await grants(new)
        thread = (await new.get(path(signal)))[1]["thread"]
        assert threads.open_thread(present, signal, "intake", thread["box"]) == seed


async def test_the_offline_machine_asks_for_every_name_and_changes_nothing_on_a_no(rig, one, tmp_path, capsys):
    papers = tmp_path / "certificates.json"
    await staff(rig, "certificates", "-o", papers)
    words = ("rotate", "desk", "--desk", "intake", "--offline", rig.offline, papers, "-o", tmp_path / "no.json")
    before = ceremony_rotation.present(rig.offline)
    assert keys(rig, *words, ask=lambda _: "no") == 1
    said = capsys.readouterr().out
    assert "Анна" in said
    assert ceremony_rotation.present(rig.offline) == before
    assert not (tmp_path / "no.json").exists()


async def test_a_start_takes_the_document_of_before_or_the_adopted_one_and_no_other(rig, one, tmp_path):
    await must_be_its_office(rig.store, rig.office)
    rotation = await rotate(rig, tmp_path / "papers")
    new = ceremony_rotation.present(rig.offline)
    with pytest.raises(ceremony.KeyFileRefused, match="staff adopt comes first"):
        await must_be_its_office(rig.store, new)
    assert await staff(rig, "adopt", rotation) == 0
    for office in (rig.office, new):
        await must_be_its_office(rig.store, office)
    stranger = ceremony.init(tmp_path / "stranger", demo=True, now=rig.now, draw=os.urandom)
    with pytest.raises(ceremony.KeyFileRefused):
        await must_be_its_office(rig.store, stranger)
