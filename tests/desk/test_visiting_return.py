"""The way back to a page: five words open the thread, a locator alone opens nothing."""

from dataclasses import replace

import pytest

from desk.visiting import Coming, Visiting
from tests.desk.desk_rig import NOON, account
from tests.desk.visiting_rig import PUBLIC, SECRET, begun, boxed, names, replied, visiting_of
from tests.web_page import Page, opened_thread, proof, secret_in
from triage.ids import UpdateId
from triage.tells import EraseChat
from vault import keys


@pytest.fixture
def visiting(office) -> Visiting:
    return visiting_of(office)


@pytest.fixture
def page() -> Page:
    return Page(PUBLIC, source="school-12")


async def test_five_words_bring_her_back_in_another_browser(office, visiting, page):
    await begun(visiting, page)
    assert await visiting.keep_code(page.account, boxed(page), NOON)
    await replied(office, page, "Ответ лично тебе")
    new = Page(PUBLIC)
    found = await visiting.find(new.account, page.box()[0])
    assert found is not None
    thread = opened_thread(page.indices, found.signal, found.box)
    there = Page(PUBLIC, secret=secret_in(found.signal[0]), key=thread)
    coming = Coming(
        request=UpdateId("back"), first=new.account, account=there.account, locator=page.box()[0],
        proof=proof(thread, found.signal, new.account, found.challenge), language="ru",
    )  # fmt: skip
    came = await visiting.back(coming, NOON)
    assert came is not None
    assert names(came.tells) == ["returned"]
    assert [there.key.public, came.signal] == [page.key.public, page.signal]
    there.signal = page.signal
    assert [there.opened(one.entry, one.session, one.session_box) for one in came.replies] == ["Ответ лично тебе"]
    assert (await office.card_of(there.account)).account == there.account
    assert (await visiting.standing(page.account)).signal is None


async def test_whoever_cannot_open_the_thread_gets_nothing(office, visiting, page):
    await begun(visiting, page)
    await visiting.keep_code(page.account, boxed(page), NOON)
    thief = Page(PUBLIC, secret=secret_in(page.account[0]))
    found = await visiting.find(thief.account, page.box()[0])
    assert found is not None
    for forged in (b"", bytes(32), found.challenge[:32]):
        coming = Coming(
            request=UpdateId("steal"), first=thief.account, account=thief.account, locator=page.box()[0],
            proof=forged, language="ru",
        )  # fmt: skip
        assert await visiting.back(coming, NOON) is None
    assert (await office.card_of(page.account)).account == page.account


async def test_a_child_of_telegram_comes_back_at_the_page_and_her_chat_is_erased(office, visiting):
    child = account(5)
    await office.writes(child, SECRET)
    card = await office.card_of(child)
    indices = await office.code_of(card.signal)
    page = Page(PUBLIC, secret=secret_in("5"), indices=indices)
    locator = (await office.store.redis.hget(keys.signal(card.signal), "loc")).decode()
    found = await visiting.find(page.account, locator)
    assert found is not None
    thread = opened_thread(indices, found.signal, found.box)
    coming = Coming(
        request=UpdateId("b"), first=page.account, account=page.account, locator=locator,
        proof=proof(thread, found.signal, page.account, found.challenge), language="ru",
    )  # fmt: skip
    assert await visiting.back(coming, NOON)
    assert (await office.card_of(page.account)).door == "web"
    assert EraseChat(account=child) in await office.tells(5)


async def test_a_locator_that_is_anothers_is_never_turned_round(visiting, page):
    await begun(visiting, page)
    await visiting.keep_code(page.account, boxed(page), NOON)
    thief = Page(PUBLIC)
    await begun(visiting, thief)
    stolen = replace(boxed(thief), locator=page.box()[0])
    assert not await visiting.keep_code(thief.account, stolen, NOON)
    found = await visiting.find(thief.account, page.box()[0])
    assert found is not None
    assert found.signal == page.signal


async def test_only_the_visit_that_has_the_signal_gives_it_a_code(visiting, page):
    await begun(visiting, page)
    other = Page(PUBLIC, secret=secret_in(page.account[0]))
    await begun(visiting, other)
    assert not await visiting.keep_code(other.account, boxed(page), NOON)
