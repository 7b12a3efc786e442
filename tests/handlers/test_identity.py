"""The door's first step: whatever comes, a slim update without a name, and never an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.identity import Identity
from triage.ids import AccountId

IDENTITY = Identity(lambda user: AccountId(f"{user % 16:x}" + "0" * 31))
PRIVATE = {"id": 77, "type": "private", "first_name": "Имя"}
PERSON = {
    "id": 77,
    "is_bot": False,
    "first_name": "Имя",
    "last_name": "Фамилия",
    "username": "nick",
    "language_code": "kk",
}

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, exclude_categories=())),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    ["message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "data", "text", "update_id",
     "message_id", "language_code"]
)  # fmt: skip
shaped = st.recursive(junk, lambda inside: st.dictionaries(names, inside, max_size=6), max_leaves=20)


@settings(deadline=None)  # the machine is shared
@given(st.dictionaries(names, shaped, max_size=6))
def test_nothing_that_json_can_say_raises(raw):
    slim = IDENTITY.slim(raw)
    assert slim.sender is None or slim.group is None
    assert slim.data.isascii()
    assert len(slim.data) <= 64
    assert slim.callback.isascii()


def message(**more):
    return {
        "update_id": 5,
        "message": {"message_id": 9, "date": 1, "from": PERSON, "chat": PRIVATE, "text": "слова", **more},
    }


def test_names_are_dropped_wherever_telegram_puts_them():
    reply = {"message_id": 1, "chat": PRIVATE, "from": PERSON, "text": "чужое"}
    around = {"reply_to_message": reply, "via_bot": PERSON, "sender_chat": PRIVATE, "quote": {"text": "чужое"}}
    shown = repr(IDENTITY.slim(message(**around)))
    for name in ("Имя", "Фамилия", "nick", "чужое"):
        assert name not in shown
    assert "слова" in shown


def test_who_wrote_is_a_keyed_hash_and_an_opaque_address():
    slim = IDENTITY.slim(message())
    assert slim.sender is not None
    assert (slim.update, slim.message_id, slim.sender.language) == ("5", 9, "kk")
    assert slim.sender.account == IDENTITY.pseudonym(77)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel", "", "PRIVATE", None, 7])
def test_only_a_private_chat_has_somebody_to_answer(kind):
    slim = IDENTITY.slim(message(chat={"id": -5, "type": kind}))
    assert (slim.sender, slim.group) == (None, "-5")


@pytest.mark.parametrize("number", [None, True, "77", 7.5, 2**53, -(2**53), [], {}])
def test_a_chat_without_a_possible_id_is_nobody(number):
    slim = IDENTITY.slim(message(chat={"id": number, "type": "private"}))
    assert (slim.sender, slim.group) == (None, None)


@pytest.mark.parametrize("code", [None, 5, "", "r", "\ud800\ud800", "1x", "русский", "ЁЁ"])
def test_an_impossible_language_is_russian(code):
    slim = IDENTITY.slim(message(**{"from": {**PERSON, "language_code": code}}))
    assert slim.sender is not None
    assert slim.sender.language == "ru"


@pytest.mark.parametrize("held", [None, {}, {"message_id": 0, "chat": PRIVATE, "date": 0}, "x"])
def test_a_tap_on_a_message_that_is_gone_still_has_its_maker(held):
    tap = {"id": "1", "from": PERSON, "data": "hide", "message": held}
    slim = IDENTITY.slim({"update_id": 6, "callback_query": tap})
    assert slim.sender is not None
    assert (slim.sender.account, slim.data, slim.message_id) == (IDENTITY.pseudonym(77), "hide", None)


@pytest.mark.parametrize("data", [None, 5, "д", "\ud83d", ["hide"]])
def test_forged_data_of_a_tap_is_no_data(data):
    tap = {"id": "1", "from": PERSON, "data": data, "message": {"message_id": 3, "chat": PRIVATE}}
    assert IDENTITY.slim({"update_id": 6, "callback_query": tap}).data == ""


def test_a_slim_update_can_be_shown_without_words_of_others():
    raw = json.loads(json.dumps(message(pinned_message={"text": "чужое"}, business_connection_id="Имя")))
    assert "чужое" not in repr(IDENTITY.slim(raw))
