"""What was spoken, as the door hands it on: where it lies, how long it is, and nothing else of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.identity import Identity
from handlers.reporter.incoming import incoming
from handlers.reporter.reading import voice_of
from triage.ids import AccountId
from triage.incoming import MOST_VOICE_BYTES, MOST_VOICE_S, Incoming, Voice

FILE = "AwACAgIAAxkBAAIB_-9"


def heard(what: str = "message", **message: object) -> Incoming:
    body = {"message_id": 5, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "first_name": "Аня"}, **message}
    slim = Identity(lambda user: AccountId(f"{user:032x}")).slim({"update_id": 1, what: body})
    assert slim.sender is not None
    return incoming(slim, slim.sender, lambda text: (), lambda text: ())


@pytest.mark.parametrize("kind", ["voice", "audio"])
def test_a_voice_message_tells_where_it_lies_and_how_long_it_is(kind):
    said = {kind: {"file_id": FILE, "duration": 12, "file_size": 4000, "title": "Папа", "file_name": "п.mp3"}}
    made = heard("message", **said)
    assert (made.kind, made.text) == ("voice", "")
    assert made.voice == Voice(file=FILE, seconds=12, size=4000)


def test_a_film_with_a_face_in_it_is_no_voice_message():
    made = heard(video_note={"file_id": FILE, "duration": 3})
    assert (made.kind, made.voice, made.remove) == ("photo", None, True)


def test_an_edited_caption_does_not_fetch_the_voice_again():
    made = heard("edited_message", audio={"file_id": FILE, "duration": 3}, caption="это я", edit_date=2)
    assert (made.kind, made.voice, made.text) == ("edit", None, "это я")


@pytest.mark.parametrize("file", [None, "", 7, "../../etc/passwd", "a b", "я" * 9, "a" * 256, {"file_id": FILE}])
def test_a_name_that_no_messenger_gives_is_not_asked_for(file):
    made = heard(voice={"file_id": file, "duration": 3})
    assert (made.kind, made.voice) == ("voice", None)


@pytest.mark.parametrize(
    ("seconds", "size", "fits"),
    [
        (MOST_VOICE_S, MOST_VOICE_BYTES, True),
        (MOST_VOICE_S + 1, 1000, False),
        (3, MOST_VOICE_BYTES + 1, False),
        (0, 0, True),
        (MOST_VOICE_S, 0, True),
    ],
)
def test_three_minutes_and_a_megabyte_are_taken_and_no_more(seconds, size, fits):
    assert Voice(file=FILE, seconds=seconds, size=size).fits is fits


def test_where_it_lies_is_never_said_aloud():
    assert FILE not in repr(heard(voice={"file_id": FILE, "duration": 3}))


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)


@settings(deadline=None)  # the machine is shared
@given(st.dictionaries(st.sampled_from(["file_id", "duration", "file_size"]), anything) | anything, st.booleans())
def test_no_voice_message_raises(part, edited):
    found = voice_of({"voice": part}, edited=edited)
    assert found is None or (found.seconds >= 0 and found.size >= 0)
