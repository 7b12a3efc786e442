"""A new receipt code at the console's doors, and in a real Chromium that opens the signal: nobody has to do anything."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from desk.ports import Change, Outcome, Word
from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member, path, thread_of
from tests.portal.portal_rig import make_rig, portal
from triage.ids import SignalId, UpdateId
from vault import keys, receipt, threads
from vault.encoding import unb64u
from vault.reading import readable_replies
from vault.sealing import kid, seal_key


async def asked_for(rig, signal):
    """As the reporter's tap does; the new code's key."""
    versioned = await rig.books.card(signal)
    code = await rig.books.draw_code(signal)
    home = int(signal[0], 16)
    update = UpdateId(os.urandom(4).hex())
    change = Change(
        home=home, update=update, now=rig.now, card=versioned.card, card_version=versioned.version, code=code
    )
    assert await rig.books.save(change) is Outcome.SAVED
    return receipt.derive(code.keys.indices)


async def box_of(one, rig, signal):
    seed, opened = await thread_of(rig, one, signal)
    public = unb64u(opened["thread"]["reporter"])
    return {"kid": kid(public), "box": threads.seal_thread(seed, signal, "reporter", public)}


async def test_a_member_seals_it_once_and_no_box_for_another_key_is_taken(redis, tmp_path):
    rig = make_rig(redis, tmp_path)
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        signal = await rig.report(HER_WORDS)
        reporter = await asked_for(rig, signal)
        made = await box_of(one, rig, signal)
        assert await one.post(path(signal, "reporter-box"), {**made, "kid": "0" * 16}) == (409, {"error": "wrong-key"})
        assert (await one.post(path(signal, "reporter-box"), {**made, "box": "AA"}))[0] == 400
        assert await one.post(path(signal, "reporter-box"), made) == (200, {"ok": True})
        assert await one.post(path(signal, "reporter-box"), made) == (409, {"error": "wrong-key"})
        assert await readable_replies(rig.store, signal, reporter) == {}
        assert await redis.hget(keys.signal(signal), threads.WANTED) is None
        async with browser(base) as stranger:
            assert (await stranger.post(path(signal, "reporter-box"), made))[0] in {401, 403}


async def test_what_awaits_an_adults_consent_is_not_sealed_for_anybody(redis, tmp_path):
    rig = make_rig(redis, tmp_path)
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        signal = await rig.report(HER_WORDS)
        await asked_for(rig, signal)
        made = await box_of(one, rig, signal)
        versioned = await rig.books.card(signal)
        assert versioned is not None
        draft = replace(versioned.card, consent="awaiting")
        word = Word(text="x", source="text", asked="first", at=rig.now)
        change = Change(
            home=3, update=UpdateId("draft"), now=rig.now, card=draft, card_version=versioned.version, words=(word,)
        )
        assert await rig.books.save(change) is Outcome.SAVED
        assert (await one.post(path(signal, "reporter-box"), made))[0] == 409


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def test_who_opens_the_signal_seals_it_to_the_new_code_and_sees_nothing_of_it(shift):
    signal: SignalId = await shift.rig.report(HER_WORDS)
    reporter = await asked_for(shift.rig, signal)
    await shift.sign_in()
    await shift.open_first()
    place = keys.signal(signal)
    for _ in range(200):
        if await shift.rig.store.redis.hget(place, threads.WANTED) is None:
            break
        await asyncio.sleep(0.1)
    box = (await shift.rig.store.redis.hget(place, "reporter")).decode()
    seed = threads.open_thread(reporter.seed, signal, "reporter", box)
    opened = await shift.rig.duty.files.read(signal, "intake")
    assert seal_key(seed).public == unb64u(opened.thread["pub"])
    assert await shift.page.locator("#toast").is_hidden()
