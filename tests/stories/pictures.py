"""The README's pictures: a fictional night on the child's phone and at the desk. ``python -m tests.stories.pictures DIR``."""

import argparse
import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.stories import web_pictures
from tests.stories.browser import DESK, TELEPHONE, Hand, opened, running_chromium
from tests.stories.desk_and_phone import NoWait, quiet, reads
from tests.stories.rig import Product, product

PHONE = (390, 760)
NIGHT = (
    (1101, "меня папа бьет ремнем когда выпьет. боюсь идти домой сегодня"),
    (1102, "в классе меня травят каждый день, учительница всё видит и молчит"),
    (1103, "дома два дня нечего есть, мама спит и мы с братом одни"),
)
WORDS = "он миня бьот када пьяный. щас сижу у падруги, дамой баюсь"
REPLY = "Здравствуй. Я Анна, я читаю тебя. Это не твоя вина. Ты сейчас в безопасном месте?"
NOTE = "У подруги до утра. С опекой связь в 8:00."


async def night(made: Product, chromium: Browser, out: Path) -> None:
    made.house.telling.limiter = NoWait()
    made.peer.limits(enabled=False)
    await on_the_phone(made, chromium, out)
    await web_pictures.for_the_readme(made, chromium, out)
    for number, text in NIGHT:
        made.clock.offset += timedelta(minutes=7)
        await made.child(number).writes(text)
        await quiet(made)
    made.clock.offset += timedelta(minutes=2)
    await at_the_desk(made, chromium, out)


async def on_the_phone(made: Product, chromium: Browser, out: Path) -> None:
    child = made.child()
    async with opened(chromium, made.peer.url, size=PHONE) as page:
        await page.goto(f"{made.peer.url}/phone?user=1")
        await child.starts()
        await shown(made, page, out, "phone-first-screen", "Опасно сейчас?")
        await child.writes(WORDS)
        await shown(made, page, out, "phone-first-answer", "Запомни его", top="Я тебе верю")
        await child.presses("Мой код")
        await shown(made, page, out, "phone-code", "Это твой код", top="Это твой код")


async def shown(made: Product, page: Page, out: Path, name: str, text: str, *, top: str = "") -> None:
    await quiet(made)
    await expect(page.locator("#messages")).to_contain_text(text)
    if top:
        await page.locator("#messages li", has_text=top).last.evaluate("(it) => it.scrollIntoView({block: 'start'})")
    await page.screenshot(path=out / f"{name}.png")


async def at_the_desk(made: Product, chromium: Browser, out: Path) -> None:
    for theme, size in (("light", DESK), ("dark", DESK), ("light", TELEPHONE)):
        async with opened(chromium, made.house.url, size=size, theme=theme) as page:
            hand, tail = Hand(page), f"{theme}-{size[0]}"
            await hand.signs_in(made.house.url, made.members["intake"])
            if await page.locator("#alarm button", has_text="Вижу").is_visible():
                await page.locator("#alarm button", has_text="Вижу").click()
            await page.screenshot(path=out / f"console-queue-{tail}.png")
            if await page.locator("#column-mine .row").count():
                await hand.presses(page.locator(".tabs [data-tab=mine]")) if size == TELEPHONE else None
                await page.locator("#column-mine .row .open").first.click()
                await hand.reads()
            else:
                hers = page.locator("#column-waiting .row", has_text="23 мин").filter(
                    has_text="Telegram"
                )  # the longest
                await hers.locator(".open").click()
                await hand.reads()
                await hand.claims()
                await hand.notes(NOTE)
                await hand.answers(REPLY)
                await quiet(made)
                await reads(made, made.child())
            for passing in ("#lock", "#toast"):
                await page.locator(passing).wait_for(state="hidden")
            await expect(page.locator("#thread .entry.reply .state")).to_contain_text("показано", timeout=45_000)
            await page.screenshot(path=out / f"console-signal-{tail}.png")


async def take(chromium: str, out: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        async with product(Path(place)) as made, running_chromium(chromium) as browser:
            await night(made, browser, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(given.chromium, given.out))


if __name__ == "__main__":
    main()
