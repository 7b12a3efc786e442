"""What a page seals is whatever its owner likes. Whoever has her code may write so too: it must hide nothing of hers."""

import json
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import make_rig
from triage.ids import SignalId
from vault import keys, threads
from vault.encoding import unb64u

AT = "2026-11-22T12:00:00Z"
ODD: tuple[dict[str, Any], ...] = (
    {},
    {"asked": "", "at": AT, "from": "answer"},
    {"asked": 5, "at": 7, "from": 9, "text": 11},
    {"asked": ["first"], "at": {"x": 1}, "from": ["answer"], "text": {"x": "y"}},
    {"asked": "first", "at": AT, "from": "voice", "text": "", "media": 4, "seconds": "x"},
    {"asked": "first", "at": AT, "from": "voice", "text": "", "media": "a" * 32, "seconds": -5},
    {"asked": None, "at": AT, "from": "constructor", "text": "<img src=x onerror=alert(1)>"},
)


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def poisoned(shift: Shift, signal: SignalId) -> None:
    rig = shift.rig
    opened = await rig.duty.files.read(signal, "intake")
    assert opened is not None
    public = unb64u(opened.thread["pub"])
    session = threads.new_session(signal, public, now=rig.now, draw=os.urandom)
    await rig.store.redis.hset(keys.sessions(signal), session.id, session.box)
    for fields in ODD:
        name = threads.new_id(os.urandom)
        entry = threads.seal_entry(session, signal=signal, entry_id=name, kind="word", fields=fields)
        await rig.store.redis.rpush(keys.entries(signal), json.dumps(entry))


async def test_entries_of_any_shape_hide_no_word_beside_them(shift):
    signal = await shift.rig.report(HER_WORDS, door="web")
    await poisoned(shift, signal)
    faults: list[str] = []
    shift.page.on("pageerror", lambda error: faults.append(str(error)))
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator("#thread .entry .words").first).to_contain_text(HER_WORDS)
    await expect(shift.page.locator("#thread [data-entry]")).to_have_count(1 + len(ODD))
    assert await shift.page.locator("#thread img").count() == 0
    assert faults == []
