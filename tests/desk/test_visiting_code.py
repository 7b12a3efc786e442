"""Another code for a page: the earlier one ends at once, and however requests come, one code works: the last shown."""

import asyncio
from dataclasses import replace

import pytest

from desk.visiting import Coming, Visiting
from tests.desk.desk_rig import NOON
from tests.desk.visiting_rig import PUBLIC, another, begun, boxed, names, visiting_of
from tests.web_page import Page, proof, secret_in
from triage.ids import UpdateId
from triage.tells import ShowCode
from vault import keys


@pytest.fixture
def visiting(office) -> Visiting:
    return visiting_of(office)


@pytest.fixture
def page() -> Page:
    return Page(PUBLIC, source="school-12")


async def pointers(office):
    return [key for key in await office.store.redis.keys("*") if b":loc:" in key]


async def coded(visiting, page):
    await begun(visiting, page)
    first = boxed(page)
    assert await visiting.keep_code(page.account, first, NOON)
    return first


async def test_another_code_ends_the_earlier_one(office, visiting, page):
    first = await coded(visiting, page)
    second = another(page, 1, 2, 3, 4, 5)
    assert await visiting.keep_code(page.account, second, NOON)
    assert await visiting.find(page.account, first.locator) is None
    assert await visiting.find(page.account, second.locator)
    assert len(await pointers(office)) == 1


async def test_a_request_of_the_earlier_code_that_comes_late_brings_it_not_back(office, visiting, page):
    first = await coded(visiting, page)
    second = another(page, 1, 2, 3, 4, 5)
    assert await visiting.keep_code(page.account, second, NOON)
    assert not await visiting.keep_code(page.account, first, NOON)
    assert await visiting.find(page.account, first.locator) is None
    assert await visiting.find(page.account, second.locator)
    assert len(await pointers(office)) == 1


async def test_a_request_that_was_kept_and_not_answered_is_kept_once(office, visiting, page):
    await coded(visiting, page)
    second = another(page, 1, 2, 3, 4, 5)
    assert [await visiting.keep_code(page.account, second, NOON) for _ in range(3)] == [True] * 3
    assert len(await pointers(office)) == 1
    account = (await office.books.load(page.account, UpdateId("x"))).account
    assert len(account.tries) == 2


async def test_of_two_codes_at_once_one_is_kept_and_its_page_is_told(office, visiting, page):
    await coded(visiting, page)
    one = another(page, 1, 2, 3, 4, 5)
    other = replace(another(page, 5, 4, 3, 2, 1), after=one.after)
    kept = await asyncio.gather(*(visiting.keep_code(page.account, box, NOON) for box in (one, other)))
    assert sorted(kept) == [False, True]
    works = [bool(await visiting.find(page.account, box.locator)) for box in (one, other)]
    assert works == kept
    assert len(await pointers(office)) == 1


async def test_a_code_of_whoever_had_the_page_before_is_not_kept_after_she_came_back_elsewhere(office, visiting, page):
    first = await coded(visiting, page)
    there = Page(PUBLIC, secret=secret_in(page.signal[0]), key=page.key)
    found = await visiting.find(there.account, first.locator)
    coming = Coming(
        request=UpdateId("back"), first=there.account, account=there.account, locator=first.locator,
        proof=proof(page.key, page.signal, there.account, found.challenge), language="ru",
    )  # fmt: skip
    assert await visiting.back(coming, NOON)
    late = another(page, 1, 2, 3, 4, 5)
    assert not await visiting.visits.keep_box(page.account, late)  # past the look at the account: it moved in between
    assert await visiting.find(there.account, first.locator)
    assert len(await pointers(office)) == 1


async def test_a_code_that_ended_while_she_came_back_by_it_brings_nobody_back(office, visiting, page):
    first = await coded(visiting, page)
    there = Page(PUBLIC, secret=secret_in(page.signal[0]), key=page.key)
    found = await visiting.find(there.account, first.locator)
    answered = proof(page.key, page.signal, there.account, found.challenge)
    assert await visiting.keep_code(page.account, another(page, 1, 2, 3, 4, 5), NOON)
    coming = Coming(
        request=UpdateId("back"), first=there.account, account=there.account, locator=first.locator,
        proof=answered, language="ru",
    )  # fmt: skip
    assert await visiting.back(coming, NOON) is None
    assert (await visiting.standing(page.account)).signal == page.signal


async def test_a_sixth_code_within_the_hour_leaves_the_fifth_working(visiting, page):
    await coded(visiting, page)
    for number in range(4):
        assert await visiting.keep_code(page.account, another(page, number, 2, 3, 4, 5), NOON)
    fifth = boxed(page)
    assert not await visiting.keep_code(page.account, another(page, 9, 9, 9, 9, 9), NOON)
    assert await visiting.find(page.account, fifth.locator)


async def test_a_page_is_told_to_make_it_and_the_house_draws_none(office, visiting, page):
    await coded(visiting, page)
    told = await visiting.say(page.taps("new_code"), NOON)
    assert names(told)[0] == "code_new"
    assert await office.store.redis.get(keys.code(page.signal)) is None


async def test_without_a_script_the_house_draws_it_as_at_telegram(office, visiting, page):
    first = await coded(visiting, page)
    told = await visiting.say(replace(page.taps("new_code"), plain=True), NOON)
    assert [type(tell) for tell in told] == [ShowCode]
    assert await visiting.find(page.account, first.locator) is None
    assert await office.chats.code(page.signal) is not None


async def test_the_question_that_waits_stands_beside_her_new_code(visiting, page):
    told = names(await begun(visiting, page))
    assert told[-1].startswith("ask_"), told
    assert await visiting.keep_code(page.account, boxed(page), NOON)
    assert names(await visiting.say(page.taps("new_code"), NOON)) == ["code_new", told[-1]]
