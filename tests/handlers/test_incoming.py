"""A slim update becomes what the desk's verb takes: words stay words, and a tap is only what a button can say."""

import pytest

from handlers.identity import Sender, Slim
from handlers.reporter.incoming import COMMANDS, incoming
from handlers.specialist.linking import link_code
from triage.ids import AccountId, Address, MessageId, UpdateId
from triage.incoming import BELOW

SENDER = Sender(account=AccountId("3" * 32), address=Address("7"), language="ru")


def written(text, *, what="message", codes=lambda _: (), **more):
    slim = Slim(update=UpdateId("1"), what=what, sender=SENDER, message={"text": text, **more}, message_id=MessageId(4))
    return incoming(slim, SENDER, codes, lambda _: ())


def tapped(data):
    slim = Slim(update=UpdateId("1"), what="callback_query", sender=SENDER, data=data, callback="9")
    return incoming(slim, SENDER, lambda _: (), lambda _: ())


@pytest.mark.parametrize(("name", "action"), COMMANDS.items())
def test_a_command_is_an_action_and_no_text(name, action):
    made = written(f"/{name}")
    assert (made.kind, made.action, made.text) == ("command", action, "")


@pytest.mark.parametrize("text", ["/help помогите", "/help now", "/hide he_is_here", "/unknown", "/start меня бьют"])
def test_words_behind_a_command_are_kept(text):
    made = written(text)
    assert (made.kind, made.action, made.text) == ("text", "", text)


def test_the_word_that_hides_is_not_kept_and_an_edit_to_it_is():
    assert (written("скрыть").action, written("скрыть").text) == ("hide", "")
    edited = written("скрыть", what="edited_message")
    assert (edited.kind, edited.action, edited.text) == ("edit", "", "скрыть")


def test_a_code_is_looked_for_in_texts_and_not_in_commands():
    found = (1, 2, 3, 4, 5)
    assert written("пять слов", codes=lambda _: found).code == found
    assert written("пять слов", photo=[], codes=lambda _: found).code == ()
    assert written("/start", codes=lambda _: found).code == ()


@pytest.mark.parametrize(
    "data", ["linked", "link_refused", "link_taken", f"linked{BELOW}", f"link_refused{BELOW}{BELOW}"]
)
def test_nobody_becomes_staff_by_a_forged_tap(data):
    assert tapped(data).action == ""


def test_a_tap_carries_its_name_and_what_answers_it():
    made = tapped("hide")
    assert (made.kind, made.action, made.callback, made.text) == ("tap", "hide", "9", "")


@pytest.mark.parametrize("album", ["\ud800", "я" * 50, 5, None, ["1"]])
def test_an_album_that_cannot_be_written_down_is_none(album):
    assert written("слова", media_group_id=album).album == ""


def test_pictures_leave_the_chat_and_their_caption_stays():
    slim = Slim(
        update=UpdateId("1"), what="message", message={"photo": [], "caption": "скрыть"}, message_id=MessageId(4)
    )
    made = incoming(slim, SENDER, lambda _: (), lambda _: ())
    assert (made.kind, made.remove, made.text, made.action) == ("photo", True, "скрыть", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start d234567abcd", "d234567abcd"),
        ("/start D234567ABCD", ""),
        ("/start", ""),
        ("d234567abcd", ""),
        ("/help d234567abcd", ""),
    ],
)
def test_a_specialists_link_is_start_with_a_code_of_the_console(text, code):
    assert link_code(Slim(update=UpdateId("1"), what="message", message={"text": text})) == code
    assert link_code(Slim(update=UpdateId("1"), what="edited_message", message={"text": text})) == ""


@pytest.mark.parametrize("message", [None, {}, {"text": None}, {"text": 5}, {"text": ["/start"]}])
def test_an_odd_message_links_nobody(message):
    assert link_code(Slim(update=UpdateId("1"), what="message", message=message)) == ""
