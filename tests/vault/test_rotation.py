"""A desk changes its key (protocol §9): real store, real ciphers, the offline commands, browsers' modules in Node."""

import asyncio

import pytest

from tests.portal.portal_browser import browser, new_member, path, thread_of
from tests.portal.portal_rig import make_rig, portal
from tests.vault.rotation_rig import API, grants, noted, reseal_all, resealed, rotate, staff
from vault import keys as names
from vault import threads
from vault.ceremony_member import open_note
from vault.encoding import b64u, unb64u
from vault.sealing import SealBroken, kid, seal_key


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


async def test_new_signals_go_to_the_new_key_at_once_and_the_old_ones_still_open(rig, one, tmp_path):
    before = await rig.report("до")
    old, _ = await grants(one)
    rotation = await rotate(rig, tmp_path / "papers")
    assert await staff(rig, "adopt", rotation) == 0
    new, earlier = await grants(one)
    assert (new == old, earlier) == (False, [old])
    after = await rig.report("после", home=9)
    for signal, seed, other in ((before, old, new), (after, new, old)):
        thread = (await one.get(path(signal)))[1]["thread"]
        assert thread["kid"] == kid(seal_key(seed).public)
        assert threads.open_thread(seed, signal, "intake", thread["box"])
        with pytest.raises(SealBroken):
            threads.open_thread(other, signal, "intake", thread["box"])


async def test_a_browser_reseals_box_and_notes_and_the_earlier_box_is_gone(rig, one, tmp_path, redis):
    signal = await rig.report("слова")
    seed, _ = await thread_of(rig, one, signal)
    note, said = await noted(one, signal, "звонили в школу", rig.office.desks["intake"])
    assert said[0] == 200
    box = (await redis.hget(names.signal(signal), "intake")).decode()
    assert await staff(rig, "adopt", await rotate(rig, tmp_path / "papers")) == 0
    assert await rig.boxes.left("intake") == 1
    assert await reseal_all(one) == 1
    assert await rig.boxes.left("intake") == 0
    new, _ = await grants(one)
    _, opened = await one.get(path(signal))
    assert threads.open_thread(new, signal, "intake", opened["thread"]["box"]) == seed
    author = rig.sign_ins._who(await rig.members.papers(one.member))[1]
    (sealed,) = opened["notes"]
    read = open_note(seal_key(new), signal, note, unb64u(sealed["box"]), authors={one.member: author})
    assert read.text == "звонили в школу"
    dumped = b"".join([await redis.dump(key) for key in await redis.keys("*")])
    assert box.encode() not in dumped
    assert int(await redis.get(names.rewrite_wanted())) >= 1


async def test_the_earlier_key_goes_only_when_nothing_is_left_under_it(rig, one, tmp_path, capsys):
    await rig.report("слова")
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    assert await staff(rig, "adopt", "--finish") == 1
    assert "1 signals lie under the earlier key" in capsys.readouterr().err
    assert len((await grants(one))[1]) == 1
    await reseal_all(one)
    assert await staff(rig, "adopt", "--finish") == 0
    assert (await grants(one))[1] == []
    assert await rig.boxes.changing() == ()


async def test_two_browsers_reseal_a_night_of_signals_while_words_come_in(rig, one, tmp_path):
    signals = [await rig.report(f"{number}", home=number % 16) for number in range(16)]
    async with browser(one.base) as two:
        await new_member(rig, two, "Вера")
        await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
        claims = [one.post(path(signal, "claim")) for signal in signals[:5]]
        done, more, *_ = await asyncio.gather(reseal_all(one), reseal_all(two), *claims)
        assert done + more >= 16
        assert await rig.boxes.left("intake") == 0
        new, _ = await grants(two)
        for signal in signals:
            thread = (await two.get(path(signal)))[1]["thread"]
            assert threads.open_thread(new, signal, "intake", thread["box"])


async def test_what_changed_while_it_was_resealed_is_not_overwritten(rig, one, tmp_path):
    signal = await rig.report("слова")
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    (body,), _ = await resealed(one)
    desk = (await rig.members.present()).desks["intake"]
    note, said = await noted(one, signal, "новое", desk)
    assert said[0] == 200
    assert await one.post(f"{API}/resealing", body) == (200, {"kid": kid(desk), "left": 1, "boxes": []})
    assert await reseal_all(one) == 1
    new, _ = await grants(one)
    author = rig.sign_ins._who(await rig.members.papers(one.member))[1]
    (sealed,) = (await one.get(path(signal)))[1]["notes"]
    read = open_note(seal_key(new), signal, note, unb64u(sealed["box"]), authors={one.member: author})
    assert read.text == "новое"


async def test_a_box_is_taken_once_and_never_for_an_earlier_key(rig, one, tmp_path):
    signal, old = await rig.report("слова"), rig.office.desks["intake"]
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    (body,), _ = await resealed(one)
    assert (await one.post(f"{API}/resealing", {**body, "kid": kid(old)})) == (409, {"error": "key-changed"})
    assert (await one.post(f"{API}/resealing", {**body, "box": "AA"}))[0] == 400
    assert (await one.post(f"{API}/resealing", body))[0] == 200
    kept = (await one.get(path(signal)))[1]["thread"]["box"]
    forged = {**body, "box": b64u(bytes(1168)), "version": "2"}
    assert (await one.post(f"{API}/resealing", forged))[0] == 200
    assert (await one.get(path(signal)))[1]["thread"]["box"] == kept


async def test_a_note_under_the_earlier_key_is_refused(rig, one, tmp_path):
    signal, old = await rig.report("слова"), rig.office.desks["intake"]
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    _, said = await noted(one, signal, "кто ушла, прочла бы", old)
    assert said == (409, {"error": "key-changed"})


async def test_a_browser_sends_nothing_that_it_cannot_open_itself(rig, one, tmp_path):
    await rig.report("слова")
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    assert await resealed(one, earlier=[]) == ([{"refused": "thread-key"}], (await resealed(one))[1])
    _, wanted = await resealed(one)
    (box,) = wanted["boxes"]
    assert (await resealed(one, boxes=[{**box, "pub": b64u(bytes(1216))}]))[0] == [{"refused": "thread-key"}]
    assert (await resealed(one, boxes=[{**box, "signal": "3-" + "a" * 20}]))[0] == [{"refused": "thread-key"}]


async def test_a_draft_is_shown_to_no_browser(rig, one, tmp_path):
    await rig.report("слова", consent="awaiting", reporter="adult_survivor", age_band="adult")
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    assert (await one.get(f"{API}/resealing"))[1]["boxes"] == []
    assert await rig.boxes.left("intake") == 1


async def test_an_erased_signal_is_in_nobodys_list_of_what_is_left(rig, one, redis):
    signal = await rig.report("слова", asked_to_delete=True)
    await one.post(path(signal, "claim"))
    assert (await one.post(path(signal, "asked-to-delete"), {"decision": "erase"}))[0] == 200
    for desk, public in rig.office.desks.items():
        assert await redis.smembers(names.sealed_to(3, desk, kid(public))) == set()


async def test_a_signal_with_a_hundred_notes_is_resealed_in_one_step(rig, one, tmp_path):
    signal, desk = await rig.report("слова"), rig.office.desks["intake"]
    for number in range(100):
        assert (await noted(one, signal, f"заметка {number} " * 40, desk))[1][0] == 200
    await staff(rig, "adopt", await rotate(rig, tmp_path / "papers"))
    (body,), _ = await resealed(one)
    assert len(body["notes"]) == 100
    assert await one.post(f"{API}/resealing", body) == (200, {"kid": body["kid"], "left": 0, "boxes": []})
