"""An adult about her own past: nothing of hers is read before she says so (P-03.2), and no child is held back by it."""

import pytest

from desk.access import Refused
from desk.upkeep import Upkeep
from tests.desk.desk_rig import DANGER, UNCLEAR, Office, account
from triage import card as cards
from triage.tells import AlertDesk, EraseChat, FewerWait, ShowScreen
from vault import keys
from vault.calendar import DueTimes

SHE = account(3, 1)
HERSELF = ("who.adult", "about.self")


async def goes(office: Office, *way: str) -> None:
    for move in way:
        if " " in move:
            await office.writes(SHE, move)
        else:
            await office.taps(SHE, move)


async def drafts(office: Office) -> None:
    """She wrote, the desk heard of it, and then she says who she is."""
    await goes(office, UNCLEAR)
    await office.told(3)
    await goes(office, "safe.skip", *HERSELF, "others.no")


async def kinds(office: Office) -> list[str]:
    return [type(tell).__name__ for tell in await office.tells(3)]


async def last_screen(office: Office) -> ShowScreen:
    return [tell for tell in await office.tells(3) if isinstance(tell, ShowScreen)][-1]


async def tick(office: Office) -> None:
    await office.store.redis.set(keys.rewritten(), office.now.timestamp())
    await Upkeep(calendar=DueTimes(office.store, office.keyring)).tick(office.now)


async def test_what_she_wrote_leaves_the_queue_and_the_alerts_before_anybody_reads_it(office):
    await drafts(office)
    card = await office.card_of(SHE)
    assert card.consent == "awaiting"
    assert await office.files.queue(9) == ()
    assert FewerWait(signal=card.signal) in await office.tells(3)
    assert (await last_screen(office)).values == {"kept": "yes"}
    for act in (office.duty.claim, office.duty.read):
        with pytest.raises(Refused, match="gone"):
            await act(office.asked(card.signal, f"try-{act.__name__}"))


async def test_who_writes_on_before_she_decides_rings_nowhere_and_everything_is_kept(office):
    await drafts(office)
    await office.told(3)
    await goes(office, "я ещё вот что хотела", DANGER)
    assert "AlertDesk" not in await kinds(office)
    assert await office.files.queue(9) == ()
    shown = [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]
    assert shown == ["consent", "danger", "consent"], "danger to herself is answered all the same"
    assert (await office.card_of(SHE)).words == 3


async def test_one_whom_somebody_has_read_already_is_told_so(office):
    await goes(office, UNCLEAR)
    signal = (await office.card_of(SHE)).signal
    await office.duty.read(office.asked(signal, "read"))
    await goes(office, "safe.skip", *HERSELF, "others.no")
    assert (await last_screen(office)).values == {"kept": "opened"}
    assert await office.files.queue(9) == ()


async def test_what_a_specialist_holds_stays_with_her_and_is_erased_by_no_tap(office):
    await goes(office, UNCLEAR)
    await office.claims((await office.card_of(SHE)).signal)
    await goes(office, "safe.skip", *HERSELF, "others.no", "refuse", "delete")
    (card,) = await office.files.queue(9)
    assert (card.consent, card.asked_to_delete) == ("refused", True)


@pytest.mark.parametrize(("words", "waits"), [(DANGER, False), ("хочу умереть", True)])
async def test_danger_by_somebody_else_now_is_never_held_back(office, words, waits):
    await goes(office, words, "safe.skip", *HERSELF, "others.no")
    assert (len(await office.files.queue(9)) == 0) is waits


async def test_nobody_is_told_of_one_who_has_written_nothing(office):
    await goes(office, "need", *HERSELF, "others.no")
    assert (await last_screen(office)).values == {"kept": "no"}
    await goes(office, "refuse", UNCLEAR)
    assert (await office.card_of(SHE)).consent == "awaiting"
    assert "AlertDesk" not in await kinds(office)
    assert await office.files.queue(9) == ()


async def test_consent_queues_and_rings_and_asks_on(office):
    await drafts(office)
    await office.told(3)
    await goes(office, "give")
    card = await office.card_of(SHE)
    assert card.consent == "given"
    assert await office.files.queue(9) == (card,)
    told = await office.tells(3)
    assert told[0] == AlertDesk(signal=card.signal)
    assert next(tell.name for tell in told[1:] if isinstance(tell, ShowScreen)) == "given"


async def test_consent_before_the_first_word_makes_no_draft_of_it(office):
    await goes(office, "need", *HERSELF, "others.no", "give")
    assert (await last_screen(office)).name == "ask_story"
    await goes(office, UNCLEAR)
    (card,) = await office.files.queue(9)
    assert card.consent == "given"
    assert AlertDesk(signal=card.signal) in await office.tells(3)
    assert "believed" in [tell.name for tell in await office.tells(3) if isinstance(tell, ShowScreen)]


async def test_who_refuses_may_give_it_later_and_a_second_tap_rings_nobody_again(office):
    await drafts(office)
    await goes(office, "refuse")
    assert (await last_screen(office)).name == "refused"
    assert await office.files.queue(9) == ()
    await goes(office, "give")
    assert len(await office.files.queue(9)) == 1
    await office.told(3)
    await goes(office, "give", "refuse")
    assert "AlertDesk" not in await kinds(office)
    assert (await office.card_of(SHE)).consent == "given", "to take it back is Delete, and says what it does"


async def test_who_hides_and_comes_back_by_word_may_still_give_it(office):
    await goes(office, UNCLEAR)
    word = next(tell.secret["word"] for tell in await office.tells(3) if isinstance(tell, ShowScreen) and tell.secret)
    await goes(office, "safe.skip", *HERSELF, "others.no", "hide")
    await office.writes(SHE, word)
    await goes(office, "give")
    assert len(await office.files.queue(9)) == 1


@pytest.mark.parametrize("risk", ["others.yes", "others.unknown"])
async def test_a_child_at_risk_or_a_doubt_of_it_keeps_her_words_queued(office, risk):
    await goes(office, UNCLEAR, "safe.skip", *HERSELF, risk)
    (card,) = await office.files.queue(9)
    assert (card.consent, card.reporter) == ("", "adult_survivor")
    assert "FewerWait" not in await kinds(office)


@pytest.mark.parametrize("corrected", ["others.yes", "about.mine", "about.near", "about.work"])
async def test_an_answer_that_is_corrected_to_a_child_in_danger_queues_the_draft_and_rings(office, corrected):
    await drafts(office)
    await office.told(3)
    await goes(office, corrected)
    (card,) = await office.files.queue(9)
    assert card.consent == ""
    assert AlertDesk(signal=card.signal) in await office.tells(3)


async def test_a_childs_signal_stays_queued_whatever_whoever_holds_the_phone_taps(office):
    """Delete would only mark it; calling the child an adult must not be the way round that."""
    await goes(office, UNCLEAR, "safe.skip", "who.c13", *HERSELF, "others.no", "refuse")
    (card,) = await office.files.queue(9)
    assert (card.consent, card.age_band, card.reporter) == ("", "preteen", "child")
    texts = [entry["text"] for entry in await office.reads(card.signal)]
    assert texts[-3:] == [*HERSELF, "others.no"], "the desk sees it all the same"


async def test_a_draft_is_erased_a_day_after_her_last_word_and_leaves_no_word_of_hers(office):
    await drafts(office)
    signal = (await office.card_of(SHE)).signal
    office.later(hours=23)
    await tick(office)
    assert await office.books.card(signal) is not None
    office.later(hours=2)
    await tick(office)
    assert await office.books.card(signal) is None
    left = {name for name in await office.all_keys() if signal in name}
    assert left == set()
    assert EraseChat(account=SHE) in await office.tells(3)


async def test_consent_given_in_time_is_not_erased(office):
    await drafts(office)
    await goes(office, "give")
    office.later(hours=25)
    await tick(office)
    assert len(await office.files.queue(9)) == 1


async def test_delete_takes_a_draft_out_of_the_store_at_once(office):
    await drafts(office)
    signal = (await office.card_of(SHE)).signal
    await office.told(3)
    await goes(office, "delete")
    assert await office.books.card(signal) is None
    erase, withdrawn = await office.tells(3)
    assert isinstance(erase, EraseChat)
    assert (erase.alert, erase.alert_kept) == ("deleted_alert", False)
    assert withdrawn == FewerWait(signal=signal)


async def test_a_draft_is_no_signal_for_whoever_asks_what_the_desk_knows(office):
    await drafts(office)
    assert cards.is_draft(await office.card_of(SHE))
    assert [len(await office.store.redis.zrange(name, 0, -1)) for name in (keys.waiting(3), keys.in_hands(3))] == [0, 0]
