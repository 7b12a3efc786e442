"""Hide, Delete and the day after leave nothing in a chat, and say what could not be taken away."""

from desk.upkeep import Upkeep
from tests.desk.desk_rig import account
from tests.workers.telling_rig import Fault, Post, said
from triage.ids import SignalId, UpdateId
from vault import keys
from vault.calendar import DueTimes
from workers.channel import Rejected, Unknown

CHILD = account(3, 1)
CHAT = "2"


async def conversation(post: Post) -> SignalId:
    """A first message, answered; a specialist holds the signal and has linked nothing."""
    made = await post.office.writes(CHILD, "дома плохо")
    post.phone.receives(CHAT, made.message)
    signal = (await post.office.card_of(CHILD)).signal
    await post.office.claims(signal)
    await post.tells_everything()
    return signal


def last(post: Post) -> int:
    return max(post.phone.chats[CHAT])


def shown(post: Post, text: str) -> int:
    return sum(text in one for one in post.phone.shows(CHAT))


async def test_hide_leaves_nothing_of_either_side(post):
    await conversation(post)
    for number in range(4):
        made = await post.office.writes(CHILD, f"ещё {number}")
        post.phone.receives(CHAT, made.message)
    await post.tells_everything()
    await post.office.taps(CHILD, "hide", message=last(post))
    await post.tells_everything()
    assert post.phone.shows(CHAT) == []


async def test_the_popup_of_hide_never_delays_the_erasing(post):
    await conversation(post)
    post.phone.fails("answer", *[Fault(Unknown())] * 5)
    await post.office.taps(CHILD, "delete", message=last(post))
    async with post.at_work():
        await post.until(lambda: not post.phone.shows(CHAT))
    assert [method for method, _ in post.phone.calls].count("answer") == 1


async def test_more_than_a_hundred_messages_are_erased_in_portions(post):
    await conversation(post)
    for number in range(130):
        post.phone.receives(CHAT, 5000 + number)
        await post.office.writes(CHILD, "", kind="edit", message=5000 + number, update=UpdateId(f"e{number}"))
    await post.office.told(3)
    post.phone.chats[CHAT] = {number: one for number, one in post.phone.chats[CHAT].items() if number}
    await post.office.taps(CHILD, "hide", message=last(post))
    await post.tells_everything()
    assert post.phone.shows(CHAT) == []


async def test_what_is_too_old_to_delete_is_said_and_the_rest_is_deleted(post):
    await conversation(post)
    old = set(post.phone.chats[CHAT])
    post.office.later(hours=49)
    made = await post.office.writes(CHILD, "ещё")
    post.phone.receives(CHAT, made.message)
    await post.office.taps(CHILD, "hide", message=made.message)
    await post.tells_everything(left=1)
    new = set(post.phone.chats[CHAT]) - old
    assert [said("too-old") in post.phone.chats[CHAT][number].text for number in new] == [True]


async def test_the_line_about_old_messages_is_itself_erased_a_day_later(post):
    await conversation(post)
    post.office.later(hours=49)
    await post.office.taps(CHILD, "hide", message=last(post))
    await post.tells_everything()
    assert shown(post, said("too-old")) == 1
    post.office.later(hours=25)
    await tick(post)
    await post.tells_everything()
    assert shown(post, said("too-old")) == 0


async def test_one_message_that_telegram_refuses_does_not_keep_the_others(post):
    await conversation(post)
    stays = sorted(post.phone.chats[CHAT])[1]
    real = post.phone.delete

    async def refusing(address, messages):
        if stays in messages:
            raise Rejected
        await real(address, messages)

    post.phone.delete = refusing
    await post.office.taps(CHILD, "hide", message=last(post))
    await post.tells_everything()
    assert set(post.phone.chats[CHAT]) >= {stays}
    assert len(post.phone.chats[CHAT]) == 2
    assert shown(post, said("too-old")) == 1


async def test_every_chat_is_erased_a_day_after_its_last_message_and_the_thread_stays(post):
    signal = await conversation(post)
    post.office.later(hours=25)
    await tick(post)
    await post.tells_everything()
    assert post.phone.shows(CHAT) == []
    assert (await post.office.card_of(CHILD)).signal == signal
    post.office.later(hours=2)
    await tick(post)
    assert await post.waiting() == 0, "nothing is due in an empty chat"


async def test_an_erasure_for_an_account_that_nobody_knows_any_more_does_not_come_back_for_ever(post):
    await post.office.commands(CHILD, "start")
    await post.tells_everything()
    await post.office.store.redis.delete(keys.account(3, CHILD))
    post.office.later(hours=25)
    await tick(post)
    await post.tells_everything()
    post.office.later(hours=25)
    await tick(post)
    assert await post.waiting() == 0
    left = {name for name in await post.office.all_keys() if CHILD in name}
    assert left <= {keys.update(3, UpdateId("1"))}


async def tick(post: Post) -> None:
    await post.office.store.redis.set(keys.rewritten(), post.office.now.timestamp())
    await Upkeep(calendar=DueTimes(post.office.store, post.office.keyring)).tick(post.office.now)
