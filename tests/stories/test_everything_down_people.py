"""Everything down: nobody to tell, nobody who could read, a cipher that fails, a fault of our own."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app
from tests.peer import running_peer, until
from tests.stories.listening import logged_to
from tests.stories.outage import BELIEVED, SORRY, health, kept_once
from tests.stories.pace import quick, unlimited
from tests.stories.rig import TOKEN, Clock, Product, enrol, link_specialist, make_office, product, settings_for
from tests.stories.threads_opened import every_thread
from triage.card import MACHINE_FAILED
from triage.urgency import Urgency

PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


async def test_with_nobody_linked_the_words_wait_and_the_alert_comes_as_soon_as_somebody_is(tmp_path: Path) -> None:
    async with product(tmp_path, link=False) as running:
        child = running.child()
        await child.writes("никого нет?")
        await child.sees(BELIEVED)
        status, report = await health(running)
        assert (status, report["somebody_is_told"]) == (503, False)
        await kept_once(running, "никого нет?")
        specialist = await link_specialist(running)
        await specialist.sees("В очереди", within_s=PATIENCE_S)
        assert (await health(running))[0] == 200


async def test_with_nobody_enrolled_telegram_keeps_the_words_until_somebody_can_read(tmp_path: Path) -> None:
    clock = Clock()
    office, members = make_office(tmp_path, clock)
    async with running_peer(TOKEN, clock=clock) as peer:
        plan = app.Plan(
            settings=settings_for(tmp_path, peer.url), office=office, clock=clock, draw=os.urandom, demo=True
        )
        async with app.running(plan) as house:
            running = Product(house, peer, clock, tmp_path, office, members, tmp_path / "keys" / "offline")
            child = running.child()
            await child.writes("есть кто-нибудь?")
            status, report = await health(running)
            assert (status, report["desks_without_a_reader"]) == (503, ["fallback", "intake"])
            await until(lambda: peer.updates()[0]["attempts"] > 1)
            assert await every_thread(running) == []
            assert peer.pending() == 1
            await enrol(house, running.offline, office, members, clock)
            await child.sees(BELIEVED, within_s=PATIENCE_S)
            await kept_once(running, "есть кто-нибудь?")


async def test_with_a_broken_desk_key_nothing_is_stored_in_clear_and_the_child_is_told_so(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    with logged_to(log):
        async with product(tmp_path / "machine") as running:
            unlimited(running)
            offices = running.house.rooms.books.offices
            assert offices is not None
            desks = (await offices.current()).desks
            whole = dict(desks)
            desks["fallback"] = b"\xff" * len(whole["fallback"])  # type: ignore[index]  # the office's own dictionary
            child, other = running.child(), running.child(1002)
            await child.writes("секретное слово щщгржпт")
            said = await child.sees(SORRY, within_s=PATIENCE_S)
            assert "112" in said.text
            assert await every_thread(running) == []
            await other.writes("и я")
            await other.sees(SORRY, within_s=PATIENCE_S)
            desks.update(whole)  # type: ignore[attr-defined]  # the peer of this process, from inside
            await child.sees(BELIEVED, within_s=PATIENCE_S)
            await other.sees(BELIEVED, within_s=PATIENCE_S)
            await kept_once(running, "секретное слово щщгржпт", "и я")
    assert "щщгржпт" not in log.read_text(encoding="utf-8")
    for file in (tmp_path / "machine" / "data").rglob("*"):
        assert not file.is_file() or "щщгржпт".encode() not in file.read_bytes()


async def test_a_fault_of_ours_costs_no_words_they_go_to_a_human_as_they_are(tmp_path: Path) -> None:
    def broken(text: str) -> tuple[int, ...]:
        raise RuntimeError(text)

    log = tmp_path / "bot.log"
    with logged_to(log):
        async with product(tmp_path / "machine") as running:
            child = running.child()
            running.house.door.codes = broken
            await child.writes("слова щщгржпт и сбой")
            said = await child.sees("прочтёт человек", within_s=PATIENCE_S)
            assert "112" in said.text
            await running.peer.settled()
            [thread] = await every_thread(running)
            assert thread.texts == ["слова щщгржпт и сбой"]
            assert (thread.card.urgency, MACHINE_FAILED in thread.card.reasons) == (Urgency.URGENT, True)
    lines = log.read_text(encoding="utf-8")
    assert lines.count('"failed"') == 3
    assert "щщгржпт" not in lines


async def test_a_poisoned_update_of_one_child_holds_up_no_other(tmp_path: Path) -> None:
    """Even one that can't be kept raw either: in polling it stands first in every batch until its cause is mended."""
    async with product(tmp_path) as running:
        poisoned, other = running.child(), running.child(1002)
        whole = running.house.door.intake
        broken = replace(whole, draws=None)  # type: ignore[arg-type]  # a part that fails for every first word
        running.house.door.intake = OnlyFor(broken, whole, running, poisoned.id)  # type: ignore[assignment]  # stands for it
        await poisoned.writes("яд")
        await other.writes("мне страшно дома")
        await other.sees(BELIEVED, within_s=PATIENCE_S)
        running.house.door.intake = whole
        await poisoned.sees(BELIEVED, within_s=PATIENCE_S)
        await kept_once(running, "яд", "мне страшно дома")


class OnlyFor:
    """The broken part for one chat, the whole one for everybody else."""

    def __init__(self, broken: object, whole: object, running: Product, chat: int) -> None:
        self.broken, self.whole = broken, whole
        self.address, self.running = str(chat), running

    def _part(self, incoming: object) -> object:
        return self.broken if getattr(incoming, "address", "") == self.address else self.whole

    async def receive(self, incoming: object, now: object) -> None:
        await self._part(incoming).receive(incoming, now)  # type: ignore[attr-defined]  # an Intake

    async def keep_raw(self, incoming: object, now: object) -> None:
        await self._part(incoming).keep_raw(incoming, now)  # type: ignore[attr-defined]  # an Intake
