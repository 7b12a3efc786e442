"""A member of the desk in a real Chromium, on a real portal and a real store: what the tests of the pages begin with."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright, expect

from i18n.parsing import entries
from tests.browsing import FLAGS
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import LIST, PACKS, Rig, portal, rulebook
from triage.outcomes import parse_outcomes
from vault import ceremony_member

HER_WORDS = "Он стоит за дверью, я боюсь 🙈 <b>не жирное</b>"
ANSWER = "Я рядом. Тебя слышат."
PHRASE = " ".join(LIST[:7])
PAGE_MS = 20_000
"""Two cores are shared with other tests, and Argon2id runs in the page."""


def words() -> dict[str, str]:
    """As the server puts them into the page: every variable as its name in braces."""
    text = (Path(__file__).parents[2] / "i18n" / "ru" / "console.ftl").read_text(encoding="utf-8")
    found = entries(text, "console.ftl")
    titles = {f"console-reason-{rule.id}": rule.title for rule in rulebook().rules.values()}
    listed = (PACKS / "common" / "outcomes.toml").read_text(encoding="utf-8")
    endings = {f"console-outcome-{one.id}": one.title for one in parse_outcomes(listed, file="outcomes.toml").values()}
    return (
        titles
        | endings
        | {
            key: entry.source.replace("{ $", "{").replace(" }", "}").replace('{": "}', ": ")
            for key, entry in found.items()
        }
    )


@dataclass
class Shift:
    """A browser window of a member, everything that it sent, and what it complained of."""

    rig: Rig
    url: str
    page: Page
    sent: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def sign_in(self, name: str = "Анна") -> None:
        await self.page.goto(f"{self.url}/console")
        await self.say(name, PHRASE)
        await expect(self.page.locator("#told")).not_to_be_empty()

    async def say(self, login: str, passphrase: str) -> None:
        await expect(self.page.locator("#sign-in [type=submit]")).to_be_enabled()
        await self.page.fill("#in-login", login)
        await self.page.fill("#in-passphrase", passphrase)
        await self.page.keyboard.press("Enter")

    async def open_first(self) -> None:
        await self.page.locator("#column-waiting .open").first.click()
        await expect(self.page.locator(".entry.word").first).to_be_visible()

    async def claim_and_type(self, text: str) -> None:
        await self.open_first()
        await self.page.locator("#composer .primary").click()
        await self.page.fill("#reply", text)

    async def replies(self, signal: Any) -> list[dict[str, Any]]:
        opened = await self.rig.duty.files.read(signal, "intake")
        assert opened is not None
        kept = (json.loads(entry) for entry in opened.entries)
        return [entry for entry in kept if entry["kind"] == "reply"]


@asynccontextmanager
async def shift_at(rig: Rig, chromium: str) -> AsyncIterator[Shift]:
    """Anna is enrolled and certified, her window is open, nobody is signed in. What the page complains of, fails."""
    async with async_playwright() as play:
        chrome = await play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            async with _window(rig, chrome) as shift:
                yield shift
        finally:
            await chrome.close()


@asynccontextmanager
async def _window(rig: Rig, chrome: Chromium) -> AsyncIterator[Shift]:
    expect.set_options(timeout=PAGE_MS)
    async with portal(rig, console=rig.console(words())) as url, browser(url) as enrolling:
        await certified(rig, enrolling)
        context = await chrome.new_context(
            viewport={"width": 1280, "height": 800}, locale="ru-RU", reduced_motion="reduce"
        )
        page = await context.new_page()
        shift = Shift(rig, url, page)
        page.on("request", lambda request: shift.sent.append(request.url + (request.post_data or "")))
        page.on("pageerror", lambda error: shift.complaints.append(str(error)))
        page.on("console", lambda line: shift.complaints.append(line.text) if "Content Security" in line.text else None)
        yield shift
        await context.close()
        assert shift.complaints == []


async def certified(rig: Rig, one: Any, name: str = "Анна", *, role: str = "specialist", desk: str = "intake") -> None:
    """A member whose key lies wrapped under words that a test can type."""
    invite = await rig.invite(name, role=role, desk=desk)
    _, of = await one.post("/console/api/invite", {"invite": invite})
    new = ceremony_member.make_member(
        ceremony_member.Invited(**of, administrator=rig.office.fingerprint), LIST, os.urandom
    )
    wrapped = ceremony_member.wrap(new.keys, PHRASE, os.urandom)
    await one.post("/console/api/enrol", {"invite": invite, "request": new.request, "wrapped": wrapped})
    status, _ = await one.post("/console/api/answer", {"answer": rig.answer(new.request)})
    assert status == 200
