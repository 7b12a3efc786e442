"""How to get to every page and state of the console: the steps of console_places.py."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page, expect

from tests.portal.console_shift import PHRASE, Shift

BAD_REPLY = "Почему ты молчишь? Всё будет хорошо. Пришли фото синяков."
NAMES = ("Галина", "Дарья", "Елена", "Жанна", "Зоя", "Инна", "Майя")
"""One for every invite: who has the name of another could not sign in by it."""
Arrive = Callable[[Shift], Awaitable[None]]


async def stays(shift: Shift) -> None:
    await shift.page.locator("h1:visible, #told:visible").first.wait_for()


async def mistyped(shift: Shift) -> None:
    await shift.say("Анна", "не те слова")
    await expect(shift.page.locator("#sign-in [data-error]")).to_be_visible()


async def invited(shift: Shift) -> None:
    invite = await shift.rig.invite(NAMES[int(shift.rig.new_request()) % len(NAMES)])
    await shift.page.goto("about:blank")
    await shift.page.goto(f"{shift.url}/console/enrol#{invite}.{shift.rig.office.fingerprint}")
    await expect(shift.page.locator("#make")).to_be_visible()


async def makes_a_key(shift: Shift) -> None:
    await invited(shift)
    await shift.page.locator("#make").click()
    await expect(shift.page.locator("#phrase li")).to_have_count(7)


async def repeats_wrongly(shift: Shift) -> None:
    await makes_a_key(shift)
    await shift.page.locator("#written").click()
    await shift.page.fill("#repeated", "не те слова")
    await shift.page.locator("#repeat-submit").click()
    await expect(shift.page.locator("#error-repeat")).to_be_visible()


async def asks_for_the_answer(shift: Shift) -> None:
    await makes_a_key(shift)
    said = await shift.page.locator("#phrase li").all_inner_texts()
    await shift.page.locator("#written").click()
    await shift.page.fill("#repeated", " ".join(said))
    await shift.page.locator("#repeat-submit").click()
    await expect(shift.page.locator("#answer-place button")).to_be_visible()


async def without_a_line(shift: Shift) -> None:
    await shift.page.context.set_offline(True)
    await expect(shift.page.locator("#line")).to_be_visible()


async def without_sound(shift: Shift) -> None:
    await shift.page.evaluate("""async () => {
      Object.defineProperty(AudioContext.prototype, "state", { get: () => "suspended", configurable: true });
      (await import("/static/console/queue.js")).renderSound();
      delete AudioContext.prototype.state;
    }""")
    await expect(shift.page.locator("#sound")).to_be_visible()


async def waits_for_the_server(shift: Shift) -> None:
    await shift.page.evaluate("document.getElementById('working').hidden = false")


def tab(name: str) -> Arrive:
    async def arrive(shift: Shift) -> None:
        tab = shift.page.locator(f".tabs [data-tab={name}]")
        if await tab.is_visible():
            await tab.click()

    return arrive


def opens(column: str, then: Arrive | None = None) -> Arrive:
    """The first signal of a column, and what is done in it."""

    async def arrive(shift: Shift) -> None:
        await tab(column)(shift)
        await shift.page.locator(f"#column-{column} .row .open").first.click()
        await expect(shift.page.locator("#thread .entry").first).to_be_visible()
        await expect(shift.page.locator("#lock")).to_be_hidden()
        if then:
            await then(shift)

    return arrive


async def beside(shift: Shift) -> None:
    tab = shift.page.locator(".view-tabs [data-part=rail]")
    if await tab.is_visible():
        await tab.click()


async def writes_badly(shift: Shift) -> None:
    await shift.page.fill("#reply", BAD_REPLY)
    await expect(shift.page.locator(".finds > li").first).to_be_visible()


async def looks_for_a_phrase(shift: Shift) -> None:
    await shift.page.locator("#composer .foot button.plain").click()
    await expect(shift.page.locator("[role=option]").first).to_be_visible()


async def looks_for_no_phrase(shift: Shift) -> None:
    await looks_for_a_phrase(shift)
    await shift.page.keyboard.type("ъъъ")


async def lost_it(shift: Shift) -> None:
    await shift.page.evaluate("""async () => {
      const { draftOf, state } = await import("/static/console/state.js");
      draftOf(state.open.signal).text = "Я рядом. Напиши, когда сможешь.";
      [state.open.composer, state.open.print] = ["", ""];
      await (await import("/static/console/signal.js")).signalChanged();
    }""")
    await expect(shift.page.locator("#kept")).to_be_visible()


def asks(name: str) -> Arrive:
    async def arrive(shift: Shift) -> None:
        await beside(shift)
        await shift.page.locator(f".case [data-act={name}]").click()
        await expect(shift.page.locator("dialog#ask[open]")).to_be_visible()

    return arrive


def presses(press: Callable[[Page], Locator], dialog: str, *, aside: bool = False) -> Arrive:
    async def arrive(shift: Shift) -> None:
        if aside:
            await beside(shift)
        await press(shift.page).click()
        await expect(shift.page.locator(f"dialog#{dialog}[open]")).to_be_visible()

    return arrive


async def journal(shift: Shift) -> None:
    await beside(shift)
    await shift.page.locator("#rail summary").click()
    await shift.page.locator("#rail summary").scroll_into_view_if_needed()


async def leaves_something(shift: Shift) -> None:
    await shift.page.fill("#reply", "Я рядом.")
    if not await shift.page.locator("#leave").is_visible():
        await shift.page.locator("#back").click()
    await shift.page.locator("#leave").click()
    await expect(shift.page.locator("dialog#ask[open]")).to_be_visible()


async def signed_out(shift: Shift) -> None:
    await shift.page.context.clear_cookies()
    await shift.page.clock.fast_forward("00:40")
    await expect(shift.page.locator("dialog#again[open]")).to_be_visible()


async def locked(shift: Shift) -> None:
    if await shift.page.locator("dialog#again[open]").count():
        await shift.page.fill("#again-passphrase", PHRASE)
        await shift.page.keyboard.press("Enter")
        await expect(shift.page.locator("dialog#again")).to_be_hidden()
    await shift.page.clock.fast_forward("10:10")
    await expect(shift.page.locator("#again-title")).to_contain_text("закрыто")


async def looks_at_shifts(shift: Shift) -> None:
    await shift.page.locator("#roster-button").click()
    await expect(shift.page.locator("#roster")).to_be_visible()
