"""What stands in a chat is known, wherever its account has lived, and nobody else can read it off the disk."""

import pytest

from desk.chat import Chat, OpenScreen, Trace
from tests.desk.desk_rig import Office, account, office_on
from triage.ids import EntryId, MessageId
from vault import keys
from vault.store import Batch

CHILD, PHONE = account(3, 1), account(7, 2)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def chat_of(office: Office, who=CHILD) -> Chat:
    chat = await office.chats.chat(who)
    assert chat is not None
    return chat


async def sent(office: Office, chat: Chat, *messages: int) -> None:
    batch = Batch()
    for message in messages:
        office.chats.put_sent(batch, chat, Trace(MessageId(message), MessageId(message), office.now.timestamp()))
    await office.store.commit(batch)


async def listed(office: Office, who=CHILD) -> list[int]:
    return [one.first for traces in (await office.chats.traces(await chat_of(office, who))).values() for one in traces]


async def test_messages_of_both_sides_are_listed_and_taps_are_not(office):
    made = await office.writes(CHILD, "раз")
    await office.taps(CHILD, "numbers", message=4711)
    await sent(office, await chat_of(office), 900, 901)
    assert await listed(office) == [made.message, 900, 901]


async def test_what_is_listed_after_the_erasing_began_stays_listed(office):
    await office.writes(CHILD, "раз")
    chat = await chat_of(office)
    traces = await office.chats.traces(chat)
    late = await office.writes(CHILD, "два")
    await office.chats.cleared(chat, traces)
    assert await listed(office) == [late.message]


async def test_messages_of_a_former_home_are_still_erased(office):
    await office.writes(CHILD, "раз")
    code = await office.code_of((await office.card_of(CHILD)).signal)
    before = await office.commands(PHONE, "start")
    moved = await office.writes(PHONE, "код", code=code)
    assert set(await listed(office, PHONE)) == {before.message, moved.message}
    chat = await chat_of(office, PHONE)
    await office.chats.cleared(chat, await office.chats.traces(chat))
    assert await listed(office, PHONE) == []


async def test_an_open_screen_is_remembered_without_its_secrets_and_forgotten_with_the_chat(office):
    await office.writes(CHILD, "раз")
    chat = await chat_of(office)
    batch = Batch()
    office.chats.put_screen(batch, chat, OpenScreen(MessageId(5), "menu", {"signal": "yes"}), office.now)
    await office.store.commit(batch)
    assert await office.chats.open_screen(chat) == OpenScreen(MessageId(5), "menu", {"signal": "yes"})
    await office.chats.cleared(chat, {3: []})
    assert await office.chats.open_screen(chat) is None


async def test_nothing_of_a_chat_is_readable_in_another_place(office):
    await office.writes(CHILD, "раз")
    box = await office.store.redis.lindex(keys.traces(3, CHILD), 0)
    await office.writes(account(3, 2), "два")
    await office.store.redis.rpush(keys.traces(3, account(3, 2)), box)
    chat = await chat_of(office, account(3, 2))
    traces = (await office.chats.traces(chat))[3]
    assert [one.first <= one.last for one in traces] == [True, False], "a foreign trace covers nothing"


async def test_a_reply_is_unread_until_it_was_shown_and_then_its_text_is_gone(office):
    await office.writes(CHILD, "раз")
    first = await office.replies_to(CHILD, "мы рядом")
    signal = (await office.card_of(CHILD)).signal
    second = await office.replies(signal, "держись")
    assert await office.chats.unread(signal) == [first, second]
    await office.chats.put_reply_state(signal, first, "shown", office.now)
    assert await office.chats.unread(signal) == [second]
    assert await office.chats.reply_text(signal, first) is None
    assert await office.chats.reply_text(signal, second) == "держись"
    assert await office.chats.reply_text(signal, EntryId("0" * 32)) is None


async def test_a_reply_can_be_noted_as_shown_in_a_full_memory(office):
    await office.writes(CHILD, "раз")
    entry = await office.replies_to(CHILD, "мы рядом")
    signal = (await office.card_of(CHILD)).signal
    redis = office.store.redis
    limit = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        await office.chats.put_reply_state(signal, entry, "shown", office.now)
    finally:
        await redis.config_set("maxmemory", limit)
    assert await office.chats.unread(signal) == []


async def test_a_code_is_there_until_it_is_dropped(office):
    await office.writes(CHILD, "раз")
    signal = (await office.card_of(CHILD)).signal
    assert await office.chats.code(signal) == await office.code_of(signal)
    await office.chats.drop_code(signal, await office.chats.code(signal))
    assert await office.chats.code(signal) is None


async def test_the_highest_message_is_handed_to_whoever_comes_after_a_crash(office):
    await office.writes(CHILD, "раз")
    await office.chats.remember_highest()
    other = office.another_process()
    assert other.chats.highest.value == 0
    await other.chats.recall_highest()
    assert other.chats.highest.value == office.message
    other.chats.highest.saw(3)
    other.chats.highest.saw(None)
    assert other.chats.highest.value == office.message


async def test_an_unknown_account_has_no_chat(office):
    assert await office.chats.chat(CHILD) is None
