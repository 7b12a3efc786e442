"""Pictures of the web page and the poster: every state that a child may see, both themes, telephone and desk."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from playwright.async_api import Browser

from tests.stories.browser import running_chromium
from tests.stories.rig import Product, product
from tests.stories.web_child import WebChild, web_child

HERS: Final = "он миня бьот када пьяный. щас сижу у падруги, дамой баюсь"
SIZES: Final = {360: 740, 1280: 800}
State = Callable[[WebChild], Awaitable[None]]


async def first(child: WebChild) -> None:
    await child.opens()


async def who_sees(child: WebChild) -> None:
    await child.opens()
    await child.page.locator("#who summary").click()


async def asked(child: WebChild) -> None:
    await child.opens()
    await child.begins()
    await child.sees_screen("ask_who")


async def answered(child: WebChild) -> None:
    await child.opens()
    await child.writes(HERS)
    await child.code()


async def offline(child: WebChild) -> None:
    await asked(child)
    await child.page.context.set_offline(True)
    await child.page.locator("#text").fill(HERS)
    await child.page.locator("#send").click()
    await child.page.locator("#status:not(:empty)").wait_for()


async def menu(child: WebChild) -> None:
    await asked(child)
    await child.page.locator('#foot [data-act="menu"]').click()
    await child.sees_screen("menu")


async def coming_back(child: WebChild) -> None:
    await child.opens()
    await child.page.locator("#back summary").click()


async def poster(child: WebChild) -> None:
    await child.page.goto(f"{child.base}/poster")


STATES: Final[dict[str, State]] = {
    "web-first": first, "web-who-sees": who_sees, "web-asked": asked, "web-answered": answered, "web-offline": offline,
    "web-menu": menu, "web-back": coming_back, "web-poster": poster,
}  # fmt: skip


async def take(chromium: str, out: Path) -> list[Path]:
    """``<state>-<theme>-<width>.png``, whole pages."""
    with tempfile.TemporaryDirectory() as directory:
        async with product(Path(directory)) as made, running_chromium(chromium) as browser:
            return [path for theme in ("light", "dark") for path in await _themed(made, browser, out, theme)]


async def _themed(made: Product, browser: Browser, out: Path, theme: str) -> list[Path]:
    taken = []
    for name, width in ((name, width) for name in STATES for width in SIZES):
        size = {"width": width, "height": SIZES[width]}
        async with web_child(browser, made.house.url, viewport=size, color_scheme=theme) as child:
            await STATES[name](child)
            taken.append(out / f"{name}-{theme}-{width}.png")
            await child.page.screenshot(path=taken[-1], full_page=True)
    return taken


async def for_the_readme(made: Product, browser: Browser, out: Path) -> None:
    """The two that the README shows."""
    for name, state in (("web-first-screen", first), ("web-first-answer", answered)):
        async with web_child(browser, made.house.url, viewport={"width": 390, "height": 760}) as child:
            await state(child)
            await child.page.screenshot(path=out / f"{name}.png")
