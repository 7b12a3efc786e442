"""Who may do what: nobody, unless the table says so."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import access
from desk.access import BadRoles, Refused, check, meant, parsed, roles
from desk.people import Colleague
from desk.ports import Reply
from tests.desk.desk_rig import NOON, UNCLEAR, account
from triage.ids import EntryId, MemberId, SignalId

STRANGER = Colleague(member=MemberId("m-xxxxxxxxxx"), name="Кто-то", role="administrator", desk="intake")


@given(st.text(max_size=12), st.text(max_size=12))
def test_an_unknown_verb_or_role_is_refused(verb, role):
    with pytest.raises(Refused, match="not-allowed"):
        check(verb, "specialist" if verb not in roles().verbs else role + "?")
    with pytest.raises(Refused, match="not-allowed"):
        check("read", role + "?")


def asked_for() -> set[str]:
    """Every verb that the code of the desk asks the table for: literals of `access.check` and of `right=`."""
    found = set()
    for file in Path(access.__file__).parent.glob("*.py"):
        for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            place = {"check": 0}.get(called)
            verb = call.args[place] if place is not None and len(call.args) > place else None
            rights = [given.value for given in call.keywords if given.arg == "right"]
            verb = rights[0] if rights else verb
            if isinstance(verb, ast.Constant):
                found.add(str(verb.value))
    return found


def test_every_verb_that_is_asked_for_stands_in_the_table_and_no_other():
    assert asked_for() == set(roles().verbs)


def test_a_supervisor_may_whatever_a_specialist_may_so_a_small_desk_loses_nothing():
    assert all("fallback" in may for may in roles().verbs.values() if "specialist" in may)


def test_a_verb_with_no_role_is_nobodys():
    table = parsed("verbs = {read = []}\n[profiles.x]\nspecialist = 'specialist'\nfallback = 'fallback'")
    assert not table.may("read", "specialist")
    assert not table.may("claim", "fallback")


@pytest.mark.parametrize(
    ("profile", "means"),
    [("commission", ["specialist", "fallback"]), ("small", ["fallback", "fallback"]), ("", ["specialist", "fallback"])],
)
def test_a_profile_says_what_a_certified_role_means_in_this_house(profile, means):
    assert [meant(profile, role) for role in ("specialist", "fallback")] == means
    assert meant(profile, "administrator") == "administrator"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[verbs",
        "verbs = {read = ['boss']}\n[profiles]",
        "verbs = {read = ['fallback']}\n[profiles.x]\nspecialist = 'fallback'",
        "verbs = {read = ['fallback']}\n[profiles.x]\nspecialist = 'boss'\nfallback = 'fallback'",
    ],
)
def test_a_table_with_a_mistake_gives_nobody_a_right(text):
    with pytest.raises(BadRoles, match=r"roles\.toml"):
        parsed(text)


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
