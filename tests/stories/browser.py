"""A specialist at a real Chromium: three pairs of hands (mouse, keyboard, thumb) that know nothing but what is on the page.

A page that throws, breaks its own policy or asks a foreign host for anything fails the test that uses it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    async_playwright,
    expect,
)

from tests.browsing import FLAGS
from tests.stories.rig import Member

DESK, TELEPHONE = (1440, 900), (360, 740)
PATIENCE_MS = 20_000
MOST_TABS = 120
"""Presses of Tab after which a person at the keyboard has given up."""
_ASKED = "Failed to load resource"
"""Chromium notes every answer of 4xx and 5xx as an error; what the page makes of it is looked at by the tests."""
_TELL_VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective))"
)


@dataclass
class Watched:
    """What went wrong in the pages of one context, without anything that stood on them."""

    base: str
    complaints: list[str] = field(default_factory=list)
    requests: int = 0

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", self._said)

    def _asked(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith((f"{self.base}/", "data:", f"blob:{self.base}/")):
            self.complaints.append(f"a foreign host was asked: {request.url}")

    def _said(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not line.text.startswith(_ASKED):
            self.complaints.append(line.text)


@asynccontextmanager
async def running_chromium(path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield chromium
        finally:
            await chromium.close()


@asynccontextmanager
async def opened(
    chromium: Browser, base: str, *, size: tuple[int, int] = DESK, theme: str = "light"
) -> AsyncIterator[Page]:
    """A browser of its own at ``base``; a touch screen where the screen is a telephone's."""
    watched = Watched(base)
    context = await chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=size == TELEPHONE, is_mobile=size == TELEPHONE,
        color_scheme=theme, locale="ru-RU", timezone_id="Asia/Novosibirsk", reduced_motion="reduce",  # type: ignore[arg-type]  # a Literal
    )  # fmt: skip
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    watched.watch(context)
    await context.add_init_script(_TELL_VIOLATIONS)
    page = await context.new_page()
    try:
        yield page
        assert watched.requests > 0
        assert watched.complaints == []
    finally:
        await context.close()


class Hand:
    """A mouse, and a keyboard for the words."""

    name = "mouse"
    size = DESK

    def __init__(self, page: Page) -> None:
        self.page = page

    async def presses(self, target: Locator) -> None:
        await target.click()

    async def writes(self, target: Locator, text: str) -> None:
        await self.presses(target)
        await self.page.keyboard.type(text)

    async def signs_in(self, base: str, member: Member) -> None:
        await self.page.goto(f"{base}/console")
        await self.fills_in(self.page.locator("#sign-in-form"), member)
        await expect(self.page.locator("#queue")).to_be_visible()

    async def fills_in(self, form: Locator, member: Member) -> None:
        login = form.locator("[id$=-login]")
        if not await login.input_value():
            await self.writes(login, member.name)
        await self.writes(form.locator("[id$=-passphrase]"), member.passphrase)
        await self.presses(form.locator("[type=submit]"))

    async def opens_first(self) -> None:
        await self.presses(self.page.locator("#column-waiting .row .open").first)
        await self.reads()

    async def reads(self) -> None:
        await expect(self.page.locator("#thread .entry").first).to_be_visible()

    async def claims(self) -> None:
        await self.presses(self.page.locator("#composer .take button"))
        await expect(self.page.locator("#reply")).to_be_visible()

    async def looks_beside(self) -> None:
        """On a telephone the notes are a page of their own."""
        tab = self.page.locator(".view-tabs [data-part=rail]")
        if await tab.is_visible():
            await self.presses(tab)

    async def looks_at_the_talk(self) -> None:
        tab = self.page.locator(".view-tabs [data-part=talk]")
        if await tab.is_visible():
            await self.presses(tab)

    async def notes(self, text: str) -> None:
        await self.looks_beside()
        await self.writes(self.page.locator("#note"), text)
        await self.presses(self.page.locator("#rail button", has_text="Сохранить заметку"))
        await expect(self.page.locator("#rail .note", has_text=text)).to_be_visible()
        await self.looks_at_the_talk()

    async def answers(self, text: str) -> None:
        await self.writes(self.page.locator("#reply"), text)
        await self.sends()
        await expect(self.page.locator("#thread .entry.reply", has_text=text)).to_be_visible()

    async def sends(self) -> None:
        await self.presses(self.page.locator("#composer [type=submit]"))


class Thumb(Hand):
    """A telephone in one hand: every target is under the thumb, and large enough for one."""

    name = "thumb"
    size = TELEPHONE

    async def presses(self, target: Locator) -> None:
        await target.scroll_into_view_if_needed()
        box = await target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, "a hit target of less than 44 px (ui.md)"
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= self.size[0], "it lies beside the screen"
        await target.tap()


class Keyboard(Hand):
    """No mouse in the room: Tab, Enter, and the keys that the help names."""

    name = "keyboard"

    async def presses(self, target: Locator) -> None:
        await self._reaches(target)
        await self.page.keyboard.press("Enter")

    async def writes(self, target: Locator, text: str) -> None:
        await self._reaches(target)
        await self.page.keyboard.type(text)

    async def _reaches(self, target: Locator) -> None:
        await expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if await target.evaluate("(it) => it === document.activeElement"):
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError("Tab never comes here")

    async def opens_first(self) -> None:
        await self.page.keyboard.press("n")
        await self.reads()

    async def claims(self) -> None:
        await self.page.keyboard.press("c")
        await expect(self.page.locator("#reply")).to_be_focused()

    async def notes(self, text: str) -> None:
        await self.page.keyboard.press("Escape")
        await super().notes(text)

    async def answers(self, text: str) -> None:
        await self.page.keyboard.press("r")
        await expect(self.page.locator("#reply")).to_be_focused()
        await super().answers(text)

    async def sends(self) -> None:
        await self.page.keyboard.press("Control+Enter")
