"""The desk has a bot of its own: a member's phone never shows the children's, and one's trouble is not the other's."""

import socket
from dataclasses import replace

import aiohttp
import pytest

from bot.rooms import make_roster
from desk.people import Link
from handlers.duty_door import DutyDoor
from handlers.identity import Identity, Slim
from tests.peer import until
from tests.stories.desk_and_phone import quick_product
from triage.ids import Address, UpdateId, is_of_duty_bot
from vault.linked import LinkedMembers

DUTY_TOKEN = "535353:AAHduty-stories-only-nobody-knows-it"
CRY = "папа меня бьёт прямо сейчас"
ANNA = 900


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch, duty_bot_token=DUTY_TOKEN) as product:
        yield product


async def cries(made, user=1001, text=CRY):
    child = made.child(user)
    await child.starts()
    await child.writes(text)
    await child.sees("")
    await made.peer.settled()
    return child


async def code_of_anna(made):
    who = next(one for one in await made.house.rooms.roster.colleagues() if one.desk == "intake")
    return await made.house.duty.offer_link(who)


def anna(made):
    return made.duty.user(ANNA)


async def queue(made):
    return await made.house.rooms.files.queue(200)


async def test_a_member_links_to_the_desks_bot_and_is_rung_by_it_alone(made):
    await cries(made)
    await anna(made).sees("Дежурство")
    assert made.peer.transcript(ANNA) == []
    assert [call for call in made.duty.calls("sendMessage") if call["chat_id"] == 1001] == []


async def test_a_link_code_at_the_childrens_bot_is_a_start_like_any_other_and_still_works_at_the_desks(made):
    code = await code_of_anna(made)
    boris = made.peer.user(901, name="Борис", language="ru")
    await boris.starts(code)
    newcomers = (await boris.sees("")).text
    stranger = made.peer.user(902, name="Вера", language="ru")
    await stranger.starts()
    assert (await stranger.sees("")).text == newcomers
    assert await queue(made) == ()
    again = made.duty.user(903, name="Анна", language="ru")
    await again.starts(code)
    await again.sees("теперь получает оповещения")


@pytest.mark.parametrize("words", ["/on", "/off"])
async def test_a_members_shift_command_at_the_childrens_bot_changes_no_shift(made, words):
    as_anybody = made.peer.user(ANNA, name="Анна", language="ru")
    await as_anybody.starts()
    await as_anybody.writes(words)
    await made.peer.settled()
    colleagues = await made.house.rooms.roster.colleagues()
    assert {one.profile.said for one in colleagues} == {None}


async def test_on_off_and_seen_are_said_to_the_desks_bot(made):
    await anna(made).writes("/off")
    await anna(made).sees("Смена окончена")
    await anna(made).writes("/on")
    await anna(made).sees("Вы на смене")
    await cries(made)
    await anna(made).sees("Вижу")
    await anna(made).presses("Вижу")
    await until(lambda: "Вижу" not in anna(made).last.labels)
    assert len(await made.house.rooms.roster.seen()) == 1


async def test_what_a_member_writes_there_is_not_kept_and_she_is_told_where_to_write(made):
    await anna(made).writes("девочка из третьей школы")
    await anna(made).sees("только для оповещений")
    assert await queue(made) == ()


async def test_whoever_strays_there_hears_that_nobody_reads_and_whom_to_call_and_nothing_of_a_desk(made):
    stray = made.duty.user(1002, name="Канарейка", language="ru")
    await stray.writes(CRY)
    told = await stray.sees("112")
    assert "никто не читает" in told.text
    assert not {"консол", "дежур", "дет"} & {word for word in ("консол", "дежур", "дет") if word in told.text.lower()}
    assert await queue(made) == ()
    await stray.writes("/hide")
    await until(lambda: stray.chat() == [])


@pytest.mark.parametrize("trouble", [{"status": 429, "retry_after": 600}, {"status": 403}, {"kind": "timeout"}])
async def test_a_childrens_bot_that_telegram_holds_up_silences_no_alert(made, trouble):
    made.peer.fail("sendMessage", times=-1, **trouble)
    child = made.child()
    await child.starts()
    await child.writes(CRY)
    await anna(made).sees("Дежурство")


@pytest.mark.parametrize("trouble", [{"status": 429, "retry_after": 600}, {"status": 403}, {"kind": "timeout"}])
async def test_a_desks_bot_that_telegram_holds_up_keeps_no_child_waiting(made, trouble):
    made.duty.fail("*", times=-1, **trouble)
    await cries(made)
    assert len(await queue(made)) == 1


async def test_the_desks_bot_leaves_groups_by_itself(made):
    group = await anna(made).adds_bot_to_group("Дежурные")
    await until(lambda: not made.duty.control("chat", chat_id=group)["bot_is_member"])
    assert made.peer.calls("leaveChat") == []
    assert made.duty.calls("sendMessage")[1:] == []


async def test_who_linked_before_the_second_bot_came_is_not_linked_to_it_and_nothing_rings_into_the_void(
    tmp_path, monkeypatch
):
    async with quick_product(tmp_path, monkeypatch) as made:
        rooms = made.house.rooms
        assert len(await rooms.linked.linked(None)) == 1
        ring = replace(rooms.keyring, duty_bot_id=535353)
        roster = make_roster(rooms.store, ring, "")
        assert await LinkedMembers(roster, ring).linked(None) == {}
        assert {one.address for one in await roster.colleagues()} == {None}
        other = make_roster(rooms.store, replace(ring, duty_bot_id=1), "")
        who = (await roster.colleagues())[0]
        code = await roster.offer_link(who.member)
        assert await roster.link(code, Address("900"), UpdateId("u1"), made.clock()) is Link.GOOD
        assert await LinkedMembers(other, ring).linked(None) == {}  # another second bot: a chat with it is another chat
        accounts = (await LinkedMembers(roster, ring).linked(None)).values()
        assert [is_of_duty_bot(one) for one in accounts] == [True]


async def nothing(_slim: Slim) -> None:
    """No group comes up here."""


async def test_an_update_of_one_bot_is_no_redelivery_of_the_others(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch, link=False) as made:
        house, user = made.house, {"id": 1003, "language_code": "ru"}
        ring = replace(house.rooms.keyring, bot_id=house.rooms.keyring.bot_id, duty_bot_id=0)
        duty_door = DutyDoor(
            identity=Identity(ring.desk_account),
            intake=house.door.intake,
            duty=house.duty,
            in_group=nothing,
            now=made.clock,
        )  # the same account, so the same partition: only the update's own name is left to tell them apart
        made.child(1003)

        def update(text):
            message = {"message_id": 1, "date": 1, "chat": {**user, "type": "private"}, "from": user, "text": text}
            return {"update_id": 77, "message": message}

        await duty_door(update("/start"))
        await house.door(update(CRY))
        assert len(await queue(made)) == 1


async def test_by_webhook_each_bot_has_its_own_way_in(tmp_path, monkeypatch):
    with socket.socket() as found:
        found.bind(("localhost", 0))
        port = int(found.getsockname()[1])
    hooks = {"portal_origin": "https://red-button.invalid", "portal_port": port, "telegram_mode": "webhook"}
    secrets = {"webhook_path": "f00d", "webhook_secret": "stories-webhook-secret-0001"}
    async with quick_product(tmp_path, monkeypatch, link=False, duty_bot_token=DUTY_TOKEN, **hooks, **secrets) as made:
        assert made.duty is not None
        duty = made.duty
        await until(lambda: bool(duty.calls("setWebhook") and made.peer.calls("setWebhook")))
        user = {"id": ANNA, "language_code": "ru"}
        message = {"message_id": 1, "date": 1, "chat": {**user, "type": "private"}, "from": user}
        update = {"update_id": 7, "message": {**message, "text": f"/start {await code_of_anna(made)}"}}
        headers = {"X-Telegram-Bot-Api-Secret-Token": secrets["webhook_secret"]}
        url = f"http://localhost:{port}/telegram/f00d-duty"
        async with aiohttp.ClientSession() as http, http.post(url, json=update, headers=headers) as answer:
            assert answer.status == 200
        assert [one.address for one in await made.house.rooms.roster.colleagues() if one.desk == "intake"] == [
            str(ANNA)
        ]
