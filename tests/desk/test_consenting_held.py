"""An adult about her own past whose words a specialist has in hand already: she is told so, asked, and her no counts."""

import pytest

from desk.access import Refused
from tests.desk.desk_rig import DANGER, UNCLEAR, Office, account
from triage.tells import AlertDesk, FewerWait, ShowScreen

SHE = account(3, 1)
SAYS_WHO_SHE_IS = ("safe.skip", "who.adult", "about.self", "others.no")


async def taps(office: Office, *actions: str) -> None:
    for action in actions:
        await office.taps(SHE, action)


async def screens(office: Office) -> list[ShowScreen]:
    return [tell for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


async def is_held(office: Office, words: str = UNCLEAR) -> None:
    """A specialist was quicker than her answers."""
    await office.writes(SHE, words)
    await office.claims((await office.card_of(SHE)).signal)
    await office.told(3)
    await taps(office, *SAYS_WHO_SHE_IS)


async def releases(office: Office) -> None:
    signal = (await office.card_of(SHE)).signal
    await office.duty.release(office.asked(signal, "release"))


async def test_she_is_told_that_somebody_has_it_and_is_asked_for_her_consent(office):
    await is_held(office)
    last = (await screens(office))[-1]
    assert (last.name, last.values) == ("consent", {"kept": "held"})
    (card,) = await office.files.queue(9)
    assert (card.consent, card.held_by is not None) == ("asked", True)
    kinds = [type(tell) for tell in await office.tells(3)]
    assert AlertDesk in kinds, "who holds it must know before the next reply"
    assert FewerWait not in kinds


async def test_her_yes_is_consent_and_the_questions_go_on(office):
    await is_held(office)
    await taps(office, "give")
    (card,) = await office.files.queue(9)
    assert (card.consent, card.held_by is not None) == ("given", True)
    assert "given" in [tell.name for tell in await screens(office)]


async def test_her_no_stays_on_the_card_and_rings_at_whoever_holds_it(office):
    await is_held(office)
    await office.told(3)
    await taps(office, "refuse")
    (card,) = await office.files.queue(9)
    assert (card.consent, card.held_by is not None) == ("refused", True)
    alert, shown = await office.tells(3)
    assert alert == AlertDesk(signal=card.signal, member=card.held_by)
    assert (shown.name, shown.values) == ("refused", {"kept": "held"})


async def test_her_delete_is_put_before_the_specialist(office):
    await is_held(office)
    await taps(office, "delete")
    (card,) = await office.files.queue(9)
    assert (card.consent, card.asked_to_delete) == ("asked", True)


async def test_what_she_writes_later_is_never_said_to_be_unread(office):
    await is_held(office)
    await taps(office, "refuse")
    await office.told(3)
    await office.writes(SHE, "подождите, я думаю")
    assert [(one.name, one.values) for one in await screens(office)] == [("consent", {"kept": "held"})]
    await taps(office, "give")
    assert (await office.card_of(SHE)).consent == "given"


@pytest.mark.parametrize("choice", ["", "refuse"])
async def test_what_the_specialist_gives_back_without_her_consent_leaves_the_desk(office, choice):
    await is_held(office)
    await taps(office, *filter(None, [choice]))
    await office.told(3)
    await releases(office)
    card = await office.card_of(SHE)
    assert card.consent == "awaiting"
    assert await office.files.queue(9) == ()
    assert FewerWait(signal=card.signal) in await office.tells(3)
    with pytest.raises(Refused, match="gone"):
        await office.claims(card.signal)
    await taps(office, "give")
    assert len(await office.files.queue(9)) == 1


async def test_danger_by_somebody_else_now_is_not_given_back_into_silence(office):
    await is_held(office, DANGER)
    assert (await office.card_of(SHE)).consent == "asked"
    await taps(office, "refuse")
    await releases(office)
    (card,) = await office.files.queue(9)
    assert (card.consent, card.held_by) == ("refused", None)


async def test_danger_now_that_was_only_read_stays_queued_and_she_is_asked_all_the_same(office):
    await office.writes(SHE, DANGER)
    await office.duty.read(office.asked((await office.card_of(SHE)).signal, "read"))
    await taps(office, *SAYS_WHO_SHE_IS)
    (card,) = await office.files.queue(9)
    assert card.consent == "asked"
    assert (await screens(office))[-1].values == {"kept": "held"}


async def test_a_child_in_danger_after_all_takes_the_question_of_consent_away(office):
    await is_held(office)
    await taps(office, "others.yes")
    assert (await office.card_of(SHE)).consent == ""


async def test_a_draft_that_somebody_had_opened_is_never_said_to_be_unread(office):
    await office.writes(SHE, UNCLEAR)
    await office.duty.read(office.asked((await office.card_of(SHE)).signal, "read"))
    await taps(office, *SAYS_WHO_SHE_IS)
    await office.told(3)
    await office.writes(SHE, "подождите, я думаю")
    assert [one.values for one in await screens(office)] == [{"kept": "opened"}]
