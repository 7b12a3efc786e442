"""Every page and state of the console and how to get there: one list for axe and for the pictures. A new page is one line of it."""

from dataclasses import dataclass
from typing import Literal

from playwright.async_api import expect

from tests.portal import console_supervisor as supervisor
from tests.portal import console_ways as ways
from tests.portal.console_shift import Shift
from tests.portal.console_ways import Arrive


@dataclass(frozen=True)
class Place:
    """``who``: Anna, or Boris of the supervisors. ``when``: before anybody signed in (``out``), on a desk where nobody waits (``empty``) or on a full one (``full``).

    ``arrive`` begins at ``path`` (``out``) or in the queue, and may leave anything open.
    """

    name: str
    arrive: Arrive
    when: Literal["out", "empty", "full"] = "full"
    path: str = "/console"
    who: Literal["Анна", "Борис"] = "Анна"


PLACES = (
    Place("front", ways.stays, "out", "/"),
    Place("sign-in", ways.stays, "out"),
    Place("sign-in-mistyped", ways.mistyped, "out"),
    Place("enrol-no-invite", ways.stays, "out", "/console/enrol"),
    Place("enrol-invited", ways.invited, "out", "/console/enrol"),
    Place("enrol-phrase", ways.makes_a_key, "out", "/console/enrol"),
    Place("enrol-mistyped", ways.repeats_wrongly, "out", "/console/enrol"),
    Place("enrol-request", ways.asks_for_the_answer, "out", "/console/enrol"),
    Place("queue-empty", ways.stays, "empty"),
    Place("drill-taken", supervisor.takes_a_drill, "empty", who="Борис"),
    Place("drills", supervisor.ends_the_drill, "empty", who="Борис"),
    Place("alarm", ways.stays),
    Place("queue-reply", ways.tab("reply")),
    Place("queue-mine", ways.tab("mine")),
    Place("queue-asked", ways.tab("asked")),
    Place("queue-others", ways.tab("others")),
    Place("no-line", ways.without_a_line),
    Place("no-sound", ways.without_sound),
    Place("working", ways.waits_for_the_server),
    Place("signal-free", ways.opens("waiting")),
    Place("signal-mine", ways.opens("reply")),
    Place("signal-beside", ways.opens("reply", ways.beside)),
    Place("signal-journal", ways.opens("reply", ways.journal)),
    Place("signal-sent", ways.opens("mine")),
    Place("signal-colleagues", ways.opens("others")),
    Place("signal-lost", ways.opens("others", ways.lost_it)),
    Place("reply-warned", ways.opens("reply", ways.writes_badly)),
    Place("reply-phrases", ways.opens("reply", ways.looks_for_a_phrase)),
    Place("reply-no-phrase", ways.opens("reply", ways.looks_for_no_phrase)),
    Place("ask-raise", ways.opens("reply", ways.asks("raise"))),
    Place("ask-lower", ways.opens("reply", ways.asks("lower"))),
    Place("ask-opinion", ways.opens("reply", ways.asks("opinion"))),
    Place("ask-hand-over", ways.opens("reply", ways.asks("hand-over"))),
    Place("ask-hand-to-desk", ways.opens("reply", ways.asks("hand-to-desk"))),
    Place("ask-say-first", ways.opens("reply", ways.asks("say-first"))),
    Place("ask-told", ways.opens("reply", ways.asks("told"))),
    Place("ask-close", ways.opens("reply", ways.asks("close"))),
    Place(
        "ask-erase",
        ways.opens("reply", ways.presses(lambda page: page.get_by_role("button", name="Стереть"), "ask", aside=True)),
    ),
    Place("help", ways.presses(lambda page: page.locator("#help-button"), "help")),
    Place("telegram", ways.presses(lambda page: page.locator("#told button"), "link")),
    Place("roster", ways.looks_at_shifts),
    Place("closed", ways.presses(lambda page: page.locator("#closed-open"), "closed")),
    Place("supervisor-queue", ways.stays, who="Борис"),
    Place("oversight", supervisor.looks_at_everything, who="Борис"),
    Place("supervisor-roster", supervisor.looks_at_hours, who="Борис"),
    Place("supervisor-hours", supervisor.changes_hours, who="Борис"),
    Place("supervisor-closed", supervisor.looks_at_closed, who="Борис"),
    Place("codes", supervisor.adds_codes, who="Борис"),
    Place("ask-leave", ways.opens("reply", ways.leaves_something)),
    Place("signed-out", ways.signed_out),
    Place("locked", ways.locked),
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
  if (!document.getElementById("roster").hidden) document.getElementById("roster-back").click();
  if (!document.getElementById("oversight").hidden) document.getElementById("from-oversight").click();
}"""


async def home(shift: Shift) -> None:
    """Back to the queue, nothing typed, nothing open. A locked page stays as it is."""
    if await shift.page.locator("dialog#again[open]").count():
        return
    await shift.page.context.set_offline(False)
    await shift.page.evaluate(HOME)
    await expect(shift.page.locator("#queue")).to_be_visible()
    await expect(shift.page.locator("#line")).to_be_hidden()
    await ways.tab("waiting")(shift)


async def sign_in(shift: Shift) -> None:
    """With a clock that a place may turn on."""
    await shift.page.clock.install()
    await shift.sign_in()
