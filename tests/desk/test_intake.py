"""Any text, at any step, is kept, weighed, queued and answered; a tap shows what it says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.intake import _situation
from desk.ports import Deed, JournalLine, Loaded
from desk.telling_words import word_of
from tests.desk.desk_rig import DANGER, NOON, UNCLEAR, WORDS, Office, account
from triage import card as cards
from triage.ids import Address, UpdateId
from triage.incoming import Incoming
from triage.tells import AlertDesk, RemoveMessages, ShowScreen
from triage.urgency import Urgency

CHILD = account(3, 1)


async def screens(office: Office) -> list[str]:
    return [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


async def alerts(office: Office) -> list[AlertDesk]:
    return [tell for tell in await office.tells(3) if isinstance(tell, AlertDesk)]


async def test_a_first_text_is_urgent_since_nobody_knows_yet_and_the_desk_hears(office):
    await office.writes(CHILD, UNCLEAR)
    card = await office.card_of(CHILD)
    assert (card.urgency, card.reasons, card.words) == (Urgency.URGENT, ("unknown-in-few-words",), 1)
    assert await alerts(office) == [AlertDesk(signal=card.signal)]
    assert await screens(office) == ["believed", "safe_word", "ask_safe"]


async def test_danger_is_immediate_and_the_numbers_come_before_everything(office):
    await office.writes(CHILD, DANGER)
    assert (await office.card_of(CHILD)).urgency is Urgency.IMMEDIATE
    assert await screens(office) == ["danger", "believed", "safe_word", "ask_place"]
    numbers = next(tell for tell in await office.tells(3) if isinstance(tell, ShowScreen))
    assert numbers.urgent


async def test_danger_in_a_later_text_raises_and_alerts_once(office):
    await office.writes(CHILD, UNCLEAR)
    await office.told(3)
    await office.writes(CHILD, DANGER)
    await office.writes(CHILD, DANGER)
    card = await office.card_of(CHILD)
    assert card.urgency is Urgency.IMMEDIATE
    assert len(await alerts(office)) == 1
    assert await screens(office) == ["danger", "ask_place", "ask_place"]


async def test_danger_told_again_after_a_silence_is_answered_and_heard_again(office):
    await office.writes(CHILD, DANGER)
    await office.told(3)
    office.later(minutes=11)
    await office.writes(CHILD, DANGER)
    assert len(await alerts(office)) == 1
    assert await screens(office) == ["danger", "ask_place"]


async def test_a_calm_text_lowers_nothing(office):
    await office.writes(CHILD, DANGER)
    await office.writes(CHILD, "всё хорошо, я пошутила")
    assert (await office.card_of(CHILD)).urgency is Urgency.IMMEDIATE


async def test_a_text_after_an_answer_alerts_the_holder_again(office):
    await office.writes(CHILD, UNCLEAR)
    await office.replies_to(CHILD, "мы рядом")
    await office.told(3)
    await office.writes(CHILD, "спасибо")
    card = await office.card_of(CHILD)
    assert await alerts(office) == [AlertDesk(signal=card.signal, member=card.held_by)]
    assert card.awaiting == "desk"


async def test_a_photo_is_refused_removed_and_its_caption_kept(office):
    made = await office.writes(CHILD, "вот он", kind="photo", remove=True)
    signal = (await office.card_of(CHILD)).signal
    (entry,) = await office.reads(signal)
    assert (entry["from"], entry["text"]) == ("caption", "вот он")
    assert RemoveMessages(account=CHILD, messages=(made.message,)) in await office.tells(3)
    assert "photo_refused" in await screens(office)


async def test_an_album_and_an_edit_are_answered_once(office):
    for _ in range(3):
        await office.writes(CHILD, "", kind="photo", album="a1", remove=True)
    await office.writes(CHILD, UNCLEAR, kind="edit")
    assert await screens(office) == ["believed", "photo_refused", "safe_word", "ask_safe"]
    signal = (await office.card_of(CHILD)).signal
    assert [entry["from"] for entry in await office.reads(signal)] == ["photo", "photo", "photo", "edit"]


@pytest.mark.parametrize("kind", ["sticker", "contact", "location", "poll", "other", "voice", "forward"])
async def test_whatever_comes_first_opens_a_signal_and_is_answered(office, kind):
    await office.writes(CHILD, UNCLEAR, kind=kind)
    (entry,) = await office.reads((await office.card_of(CHILD)).signal)
    assert (entry["from"], entry["text"]) == (kind, UNCLEAR)
    shown = await screens(office)
    assert shown[0] == "believed"
    assert shown[-2:] == ["safe_word", "ask_safe"]


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=4096))
def test_any_text_whatever_is_kept_verbatim(text):
    made = Incoming(update=UpdateId("1"), account=CHILD, address=Address("1"), language="ru", kind="text", text=text)
    assert word_of(_situation(Loaded(home=3, seen=False), made, NOON)).text == text


async def test_after_five_hundred_texts_new_ones_are_kept_short(office):
    await office.writes(CHILD, UNCLEAR)
    versioned = await office.files.card((await office.card_of(CHILD)).signal)
    await office.files.save(deed_of(office, replace(versioned.card, words=500), versioned.version))
    await office.writes(CHILD, "я" * 4000)
    assert len((await office.reads(versioned.card.signal))[-1]["text"]) == 1000


def deed_of(office, card, version):
    return Deed(
        request=UpdateId("x"), card=card, card_version=version, line=JournalLine(at=office.now, by="m", verb="v")
    )


async def test_a_new_safe_word_replaces_the_old_one(office):
    await office.writes(CHILD, UNCLEAR)
    signal = (await office.card_of(CHILD)).signal
    await office.taps(CHILD, "word")
    words = [tell.secret["word"] for tell in await office.tells(3) if isinstance(tell, ShowScreen) and tell.secret]
    assert all(word in WORDS for word in words)
    await office.taps(CHILD, "hide")
    await office.writes(CHILD, words[-1])
    assert (await office.card_of(CHILD)).signal == signal
    if words[0] != words[1]:
        await office.taps(CHILD, "hide")
        await office.writes(CHILD, words[0])
        assert (await office.card_of(CHILD)).signal != signal


async def test_an_update_that_failed_is_kept_raw_for_a_human_with_the_emergency_screen(office):
    made = office.incoming(CHILD, "tap", text="дома плохо", action="menu", code=(1, 2, 3, 4, 5))
    await office.intake.keep_raw(made, office.now)
    card = await office.card_of(CHILD)
    assert card.reasons[0] == cards.MACHINE_FAILED
    assert [entry["text"] for entry in await office.reads(card.signal)] == ["дома плохо"]
    assert (await screens(office))[0] == "machine_failed"


async def test_a_signal_that_the_desk_erased_leaves_its_reporter_a_newcomer(office):
    await office.writes(CHILD, UNCLEAR)
    signal = (await office.card_of(CHILD)).signal
    await office.taps(CHILD, "delete")
    await office.claims(signal)
    await office.duty.erase(office.asked(signal, "e"))
    await office.writes(CHILD, "снова")
    card = await office.card_of(CHILD)
    assert card.signal != signal
    assert card.words == 1
