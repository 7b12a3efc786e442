"""Pictures of every page and state of the console and of the web page, in both themes, on a telephone and on a desk:
``./run screenshots``.

They are made to be looked at. A desk of its own is started for them, with fictional signals; nothing has to run before.
``--readme`` makes those of the README (``docs/images``) instead. Needs a Chromium: Debian's package ``chromium``.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from tests.browsing import FLAGS
from tests.conftest import client_of
from tests.portal.console_places import PLACES, Place
from tests.portal.console_shift import Shift, shift_at
from tests.portal.console_walk import Theme, walk
from tests.portal.portal_rig import make_rig
from tests.stories import pictures, web_pictures
from vault.embedded import EmbeddedStore

ROOT = Path(__file__).parents[1]
WIDTHS = {360: 740, 1440: 900}
"""CSS pixels: width → height. A telephone in one hand, and the screen of a desk."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


async def take(chromium: str, out: Path, *, only: tuple[str, ...] = ()) -> list[Path]:
    """Every picture, or those of the places in ``only``: ``<place>-<theme>-<width>.png``."""
    taken: list[Path] = []
    for width, height in WIDTHS.items():

        async def look(at: Shift, place: Place, theme: Theme, width: int = width) -> None:
            taken.append(out / f"{place.name}-{theme}-{width}.png")
            await at.page.screenshot(path=taken[-1])

        with tempfile.TemporaryDirectory() as directory:
            store = EmbeddedStore.start(Path(directory) / "store", maxmemory_mb=64)
            client = client_of(store)
            try:
                async with shift_at(make_rig(client, Path(directory)), chromium) as shift:
                    await shift.page.set_viewport_size({"width": width, "height": height})
                    await walk(shift, look, only=only)
            finally:
                await client.aclose()
                store.stop()
    return taken


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?", help="a directory; ./screenshots, with --readme docs/images")
    parser.add_argument("--only", nargs="*", default=[], choices=[place.name for place in PLACES], metavar="PLACE")
    parser.add_argument("--readme", action="store_true", help="the pictures of the README")
    given = parser.parse_args()
    chromium = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("no Chromium here: install the package `chromium`")
    out = given.out or ROOT / ("docs/images" if given.readme else "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    if given.readme:
        asyncio.run(pictures.take(chromium, out))
    else:
        asyncio.run(take(chromium, out, only=tuple(given.only)))
        if not given.only:
            asyncio.run(web_pictures.take(chromium, out))
    print(out)


__all__ = ["FLAGS", "PLACES", "take"]

if __name__ == "__main__":
    main()
