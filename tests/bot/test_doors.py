"""A house without the web page and without a bot has no door: the start is refused, with key, value and cure."""

import argparse
from datetime import date

import pytest

import bot.run as production
from bot import check_command, clock
from bot.doors import must_have_a_door
from bot.settings import BadSettings, Settings, load
from vault import ceremony

TOKEN = "123456:AAbb-cc_dd"
SAID = r"WEB_BUTTON: 'off', and BOT_TOKEN_FILE is not set.*Right would be WEB_BUTTON=on, or BOT_TOKEN_FILE"


@pytest.fixture(autouse=True)
def a_house_that_would_start(monkeypatch, tmp_path):
    """But for its doors; no .env and no variable of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    ceremony.init(tmp_path / "keys", demo=False, now=clock.now(), draw=clock.draw)
    monkeypatch.setenv("OFFICE_FILE", str(tmp_path / "keys" / "public" / "desk.json"))
    monkeypatch.setenv("ALLOW_UNREVIEWED", "ru,kk,en")
    monkeypatch.setenv("ALERT_WEBHOOK_URL", "https://gate.example/x")


class Started(Exception):
    """Nothing stood against it."""


async def run(monkeypatch):
    def running(_plan):
        raise Started

    monkeypatch.setattr(production, "running", running)
    await production.run()


async def test_run_refuses_a_house_that_has_no_door_at_all(monkeypatch):
    monkeypatch.setenv("WEB_BUTTON", "off")
    with pytest.raises(BadSettings, match=SAID):
        await run(monkeypatch)


async def test_the_desks_own_bot_is_no_door(monkeypatch):
    monkeypatch.setenv("WEB_BUTTON", "off")
    monkeypatch.setenv("DUTY_BOT_TOKEN", TOKEN)
    with pytest.raises(BadSettings, match=SAID):
        await run(monkeypatch)


@pytest.mark.parametrize("door", [{}, {"BOT_TOKEN": TOKEN}, {"BOT_TOKEN": TOKEN, "WEB_BUTTON": "off"}])
async def test_one_door_is_enough_to_start(monkeypatch, door):
    for key, value in door.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(Started):
        await run(monkeypatch)


def test_check_says_what_run_would_refuse(monkeypatch, capsys):
    monkeypatch.setenv("WEB_BUTTON", "off")
    assert check_command.run(argparse.Namespace(all=False), today=date(2026, 11, 22)) == 1
    with pytest.raises(BadSettings) as refused:
        must_have_a_door(load())
    assert f"would be refused: {refused.value}" in capsys.readouterr().out
