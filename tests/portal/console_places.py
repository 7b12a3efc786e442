"""Every page and state of the console and how to get there: one list for axe and for the pictures. A new page is one line of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import Locator, Page, expect

from tests.portal.console_shift import PHRASE, Shift

BAD_REPLY = "Почему ты молчишь? Всё будет хорошо. Пришли фото синяков."
NAMES = ("Галина", "Дарья", "Елена", "Жанна", "Зоя", "Инна", "Майя")
"""One for every invite: who has the name of another could not sign in by it."""
Arrive = Callable[[Shift], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """``when``: before anybody signed in (``out``), on a desk where nobody waits (``empty``) or on a full one (``full``).

    ``arrive`` begins at ``path`` (``out``) or in the queue, and may leave anything open.
    """

    name: str
    arrive: Arrive
    when: Literal["out", "empty", "full"] = "full"
    path: str = "/console"


async def _stays(shift: Shift) -> None:
    await shift.page.locator("h1:visible, #told:visible").first.wait_for()


async def _mistyped(shift: Shift) -> None:
    await shift.say("Анна", "не те слова")
    await expect(shift.page.locator("#sign-in [data-error]")).to_be_visible()


async def _invited(shift: Shift) -> None:
    invite = await shift.rig.invite(NAMES[int(shift.rig.new_request()) % len(NAMES)])
    await shift.page.goto("about:blank")
    await shift.page.goto(f"{shift.url}/console/enrol#{invite}.{shift.rig.office.fingerprint}")
    await expect(shift.page.locator("#make")).to_be_visible()


async def _makes_a_key(shift: Shift) -> None:
    await _invited(shift)
    await shift.page.locator("#make").click()
    await expect(shift.page.locator("#phrase li")).to_have_count(7)


async def _repeats_wrongly(shift: Shift) -> None:
    await _makes_a_key(shift)
    await shift.page.locator("#written").click()
    await shift.page.fill("#repeated", "не те слова")
    await shift.page.locator("#repeat-submit").click()
    await expect(shift.page.locator("#error-repeat")).to_be_visible()


async def _asks_for_the_answer(shift: Shift) -> None:
    await _makes_a_key(shift)
    said = await shift.page.locator("#phrase li").all_inner_texts()
    await shift.page.locator("#written").click()
    await shift.page.fill("#repeated", " ".join(said))
    await shift.page.locator("#repeat-submit").click()
    await expect(shift.page.locator("#answer-place button")).to_be_visible()


async def _without_a_line(shift: Shift) -> None:
    await shift.page.context.set_offline(True)
    await expect(shift.page.locator("#line")).to_be_visible()


async def _without_sound(shift: Shift) -> None:
    await shift.page.evaluate("""async () => {
      Object.defineProperty(AudioContext.prototype, "state", { get: () => "suspended", configurable: true });
      (await import("/static/console/queue.js")).renderSound();
      delete AudioContext.prototype.state;
    }""")
    await expect(shift.page.locator("#sound")).to_be_visible()


async def _waits_for_the_server(shift: Shift) -> None:
    await shift.page.evaluate("document.getElementById('working').hidden = false")


def _tab(name: str) -> Arrive:
    async def arrive(shift: Shift) -> None:
        tab = shift.page.locator(f".tabs [data-tab={name}]")
        if await tab.is_visible():
            await tab.click()

    return arrive


def _opens(column: str, then: Arrive | None = None) -> Arrive:
    """The first signal of a column, and what is done in it."""

    async def arrive(shift: Shift) -> None:
        await _tab(column)(shift)
        await shift.page.locator(f"#column-{column} .row .open").first.click()
        await expect(shift.page.locator("#thread .entry").first).to_be_visible()
        await expect(shift.page.locator("#lock")).to_be_hidden()
        if then:
            await then(shift)

    return arrive


async def _beside(shift: Shift) -> None:
    tab = shift.page.locator(".view-tabs [data-part=rail]")
    if await tab.is_visible():
        await tab.click()


async def _writes_badly(shift: Shift) -> None:
    await shift.page.fill("#reply", BAD_REPLY)
    await expect(shift.page.locator(".finds > li").first).to_be_visible()


async def _looks_for_a_phrase(shift: Shift) -> None:
    await shift.page.locator("#composer .foot button.plain").click()
    await expect(shift.page.locator("[role=option]").first).to_be_visible()


async def _looks_for_no_phrase(shift: Shift) -> None:
    await _looks_for_a_phrase(shift)
    await shift.page.keyboard.type("ъъъ")


async def _lost_it(shift: Shift) -> None:
    await shift.page.evaluate("""async () => {
      const { draftOf, state } = await import("/static/console/state.js");
      draftOf(state.open.signal).text = "Я рядом. Напиши, когда сможешь.";
      [state.open.composer, state.open.print] = ["", ""];
      await (await import("/static/console/signal.js")).signalChanged();
    }""")
    await expect(shift.page.locator("#kept")).to_be_visible()


def _asks(name: str) -> Arrive:
    async def arrive(shift: Shift) -> None:
        await _beside(shift)
        await shift.page.locator(f".case [data-act={name}]").click()
        await expect(shift.page.locator("dialog#ask[open]")).to_be_visible()

    return arrive


def _presses(press: Callable[[Page], Locator], dialog: str, *, beside: bool = False) -> Arrive:
    async def arrive(shift: Shift) -> None:
        if beside:
            await _beside(shift)
        await press(shift.page).click()
        await expect(shift.page.locator(f"dialog#{dialog}[open]")).to_be_visible()

    return arrive


async def _journal(shift: Shift) -> None:
    await _beside(shift)
    await shift.page.locator("#rail summary").click()
    await shift.page.locator("#rail summary").scroll_into_view_if_needed()


async def _leaves_something(shift: Shift) -> None:
    await shift.page.fill("#reply", "Я рядом.")
    if not await shift.page.locator("#leave").is_visible():
        await shift.page.locator("#back").click()
    await shift.page.locator("#leave").click()
    await expect(shift.page.locator("dialog#ask[open]")).to_be_visible()


async def _signed_out(shift: Shift) -> None:
    await shift.page.context.clear_cookies()
    await shift.page.clock.fast_forward("00:40")
    await expect(shift.page.locator("dialog#again[open]")).to_be_visible()


async def _locked(shift: Shift) -> None:
    if await shift.page.locator("dialog#again[open]").count():
        await shift.page.fill("#again-passphrase", PHRASE)
        await shift.page.keyboard.press("Enter")
        await expect(shift.page.locator("dialog#again")).to_be_hidden()
    await shift.page.clock.fast_forward("10:10")
    await expect(shift.page.locator("#again-title")).to_contain_text("закрыто")


PLACES = (
    Place("front", _stays, "out", "/"),
    Place("sign-in", _stays, "out"),
    Place("sign-in-mistyped", _mistyped, "out"),
    Place("enrol-no-invite", _stays, "out", "/console/enrol"),
    Place("enrol-invited", _invited, "out", "/console/enrol"),
    Place("enrol-phrase", _makes_a_key, "out", "/console/enrol"),
    Place("enrol-mistyped", _repeats_wrongly, "out", "/console/enrol"),
    Place("enrol-request", _asks_for_the_answer, "out", "/console/enrol"),
    Place("queue-empty", _stays, "empty"),
    Place("alarm", _stays),
    Place("queue-reply", _tab("reply")),
    Place("queue-mine", _tab("mine")),
    Place("queue-asked", _tab("asked")),
    Place("queue-others", _tab("others")),
    Place("no-line", _without_a_line),
    Place("no-sound", _without_sound),
    Place("working", _waits_for_the_server),
    Place("signal-free", _opens("waiting")),
    Place("signal-mine", _opens("reply")),
    Place("signal-beside", _opens("reply", _beside)),
    Place("signal-journal", _opens("reply", _journal)),
    Place("signal-sent", _opens("mine")),
    Place("signal-colleagues", _opens("others")),
    Place("signal-lost", _opens("others", _lost_it)),
    Place("reply-warned", _opens("reply", _writes_badly)),
    Place("reply-phrases", _opens("reply", _looks_for_a_phrase)),
    Place("reply-no-phrase", _opens("reply", _looks_for_no_phrase)),
    Place("ask-raise", _opens("reply", _asks("raise"))),
    Place("ask-lower", _opens("reply", _asks("lower"))),
    Place("ask-opinion", _opens("reply", _asks("opinion"))),
    Place("ask-hand-over", _opens("reply", _asks("hand-over"))),
    Place("ask-hand-to-desk", _opens("reply", _asks("hand-to-desk"))),
    Place("ask-say-first", _opens("reply", _asks("say-first"))),
    Place("ask-told", _opens("reply", _asks("told"))),
    Place("ask-close", _opens("reply", _asks("close"))),
    Place(
        "ask-erase",
        _opens("reply", _presses(lambda page: page.get_by_role("button", name="Стереть"), "ask", beside=True)),
    ),
    Place("help", _presses(lambda page: page.locator("#help-button"), "help")),
    Place("telegram", _presses(lambda page: page.locator("#told button"), "link")),
    Place("ask-leave", _opens("reply", _leaves_something)),
    Place("signed-out", _signed_out),
    Place("locked", _locked),
)
"""In this order: the last two end the shift."""
HOME = """async () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const { state } = await import("/static/console/state.js");
  const { keep } = await import("/static/console/keeping.js");
  localStorage.clear();
  state.drafts.clear();
  await keep();
  for (const id of ["working", "sound", "toast"]) document.getElementById(id).hidden = true;
  if (state.open) document.getElementById("back").click();
}"""


async def home(shift: Shift) -> None:
    """Back to the queue, nothing typed, nothing open. A locked page stays as it is."""
    if await shift.page.locator("dialog#again[open]").count():
        return
    await shift.page.context.set_offline(False)
    await shift.page.evaluate(HOME)
    await expect(shift.page.locator("#queue")).to_be_visible()
    await expect(shift.page.locator("#line")).to_be_hidden()
    await _tab("waiting")(shift)


async def sign_in(shift: Shift) -> None:
    """With a clock that a place may turn on."""
    await shift.page.clock.install()
    await shift.sign_in()
