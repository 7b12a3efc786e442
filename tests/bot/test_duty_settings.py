"""The desk's own bot in the settings and in `check`."""

import asyncio
from typing import Any

import pytest

from bot.duty_check import duty_bot_lines
from bot.settings import BadSettings, Settings
from tests.peer import running_peer

CHILDREN, DUTY = "424242:AAHchildren-only-nobody-else-knows", "535353:AAHduty-only-nobody-else-knows-it"


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


def said(api: str = "http://localhost:9", **given: Any) -> str:
    return "\n".join(duty_bot_lines(settings(**given), api))


@pytest.mark.parametrize("again", [CHILDREN, "424242:another-secret-of-the-same-bot"])
def test_the_childrens_bot_given_twice_is_refused_by_a_sentence_without_the_token(again):
    with pytest.raises(BadSettings, match="second bot at @BotFather") as refused:
        settings(bot_token=CHILDREN, duty_bot_token=again).duty_token()
    assert again not in str(refused.value)


def test_the_token_may_lie_in_a_credential_file(tmp_path):
    (tmp_path / "duty").write_text(f"{DUTY}\n", encoding="ascii")
    assert settings(bot_token=CHILDREN, duty_bot_token_file=tmp_path / "duty").duty_token() == DUTY
    with pytest.raises(BadSettings, match="DUTY_BOT_TOKEN_FILE: cannot be read"):
        settings(duty_bot_token_file=tmp_path / "nowhere").duty_token()


def test_what_is_no_token_is_named_by_its_key_alone():
    with pytest.raises(BadSettings, match="DUTY_BOT_TOKEN: is not a bot's token") as refused:
        settings(duty_bot_token="my secret").duty_token()
    assert "my secret" not in str(refused.value)


def test_members_are_sent_to_the_bot_that_rings_for_them():
    names = {"bot_username": "for_children_bot", "duty_bot_username": "for_the_desk_bot"}
    assert settings(**names).links_to() == "for_children_bot"
    assert settings(**names, duty_bot_token=DUTY).links_to() == "for_the_desk_bot"


def test_without_a_second_bot_check_says_who_rings():
    assert "the children's bot rings for the desk as well" in said(bot_token=CHILDREN)
    assert "by the second channel alone" in said(), "a house without any bot"


async def test_check_asks_telegram_for_the_second_bot_by_its_name():
    async with running_peer(DUTY) as peer:
        known = {"bot_token": CHILDREN, "duty_bot_token": DUTY}
        assert "answers as red_button_demo_bot" in await asyncio.to_thread(said, peer.url, **known)
        other = {**known, "duty_bot_username": "for_the_desk_bot"}
        assert "DUTY_BOT_USERNAME would send members to another bot" in await asyncio.to_thread(said, peer.url, **other)
        wrong = await asyncio.to_thread(said, peer.url, duty_bot_token="535353:AAHrevoked-long-ago-and-far-away")
        assert "Copy it from @BotFather anew" in wrong
        peer.fail("getMe", status=500)
        assert "answers 500" in await asyncio.to_thread(said, peer.url, **known)
        peer.fail("getMe", kind="malformed")
        assert "could not be asked" in await asyncio.to_thread(said, peer.url, **known)


def test_a_telegram_out_of_reach_is_told_without_the_token():
    told = said(duty_bot_token=DUTY)
    assert "could not be asked" in told
    assert DUTY not in told
