"""The page in a real Firefox, also as Tor Browser's level "Safer" has it: without WebAssembly and without a JIT."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.firefox import TOR_SAFER, Firefox, firefox
from tests.stories.desk_and_phone import desk_of, quick_product
from tests.stories.rig import Product

HERS = "папа бьет меня прямо сейчас"
ANSWER = "Я рядом."
SHIFT = "\ue008"
SLOWLY_S = 150
"""Argon2id without WebAssembly or a JIT takes some 20 s of a quiet core (technology.md)."""


@pytest.fixture
async def made(tmp_path, monkeypatch) -> AsyncIterator[Product]:
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def opened(tab: Firefox, made: Product) -> None:
    await tab.goto(made.house.url)
    await tab.until("document.documentElement.classList.contains('live')")


async def writes(tab: Firefox, text: str) -> None:
    await tab.click('#screens button[value="need"]')
    await tab.until("document.querySelector('#text').getClientRects().length > 0")
    await tab.evaluate(f"document.querySelector('#text').value = {text!r}")
    await tab.click("#send")
    await tab.until(stands("believed"), SLOWLY_S)


def stands(name: str) -> str:
    return f"!!document.querySelector('#screens [data-name=\"{name}\"]')"


def of_ours(requests: list[str], base: str) -> bool:
    return all(url.startswith((f"{base}/", "data:", "about:", "blob:")) for url in requests)


@pytest.mark.parametrize("prefs", [{}, TOR_SAFER], ids=["as it comes", "as Tor's safer level"])
async def test_a_child_is_heard_and_answered_in_firefox(made, prefs: dict[str, Any]):
    async with firefox(prefs) as tab, desk_of(made) as desk:
        await opened(tab, made)
        await writes(tab, HERS)
        row = (await desk.rows())[0]
        assert (row["door"], row["urgency"]) == ("web", "immediate")
        assert HERS in await desk.reads(row["signal"])
        await desk.replies(row["signal"], ANSWER)
        await tab.click('#screens button[data-act="read"]')
        await tab.until(f"document.querySelector('main').textContent.includes({ANSWER!r})", SLOWLY_S)
        await tab.until("!!document.querySelector('#screens [data-name=code] .mono')", SLOWLY_S)
        assert of_ours(tab.requests, made.house.url)
        await tab.press(SHIFT, SHIFT, SHIFT)
        await tab.until("!document.querySelector('main')")
        assert HERS not in str(await tab.evaluate("document.documentElement?.textContent"))
