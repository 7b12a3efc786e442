"""A tap shows what it says, in place of the screen that was tapped."""

import pytest

from tests.desk.desk_rig import UNCLEAR, Office, account
from triage.ids import MessageId
from triage.tells import AlertDesk, EraseChat, ShowCode, ShowReplies, ShowScreen

CHILD = account(3, 1)


async def screens(office: Office) -> list[str]:
    return [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


@pytest.mark.parametrize(
    ("action", "newcomers", "reporters"),
    [
        ("start", "first", "ask_safe"),
        ("back", "first", "ask_safe"),
        ("no-such-action", "first", "ask_safe"),
        ("need", "ask_who", "ask_who"),
        ("numbers", "numbers", "numbers"),
        ("menu", "menu", "menu"),
        ("stop", "stopped", "stopped"),
        ("next", "first", "next"),
        ("wish", "first", "ask_wishes"),
        ("calm", "calm", "calm"),
        ("language", "language", "language"),
        ("lang.ru", "first", "ask_safe"),
        ("lang.kk", "first", "ask_safe"),
        ("give", "first", "ask_safe"),
        ("refuse", "first", "ask_safe"),
        ("safe.no-such-choice", "first", "ask_safe"),
        ("no-such-question.yes", "first", "ask_safe"),
        ("word", "first", "safe_word"),
        ("linked", "linked", "linked"),
        ("link_refused", "link_refused", "link_refused"),
        ("link_taken", "link_taken", "link_taken"),
    ],
)
async def test_every_tap_shows_its_screen_in_place_of_the_one_that_was_tapped(office, action, newcomers, reporters):
    await office.taps(CHILD, action, message=7)
    (tell,) = [one for one in await office.tells(3) if isinstance(one, ShowScreen)]
    assert (tell.name, tell.edit, tell.callback) == (newcomers, 7, "c")
    await office.writes(CHILD, UNCLEAR)
    await office.told(3)
    await office.taps(CHILD, action, message=8)
    (tell,) = [one for one in await office.tells(3) if isinstance(one, ShowScreen)]
    assert (tell.name, tell.edit) == (reporters, 8)


async def test_code_and_replies_are_shown_to_whoever_has_a_thread_open(office):
    for action in ("code", "read"):
        await office.taps(CHILD, action)
    assert await screens(office) == ["first", "first"]
    await office.writes(CHILD, UNCLEAR)
    for action in ("code", "read"):
        await office.taps(CHILD, action)
    assert [type(tell) for tell in (await office.tells(3))[-2:]] == [ShowCode, ShowReplies]


async def test_hide_erases_covers_and_keeps_the_place_in_the_queue(office):
    await office.writes(CHILD, UNCLEAR)
    before = await office.files.queue(9)
    await office.taps(CHILD, "hide", message=7)
    tell = (await office.tells(3))[-1]
    assert tell == EraseChat(account=CHILD, callback="c", message=MessageId(7))
    assert await office.files.queue(9) == before
    await office.told(3)
    await office.commands(CHILD, "start")
    await office.taps(CHILD, "menu")
    assert await screens(office) == ["first", "menu"]
    assert (await office.tells(3))[-1].values == {"signal": "no"}


async def test_delete_says_what_stays_and_tells_the_desk(office):
    await office.taps(CHILD, "delete", message=7)
    assert (await office.tells(3))[-1] == EraseChat(
        account=CHILD, callback="c", message=MessageId(7), alert="deleted_alert", alert_kept=False
    )
    await office.writes(CHILD, UNCLEAR)
    await office.told(3)
    await office.taps(CHILD, "delete", message=8)
    erase, alert = await office.tells(3)
    assert (erase.alert_kept, type(alert)) == (True, AlertDesk)
    (card,) = await office.files.queue(9)
    assert card.asked_to_delete
    assert [line.verb for line in (await office.files.read(card.signal, "intake")).journal] == [
        "received",
        "asked-to-delete",
    ]


async def test_a_tap_on_an_old_or_forged_button_keeps_the_question_open(office):
    await office.writes(CHILD, UNCLEAR)
    for action in ("who.c99", "wishes", "story.yes", "..", "safe."):
        await office.taps(CHILD, action)
        assert (await screens(office))[-1] == "ask_safe"
    assert [entry["from"] for entry in await office.reads((await office.card_of(CHILD)).signal)] == ["text"]
