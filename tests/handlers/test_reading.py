"""What a message holds: every word of it, whatever stands beside it, and the few texts that are commands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reporter.reading import LONGEST, PICTURES, command, kind_and_text, typed_action

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=8,
)
parts = st.sampled_from(
    [
        *PICTURES,
        "voice",
        "audio",
        "sticker",
        "contact",
        "venue",
        "location",
        "poll",
        "dice",
        "game",
        "checklist",
        "forward_origin",
    ]
)


@settings(deadline=None)  # the machine is shared
@given(st.dictionaries(parts | st.sampled_from(["text", "caption"]), anything), st.booleans())
def test_no_message_raises(message, edited):
    kind, text = kind_and_text(message, edited=edited)
    assert kind
    assert len(text) <= LONGEST


@settings(deadline=None)  # the machine is shared
@given(st.dictionaries(parts, anything, max_size=2), st.booleans(), st.text(min_size=1, max_size=200))
def test_a_text_or_caption_survives_whatever_stands_beside_it(around, edited, words):
    for place in ("text", "caption"):
        _, text = kind_and_text({**around, place: words}, edited=edited)
        assert words in text or len(text) == LONGEST


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"text": "слова"}, ("text", "слова")),
        ({"text": "слова", "forward_origin": {"type": "user"}}, ("forward", "слова")),
        ({"photo": [], "caption": "подпись"}, ("photo", "подпись")),
        ({"animation": {}, "document": {"file_name": "имя"}}, ("photo", "")),
        ({"voice": {"duration": 5}}, ("voice", "")),
        ({"sticker": {"emoji": "😢"}}, ("sticker", "😢")),
        ({"contact": {"first_name": "А", "phone_number": "+7"}}, ("contact", "А\n+7")),
        ({"venue": {"title": "Школа", "address": "ул."}, "location": {"latitude": 1}}, ("location", "Школа\nул.")),
        ({"location": {"latitude": 51.5, "longitude": 71}}, ("location", "51.5, 71")),
        ({"poll": {"question": "кто?", "options": [{"text": "он"}, {"text": "она"}]}}, ("poll", "кто?\nон\nона")),
        ({"checklist": {"title": "план", "tasks": [{"id": 1, "text": "уйти"}, None]}}, ("other", "план\nуйти")),
        ({"message_auto_delete_timer_changed": {}}, ("other", "")),
        ({"text": 5, "caption": ["x"]}, ("other", "")),
    ],
)
def test_each_kind_of_message_is_named_and_read(message, expected):
    assert kind_and_text(message, edited=False) == expected


def test_an_edit_is_an_entry_of_its_own():
    assert kind_and_text({"text": "иначе"}, edited=True) == ("edit", "иначе")


@pytest.mark.parametrize("text", ["скрыть", "Скрыть!", " СПРЯЧЬ. ", "hide", "жасыр", "скрой"])
def test_one_word_hides(text):
    assert typed_action(text) == "hide"


@pytest.mark.parametrize("text", ["скрыть это нельзя", "он велел скрыть", "скрытьь", "", "hide me", "не скрыть"])
def test_a_sentence_with_that_word_is_a_text(text):
    assert typed_action(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", ("start", "")),
        ("/START@SomeBot", ("start", "")),
        ("/start d234567abcd", ("start", "d234567abcd")),
        ("/hide  ", ("hide", "")),
        ("/start помогите", ("", "")),
        ("/help меня бьют", ("", "")),
        ("/", ("", "")),
        ("// start", ("", "")),
        (" /start", ("", "")),
        ("/start " + "a" * 65, ("", "")),
    ],
)
def test_a_command_is_a_name_and_at_most_a_deep_links_payload(text, expected):
    assert command(text) == expected
