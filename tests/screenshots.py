"""Pictures of every page of the console, in both themes and at two widths, taken from a running product.

``python -m tests.screenshots --url http://localhost:8080 --login NAME --passphrase "seven words" --out DIR``
writes ``<page>-<theme>-<width>.png``. They are made to be looked at: a page that throws or logs an error is refused.
"""

import argparse
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = {360: 740, 1440: 900}
"""CSS pixels: width → height. A telephone in one hand, and the screen of a desk."""
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class PageFailed(Exception):
    """A page threw, or wrote an error to its console. The message is the browser's, without what stood on the page."""


class NothingToShow(Exception):
    """This desk has nothing of the kind that the picture is of."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A running console and somebody who may sign in. ``url`` without a path, ``passphrase`` seven words."""

    url: str
    login: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, how to get there, and whether somebody must be signed in first."""

    name: str
    act: Callable[[Page], None]
    signed_in: bool = True
    path: str = "/console"


def sign_in(page: Page, desk: Desk) -> None:
    """The way a person does it: opens the page, types, waits until the queue is there."""
    page.goto(f"{desk.url}/console")
    page.locator("#in-login").fill(desk.login)
    page.locator("#in-passphrase").fill(desk.passphrase)
    page.locator("#sign-in-form [type=submit]").click()
    page.locator("#queue:not([hidden]) #told:not(:empty)").wait_for(timeout=30_000)


def _stay(page: Page) -> None:
    page.locator("h1").first.wait_for(state="attached")


def _waiting_signal(page: Page) -> None:
    _open(page, page.locator("#column-waiting .row .open").first)


def _my_signal(page: Page) -> None:
    if page.locator("#column-reply .row").count() == 0:
        _waiting_signal(page)
        page.locator("#composer .primary").click()
        page.locator("#reply").wait_for()
        return
    _tab(page, "reply")
    _open(page, page.locator("#column-reply .row .open").first)


def _beside(page: Page) -> None:
    _my_signal(page)
    if page.locator(".view-tabs").is_visible():
        page.locator(".view-tabs [data-part=rail]").click()


def _asked_to_delete(page: Page) -> None:
    asked = page.locator("#column-reply .row:has(use[href='#i-erase']) .open")
    if asked.count() == 0:
        raise NothingToShow
    _tab(page, "reply")
    _open(page, asked.first)
    if page.locator(".view-tabs").is_visible():
        page.locator(".view-tabs [data-part=rail]").click()
    page.locator("#rail button:has-text('Стереть')").click()


def _mine(page: Page) -> None:
    _tab(page, "reply")


def _help(page: Page) -> None:
    page.locator("#queue h1").focus()
    page.keyboard.press("Shift+Slash")
    page.locator("dialog#help[open]").wait_for()


def _oversight(page: Page) -> None:
    if page.locator("#to-oversight").is_hidden():
        raise NothingToShow
    page.locator("#to-oversight").click()
    page.locator("#over-charts .chart").nth(3).wait_for()


def _link(page: Page) -> None:
    if page.locator("#told button").count() == 0:
        raise NothingToShow
    page.locator("#told button").click()
    page.locator("dialog#link[open]").wait_for()


def _shifts(page: Page) -> None:
    page.locator("#roster-button").click()
    page.locator(".person").first.wait_for()


def _closed(page: Page) -> None:
    page.locator("#closed-open").click()
    page.locator("dialog#closed[open] [role=status]", has_not_text="Загружаю").wait_for(state="attached")


def _drills(page: Page) -> None:
    if page.locator("#drills-open").is_hidden():
        raise NothingToShow
    page.locator("#drills-open").click()
    page.locator("dialog#drills[open]").wait_for()


def _tab(page: Page, name: str) -> None:
    tab = page.locator(f".tabs [data-tab={name}]")
    if tab.is_visible():
        tab.click()


def _open(page: Page, row: object) -> None:
    row.click()  # type: ignore[attr-defined]  # a Locator; playwright's type is not exported for annotations of ours
    page.locator("#thread .entry").first.wait_for(timeout=30_000)
    page.locator("#lock").wait_for(state="hidden", timeout=30_000)


SHOTS = (
    Shot("sign-in", _stay, signed_in=False),
    Shot("enrol", _stay, signed_in=False, path="/console/enrol"),
    Shot("queue", _stay),
    Shot("queue-mine", _mine),
    Shot("signal-waiting", _waiting_signal),
    Shot("signal-mine", _my_signal),
    Shot("signal-beside", _beside),
    Shot("erase", _asked_to_delete),
    Shot("shifts", _shifts),
    Shot("help", _help),
    Shot("oversight", _oversight),
    Shot("closed", _closed),
    Shot("drills", _drills),
    Shot("telegram", _link),
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium: the one that users of a terminal have, no download."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


def take(desk: Desk, out: Path, *, only: tuple[str, ...] = ()) -> list[Path]:
    """Every picture, or those named in ``only``. Raises PageFailed when a page complains while it is photographed."""
    out.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if not only or shot.name in only]
    with browser() as chromium:
        taken = (
            _picture(chromium, desk, shot, theme=theme, width=width, out=out)
            for theme in THEMES
            for width in WIDTHS
            for shot in shots
        )
        return [path for path in taken if path]


def _picture(chromium: Browser, desk: Desk, shot: Shot, *, theme: Theme, width: int, out: Path) -> Path | None:
    size = {"width": width, "height": WIDTHS[width]}
    context = chromium.new_context(
        viewport=size,  # type: ignore[arg-type]  # a TypedDict that playwright does not export
        color_scheme=theme, locale="ru-RU", timezone_id="Asia/Novosibirsk", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    try:
        if shot.signed_in:
            sign_in(page, desk)
        else:
            page.goto(desk.url + shot.path)
        shot.act(page)
        target = out / f"{shot.name}-{theme}-{width}.png"
        page.screenshot(path=target)
    except NothingToShow:
        return None
    finally:
        context.close()
    if complaints:
        raise PageFailed(f"{shot.name}, {theme}, {width}: {complaints[0]}")
    return target


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--login", required=True)
    parser.add_argument("--passphrase", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    desk = Desk(url=given.url.rstrip("/"), login=given.login, passphrase=given.passphrase)
    for path in take(desk, given.out, only=tuple(given.only)):
        print(path.name)


if __name__ == "__main__":
    main()
