"""The card tells the desk that a place or a wish was given; what it is, only the thread does."""

import pytest

from tests.desk.desk_rig import DANGER, UNCLEAR, account

CHILD = account(3, 1)


async def test_words_that_answer_where_she_is_mark_the_card_and_later_words_do_not_take_it_away(office):
    await office.writes(CHILD, DANGER)
    assert not (await office.card_of(CHILD)).place_given
    await answered_up_to(office, "place")
    await office.writes(CHILD, "Лунная 5, у магазина")
    assert (await office.card_of(CHILD)).place_given
    await office.writes(CHILD, UNCLEAR)
    card = await office.card_of(CHILD)
    assert (card.place_given, card.wishes_given) == (True, False)
    places = [one["text"] for one in await office.reads(card.signal) if one["asked"] == "ask_place"]
    assert places == ["Лунная 5, у магазина"]


@pytest.mark.parametrize(
    ("place", "then"),
    [
        ("мы в подвале", "who"),
        ("we are in the basement", "who"),
        ("он меня запер в комнате", "who"),
        ("мы в подвале, он бьёт маму, Мира 5", "who"),
        ("он бьёт меня", "place"),
    ],
)
async def test_what_answers_where_she_is_stands_first_whatever_else_it_tells(office, place, then):
    await office.writes(CHILD, DANGER)
    await answered_up_to(office, "place")
    await office.writes(CHILD, place)
    card = await office.card_of(CHILD)
    assert card.place_given
    assert (await office.reads(card.signal))[-1]["asked"] == "ask_place"
    assert (await office.books.load(CHILD, "looking")).talk.pending == then, "harm told in a hurry keeps the offer open"


async def asked_after(office, *words: str, **more) -> list[str]:
    """The questions that come after somebody in danger was offered to say where she is, and said so."""
    for action in ("need", "who.c10", "safe.danger"):
        await office.taps(CHILD, action)
    for text in words:
        await office.writes(CHILD, text, **more)
    asked = []
    while (pending := (await office.books.load(CHILD, "looking")).talk.pending) and pending not in asked:
        asked.append(pending)
        await office.taps(CHILD, f"{pending}.skip")
    return asked


async def test_whoever_first_wrote_where_she_is_is_still_asked_once_what_happened(office):
    assert (await asked_after(office, "Лунная 5, у магазина")).count("story") == 1


async def test_who_shared_her_place_on_the_map_is_still_asked_once_what_happened(office):
    await office.writes(CHILD, "51.8, 71.9", kind="location")
    assert (await asked_after(office)).count("story") == 1


async def test_who_told_of_harm_with_the_place_is_not_asked_to_tell_again(office):
    assert "story" not in await asked_after(office, "Лунная 5, папа бьёт меня")


async def test_to_skip_the_question_gives_no_place(office):
    await office.writes(CHILD, DANGER)
    await answered_up_to(office, "place")
    await office.taps(CHILD, "place.skip")
    assert not (await office.card_of(CHILD)).place_given


async def test_a_place_shared_on_the_map_counts_also_as_the_very_first_word(office):
    await office.writes(CHILD, "51.8, 71.9", kind="location")
    assert (await office.card_of(CHILD)).place_given


async def test_a_photo_instead_of_a_place_gives_none(office):
    await office.writes(CHILD, DANGER)
    await answered_up_to(office, "place")
    await office.writes(CHILD, "", kind="photo", remove=True)
    told = (await office.reads((await office.card_of(CHILD)).signal))[-1]
    assert (told["from"], told["text"], "media" in told) == ("photo", "", False), "named, and nothing of it kept"
    assert not (await office.card_of(CHILD)).place_given


async def test_wishes_mark_the_card(office):
    await office.writes(CHILD, UNCLEAR)
    await office.taps(CHILD, "wish")
    await office.writes(CHILD, "не звоните домой")
    card = await office.card_of(CHILD)
    assert (card.place_given, card.wishes_given) == (False, True)


async def answered_up_to(office, question: str) -> None:
    """Skips what is asked before it."""
    for _ in range(7):
        pending = (await office.books.load(CHILD, "looking")).talk.pending
        if pending == question:
            return
        await office.taps(CHILD, f"{pending}.skip")
    raise AssertionError(question)
