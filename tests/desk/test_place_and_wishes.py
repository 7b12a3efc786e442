"""The card tells the desk that a place or a wish was given; what it is, only the thread does."""

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
    await office.writes(CHILD, "", kind="photo")
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
