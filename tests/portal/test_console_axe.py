"""axe-core finds nothing on any page or state of the console: WCAG 2.2 A and AA, and its best practices.

Needs `npm ci` in tests/clients, or in the directory that RB_NODE_CLIENTS names. A new page is a line of console_places.py.
"""

from collections.abc import AsyncIterator

import pytest

from tests.portal.axe_core import axe_script
from tests.portal.console_places import Place
from tests.portal.console_shift import Shift, shift_at
from tests.portal.console_walk import Theme, walk
from tests.portal.portal_rig import make_rig

pytestmark = pytest.mark.long

SIZES = {360: 740, 1280: 800}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(" | ")}`);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_script()


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


@pytest.mark.parametrize("width", SIZES)
async def test_axe_finds_nothing_on_any_page_in_either_theme(shift, axe, width):
    found: list[str] = []

    async def look(at: Shift, place: Place, theme: Theme) -> None:
        if not await at.page.evaluate("typeof axe === 'object'"):
            await at.page.evaluate(axe)
        found.extend(f"{place.name}, {theme}: {one}" for one in await at.page.evaluate(RUN, TAGS))

    await shift.page.set_viewport_size({"width": width, "height": SIZES[width]})
    await walk(shift, look)
    assert found == []


async def test_axe_would_find_a_button_without_a_name(shift, axe):
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.evaluate(axe)
    await shift.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(one.startswith("button-name") for one in await shift.page.evaluate(RUN, TAGS))
