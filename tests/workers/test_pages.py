"""What the house says later waits for a page to look; nothing is ever sent to one."""

import os

import pytest

from desk.acting import Acting
from desk.endings import Endings
from desk.visiting import Visiting
from tests.desk.desk_rig import NOON
from tests.desk.visiting_rig import PUBLIC, begun, names, replied, visiting_of
from tests.web_page import Page
from tests.workers.telling_rig import Post, filling
from triage.ids import SignalId
from triage.tells import ShowCode, ShowReplies, ShowScreen, StillWaiting
from vault import keys
from vault.store import Batch
from workers.pages import DIGITS, WORDS, Dressing


@pytest.fixture
def visiting(post: Post) -> Visiting:
    return visiting_of(post.office)


@pytest.fixture
def page() -> Page:
    return Page(PUBLIC)


def dressing(post: Post) -> Dressing:
    return Dressing(filling=filling(post.office))


async def promised(post: Post, page: Page) -> None:
    """Nobody has answered within the promise."""
    outbox = keys.outbox(int(page.account[0], 16))
    batch = Batch()
    waits = StillWaiting(account=page.account, signal=page.signal)
    batch.put("XADD", outbox, "*", "b", post.office.keyring.seal_tell(outbox, waits))
    await post.office.store.commit(batch)


async def test_nothing_is_sent_anywhere_for_a_page(post, visiting, page):
    await begun(visiting, page)
    await replied(post.office, page, "Ответ")
    await post.tells_everything()
    assert post.phone.chats == {}


async def test_news_of_a_reply_stand_where_the_page_looks(post, visiting, page):
    await begun(visiting, page)
    assert (await visiting.standing(page.account)).tells == ()
    await replied(post.office, page, "Ответ")
    await post.tells_everything()
    assert names((await visiting.standing(page.account)).tells) == ["reply_waiting"]


async def test_that_nobody_answered_yet_is_said_there_too_and_goes_with_her_next_step(post, visiting, page):
    await begun(visiting, page)
    await promised(post, page)
    await post.tells_everything(left=1)  # the alert, which nobody is linked to hear
    assert names((await visiting.standing(page.account)).tells) == ["unanswered"]
    await visiting.say(page.taps("next"), NOON)
    assert (await visiting.standing(page.account)).tells == ()


async def test_the_code_is_dressed_with_places_that_only_the_page_fills(post, visiting, page):
    await begun(visiting, page)
    shown = await dressing(post).dressed(page.account, (ShowCode(account=page.account, signal=page.signal),))
    assert [name for name, _ in shown] == ["code"]
    assert {WORDS, DIGITS} <= set(shown[0][1].text.split("\n"))
    assert not await post.office.store.redis.exists(keys.code(page.signal))


async def test_the_safe_word_is_never_dressed(post, visiting, page):
    await begun(visiting, page)
    tell = ShowScreen(account=page.account, name="safe_word", secret={"word": "кит"})
    assert await dressing(post).dressed(page.account, (tell,)) == ()


async def test_an_answer_that_waits_is_not_overlooked_for_a_question_of_ours(post, visiting, page):
    told = await begun(visiting, page)
    question = next(tell for tell in told if isinstance(tell, ShowScreen) and tell.name.startswith("ask_"))
    await replied(post.office, page, "Ответ")
    shown = await dressing(post).dressed(page.account, (question,))
    assert [name for name, _ in shown] == ["status"]
    assert "read" in {choice.action for row in shown[0][1].rows for choice in row}


async def test_replies_are_the_pages_to_show_and_home_is_shown_where_none_waits(post, visiting, page):
    await begun(visiting, page)
    asked = (ShowReplies(account=page.account, signal=page.signal),)
    assert [name for name, _ in await dressing(post).dressed(page.account, asked)] == ["status"]
    await replied(post.office, page, "Ответ")
    assert await dressing(post).dressed(page.account, asked) == ()


async def test_that_her_words_go_outside_counts_as_told_only_when_it_stood_before_her(post, visiting, page):
    await begun(visiting, page)
    signal = SignalId(page.signal)
    await told_first(post, signal)
    await post.tells_everything()
    assert not heard(await post.office.card_of(page.account))
    standing = await visiting.standing(page.account)
    shown = await dressing(post).dressed(page.account, standing.tells)
    assert [name for name, _ in shown] == ["told"]
    assert heard(await post.office.card_of(page.account))


async def told_first(post: Post, signal: SignalId) -> None:
    await post.office.claims(signal)
    endings = Endings(acting=Acting(files=post.office.files), outcomes=frozenset())
    asked = post.office.asked(signal, f"first-{os.urandom(8).hex()}")
    await endings.say_first(asked, "police", "will")


def heard(card) -> bool:
    return all(one.heard_at for one in card.case.tellings)
