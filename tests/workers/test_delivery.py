"""What a letter says when it is told: nothing shown is taken away unread, nothing hidden comes back."""

import pytest

from desk.upkeep import Upkeep
from i18n.screens import Screen
from tests.desk.desk_rig import WORDS, account
from tests.workers.telling_rig import Post, said
from triage.ids import SignalId
from triage.incoming import BELOW
from vault import keys
from vault.calendar import DueTimes
from workers.channel import SlowDown, Unknown

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


def screen_of(post: Post, text: str) -> int:
    """The last message that says so."""
    return max(number for number, screen in post.phone.chats[CHAT].items() if text in screen.text)


def shown(post: Post, text: str) -> int:
    return sum(text in one for one in post.phone.shows(CHAT))


async def waiting_reply(post: Post, signal: SignalId, text: str) -> None:
    await post.office.replies(signal, text)
    await post.tells_everything()


def announcing(post: Post) -> int:
    """The last message with a button that opens what is new."""
    return max(number for number, screen in post.phone.chats[CHAT].items() if opens(screen))


def goes_below(screen: Screen) -> bool:
    """Whether the button says that nothing may replace its message, as the door would read it."""
    return any(choice.action == "read" + BELOW for row in screen.rows for choice in row)


def opens(screen: Screen) -> bool:
    return any(choice.action.startswith("read") for row in screen.rows for choice in row)


async def read(post: Post, *, taps: int = 1) -> None:
    opened = announcing(post)
    for _ in range(taps):
        await post.office.taps(CHILD, "read", message=opened, below=goes_below(post.phone.chats[CHAT][opened]))
    await post.tells_everything()


async def test_a_reply_is_announced_in_the_last_screen_and_without_a_new_message(post):
    signal = await conversation(post)
    before = len(post.phone.shows(CHAT))
    await waiting_reply(post, signal, "мы рядом")
    assert announcing(post) == last(post)
    assert len(post.phone.shows(CHAT)) == before
    assert shown(post, "мы рядом") == 0


async def test_news_takes_no_safe_word_away_that_may_not_be_known_by_heart_yet(post):
    signal = await conversation(post)
    await post.office.taps(CHILD, "word", message=last(post))
    await post.tells_everything()
    word_screen = post.phone.chats[CHAT][last(post)].text
    assert any(word in word_screen for word in WORDS)
    await waiting_reply(post, signal, "мы рядом")
    assert announcing(post) == last(post)
    assert post.phone.chats[CHAT][last(post)].text == word_screen
    await read(post, taps=2)
    assert shown(post, word_screen) == 1
    assert shown(post, "мы рядом") == 1
    assert not any(opens(screen) for screen in post.phone.chats[CHAT].values())


async def test_replies_are_shown_in_order_and_each_is_forgotten_here(post):
    signal = await conversation(post)
    for number in range(3):
        await waiting_reply(post, signal, f"ответ номер {number}")
    await read(post)
    order = [text for text in post.phone.shows(CHAT) if "ответ номер" in text]
    assert [f"номер {number}" in text for number, text in enumerate(order)] == [True] * 3
    assert await post.office.chats.unread(signal) == []
    assert [name for name in await post.office.all_keys() if ":r:" in name] == []


async def test_a_double_tap_on_read_takes_no_reply_away(post):
    signal = await conversation(post)
    await waiting_reply(post, signal, "мы рядом")
    await read(post, taps=2)
    assert shown(post, "мы рядом") == 1
    assert shown(post, said("reply-waiting")) == 0


async def test_news_of_the_next_reply_leaves_the_one_before_where_it_stands(post):
    signal = await conversation(post)
    await waiting_reply(post, signal, "первый ответ")
    await read(post)
    await waiting_reply(post, signal, "второй ответ")
    assert shown(post, "первый ответ") == 1
    assert announcing(post) == last(post)
    await read(post)
    assert (shown(post, "первый ответ"), shown(post, "второй ответ")) == (1, 1)


async def test_a_renewed_screen_leaves_a_reply_where_it_stands(post):
    signal = await conversation(post)
    await waiting_reply(post, signal, "мы рядом")
    await read(post)
    await post.office.store.redis.set(keys.beat(), post.office.now.timestamp() - 600)
    await tick(post)
    await post.tells_everything()
    assert shown(post, "мы рядом") == 1


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("error", [SlowDown(0.01), Unknown()])
async def test_a_send_that_fails_between_two_replies_loses_neither(post, error, failing):
    signal = await conversation(post)
    await waiting_reply(post, signal, "первый ответ")
    await waiting_reply(post, signal, "второй ответ")
    real, sends = post.phone.send, 0

    async def one_fails(address, screen):
        nonlocal sends
        sends += 1
        if sends == failing:
            raise error
        return await real(address, screen)

    post.phone.send = one_fails
    await read(post)
    assert (shown(post, "первый ответ"), shown(post, "второй ответ")) == (1, 1)


async def test_a_reply_that_is_longer_than_a_message_comes_whole(post):
    signal = await conversation(post)
    long = " ".join(f"слово{number}" for number in range(900))
    await waiting_reply(post, signal, long)
    await read(post)
    bodies = [text for text in post.phone.shows(CHAT) if "слово" in text and said("reply") in text]
    assert len(bodies) > 1
    assert all(f"слово{number}" in " ".join(bodies) for number in (0, 450, 899))


async def test_a_reply_whose_text_a_restart_took_is_said_to_be_and_the_desk_sees_it(post):
    signal = await conversation(post)
    entry = await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    await post.office.store.redis.delete(keys.reply_text(signal, entry))
    await read(post)
    assert shown(post, said("reply-gone")) == 1
    assert await post.office.store.redis.hget(keys.replies(signal), entry) == b"undelivered"


async def test_nothing_of_a_covered_thread_is_told(post):
    signal = await conversation(post)
    await post.office.taps(CHILD, "hide", message=last(post))
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert post.phone.shows(CHAT) == []


async def test_after_stop_nothing_is_announced_until_she_writes_again(post):
    signal = await conversation(post)
    await post.office.taps(CHILD, "stop", message=last(post))
    await post.office.replies(signal, "мы рядом")
    await post.tells_everything()
    assert shown(post, said("reply-waiting")) == 0
    await post.office.taps(CHILD, "back", message=last(post))
    await post.tells_everything()
    assert "мы рядом" not in "".join(post.phone.shows(CHAT))


async def test_the_code_is_shown_once_and_then_gone_for_good(post):
    signal = await conversation(post)
    await post.office.taps(CHILD, "code", message=screen_of(post, said("believed")))
    await post.tells_everything()
    assert shown(post, "1 2 3") == 1
    assert await post.office.chats.code(signal) is None
    await post.office.taps(CHILD, "numbers", message=screen_of(post, "1 2 3"))
    await post.office.taps(CHILD, "code", message=last(post))
    await post.tells_everything()
    assert shown(post, said("code-gone")) == 1


async def test_a_new_code_says_what_it_opens_and_what_not_yet(post):
    signal = await conversation(post)
    await post.office.taps(CHILD, "code", message=screen_of(post, said("believed")))
    await post.tells_everything()
    await post.office.taps(CHILD, "numbers", message=screen_of(post, "1 2 3"))
    await post.office.taps(CHILD, "code", message=last(post))
    await post.tells_everything()
    gone = screen_of(post, said("code-gone"))
    assert any(choice.action == "new_code" for row in post.phone.chats[CHAT][gone].rows for choice in row)
    await post.office.taps(CHILD, "new_code", message=gone)
    await post.tells_everything()
    assert shown(post, said("code-new")) == 1
    assert await post.office.chats.code(signal) is None


async def test_a_double_tap_on_code_does_not_take_it_away(post):
    await conversation(post)
    screen = screen_of(post, said("believed"))
    for _ in range(2):
        await post.office.taps(CHILD, "code", message=screen)
    await post.tells_everything()
    assert (shown(post, "1 2 3"), shown(post, said("code-gone"))) == (1, 0)


async def test_a_photo_leaves_the_chat_and_is_refused_warmly(post):
    made = await post.office.writes(CHILD, "", kind="photo", remove=True)
    post.phone.receives(CHAT, made.message)
    await post.tells_everything(left=1)
    assert made.message not in post.phone.chats[CHAT]
    assert shown(post, said("photo-refused")) == 1


async def tick(post: Post) -> None:
    await post.office.store.redis.set(keys.rewritten(), post.office.now.timestamp())
    await Upkeep(calendar=DueTimes(post.office.store, post.office.keyring)).tick(post.office.now)
