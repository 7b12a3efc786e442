"""Who may do what: nobody, unless the table says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.access import ALLOWED, Refused, check
from desk.people import Colleague
from desk.ports import Reply
from tests.desk.desk_rig import NOON, UNCLEAR, account
from triage.ids import EntryId, MemberId, SignalId

STRANGER = Colleague(member=MemberId("m-xxxxxxxxxx"), name="Кто-то", role="administrator", desk="intake")


@given(st.text(max_size=12), st.text(max_size=12))
def test_an_unknown_verb_or_role_is_refused(verb, role):
    with pytest.raises(Refused, match="not-allowed"):
        check(verb, "specialist" if verb not in ALLOWED else role + "?")
    with pytest.raises(Refused, match="not-allowed"):
        check("read", role + "?")


@pytest.mark.parametrize("role", ["specialist", "fallback"])
def test_both_desks_may_do_everything_on_the_table(role):
    for verb in ALLOWED:
        check(verb, role)


async def test_every_verb_of_the_desk_asks(office):
    await office.writes(account(3, 1), UNCLEAR)
    signal = (await office.card_of(account(3, 1))).signal
    asked = office.asked(signal, "x", STRANGER)
    before = await office.snapshot()
    reply = Reply(entry={"id": "0" * 32}, session="s", session_box="b", text="мы рядом")
    for act in (
        office.duty.queue(STRANGER),
        office.duty.claim(asked),
        office.duty.release(asked),
        office.duty.read(asked),
        office.duty.reply(asked, reply),
        office.duty.again(asked, EntryId("0" * 32), "x"),
        office.duty.note(asked, EntryId("0" * 32), "x"),
        office.duty.keep(asked),
        office.duty.erase(asked),
        office.duty.offer_link(STRANGER),
    ):
        with pytest.raises(Refused, match="not-allowed"):
            await act
    assert await office.snapshot() == before


async def test_every_verb_about_a_signal_that_is_not_there_says_gone(office):
    asked = office.asked(SignalId("3-" + "a" * 20), "x")
    for act in (office.duty.claim(asked), office.duty.read(asked), office.duty.keep(asked), office.duty.erase(asked)):
        with pytest.raises(Refused, match="gone"):
            await act


def test_a_reply_never_shows_its_words_in_its_description():
    reply = Reply(entry={"id": "0" * 32, "box": "дома"}, session="s", session_box="дома", text="дома плохо")
    assert "дома" not in repr(reply)
    assert NOON.tzinfo is not None
