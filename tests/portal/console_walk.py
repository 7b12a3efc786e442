"""Walks through every place of the console at one width, each in both themes."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Literal

from tests.portal.console_house import furnish
from tests.portal.console_places import PLACES, Place, home, sign_in
from tests.portal.console_shift import Shift
from tests.portal.console_supervisor import window_of_boris
from tests.portal.portal_browser import browser, new_member
from triage.ids import MemberId

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
Look = Callable[[Shift, Place, Theme], Awaitable[None]]


async def walk(shift: Shift, look: Look, *, only: tuple[str, ...] = ()) -> None:
    """``look`` is called for each place (or those named) and theme, when everything of it stands on the screen."""
    wanted = [place for place in PLACES if not only or place.name in only]
    for place in (one for one in wanted if one.when == "out"):
        await _outside(shift, place, look)
    if all(one.when == "out" for one in wanted):
        return
    await sign_in(shift)
    for when in ("empty", "full"):
        if when == "full":
            (anna,) = [one.member for one in await shift.rig.roster.colleagues() if one.name == "Анна"]
            async with browser(shift.url) as two:
                await new_member(shift.rig, two, "Вера")
            await furnish(shift.rig, anna, MemberId(two.member))
            await shift.page.locator("#column-reply .row").wait_for(state="attached")
        for place in (one for one in wanted if one.when == when and one.who == "Анна"):
            await _arrives(shift, place, look)
        if of_boris := [one for one in wanted if one.when == when and one.who == "Борис"]:
            async with window_of_boris(shift) as boris:
                for place in of_boris:
                    await _arrives(boris, place, look)


async def _arrives(shift: Shift, place: Place, look: Look) -> None:
    await home(shift)
    await place.arrive(shift)
    await _seen(shift, place, look)


async def _outside(shift: Shift, place: Place, look: Look) -> None:
    async with AsyncExitStack() as stack:
        page = await shift.page.context.new_page()
        stack.push_async_callback(page.close)
        await page.set_viewport_size(shift.page.viewport_size or {"width": 1280, "height": 800})
        other = Shift(shift.rig, shift.url, page)
        await page.goto(shift.url + place.path)
        await place.arrive(other)
        await _seen(other, place, look)


async def _seen(shift: Shift, place: Place, look: Look) -> None:
    for theme in THEMES:
        await shift.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await look(shift, place, theme)
