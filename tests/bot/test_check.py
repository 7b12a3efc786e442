"""`python -m bot check`, as the one who is to launch it meets it."""

import argparse
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot import check_command, clock
from bot.second_channel import must_have_a_second_channel
from bot.settings import BadSettings, Settings, load
from tests.i18n.houses import PLAIN, ROOT, Copy
from vault import ceremony

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no variable of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Copy:
    return Copy.small(tmp_path_factory.mktemp("words"))


@pytest.fixture
def house(built, tmp_path) -> Copy:
    """Three languages, signed by nobody."""
    shutil.copytree(built.root, tmp_path / "house")
    return Copy(tmp_path / "house")


@pytest.fixture
def office(tmp_path, monkeypatch) -> None:
    ceremony.init(tmp_path / "keys", demo=False, now=clock.now(), draw=clock.draw)
    monkeypatch.setenv("OFFICE_FILE", str(tmp_path / "keys" / "public" / "desk.json"))


def checked(house: Copy, capsys, *, today: date = TODAY, everything: bool = False) -> tuple[int, str]:
    code = check_command.run(argparse.Namespace(all=everything), today=today, house=house.root)
    return code, capsys.readouterr().out


def test_it_counts_what_is_unsigned_by_language_and_kind(house, capsys):
    code, said = checked(house, capsys)
    assert code == 1
    for language in ("ru", "kk", "en"):
        assert f"  {language}  legal " in said
        assert f"i18n/{language}/reviews.toml" in said
        assert f"would be refused: LANGUAGES: {language} has " in said
    assert f"child/{PLAIN}" not in said


def test_on_demand_it_names_every_text(house, capsys):
    house.say("", at="en/teen")
    _, said = checked(house, capsys, everything=True)
    assert f"      safety   child/{PLAIN}" in said
    assert f"      missing  teen/{PLAIN}" in said
    assert "would be refused: LANGUAGES: en lacks 1 texts" in said


def test_when_nothing_stands_against_the_start_it_ends_with_zero(house, capsys, office, monkeypatch):
    monkeypatch.setenv("ALLOW_UNREVIEWED", "ru,kk,en")
    monkeypatch.setenv("ALERT_WEBHOOK_URL", "https://gate.example/x")
    code, said = checked(house, capsys)
    assert (code, "would be refused" in said) == (0, False)
    assert "nothing stands against it here" in said


def test_without_a_second_channel_the_start_would_be_refused_as_run_refuses_it(house, capsys, office, monkeypatch):
    monkeypatch.setenv("ALLOW_UNREVIEWED", "ru,kk,en")
    code, said = checked(house, capsys)
    with pytest.raises(BadSettings) as refused:
        must_have_a_second_channel(load())
    assert code == 1
    assert f"would be refused: {refused.value}" in said
    monkeypatch.setenv("PUSH_CONTACT", "mailto:duty@desk.example")
    assert checked(house, capsys)[0] == 0


def test_ready_phrases_that_nobody_signed_are_counted_and_on_demand_named(house, capsys):
    _, said = checked(house, capsys)
    assert "there are no ready phrases" in said
    house.write("i18n/phrases.toml", '[believe]\ntitle = "Верю"\n\n[fault]\ntitle = "Не твоя вина"\n')
    says = 'child = "a"\npreteen = "a"\nteen = "a"\nadult = "a"\n'
    signed = f'[believe]\nreviewed = true\nby = "А. Б."\ndate = "2026-11-20"\n{says}'
    house.write("i18n/ru/phrases.toml", f'{signed}\n[fault]\nreviewed = false\nby = ""\ndate = ""\n{says}')
    _, said = checked(house, capsys)
    assert "Ready phrases of the desk that nobody signed yet\n  ru  1  (i18n/ru/phrases.toml)" in said
    assert "[fault]" not in said
    _, said = checked(house, capsys, everything=True)
    assert "      Не твоя вина [fault]" in said
    assert "[believe]" not in said


def test_ready_phrases_that_cannot_be_read_are_named_not_thrown(house, capsys):
    house.write("i18n/phrases.toml", '[believe]\ntitle = "Верю"\n')
    house.write("i18n/ru/phrases.toml", "[believe\n")
    _, said = checked(house, capsys)
    assert "phrases.toml: not TOML" in said


def test_without_an_office_the_start_would_be_refused(house, capsys, monkeypatch):
    monkeypatch.setenv("ALLOW_UNREVIEWED", "ru,kk,en")
    code, said = checked(house, capsys)
    assert code == 1
    assert "would be refused: OFFICE_FILE: " in said


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("LANGUAGES", "kz", "did you mean kk?"),
        ("BOT_TOKEN", "abc", "copy it from @BotFather"),
        ("DESK_HOURS", "9", "DESK_HOURS"),
    ],
)
def test_a_bad_setting_is_named(house, capsys, key, value, cure):
    Path(".env").write_text(f"{key}={value}\n", encoding="utf-8")
    code, said = checked(house, capsys)
    assert code == 1
    assert f"would be refused: {key}" in said
    assert cure in said


def test_a_shown_number_that_nobody_called_for_a_year_is_listed(house, capsys):
    _, said = checked(house, capsys)
    assert "for over 12 months; call and set checked_on: none" in said
    _, said = checked(house, capsys, today=date(2027, 11, 22))
    assert "kz_111 " in said.partition("set checked_on:")[2].partition("switched off")[0]


def test_numbers_that_nobody_verified_are_listed_as_switched_off(house, capsys):
    _, said = checked(house, capsys)
    assert "ru_sk_800" in said.partition("switched off")[2]
    assert "status K" in said


def test_broken_words_and_packs_are_named_not_thrown(house, capsys):
    house.say("{ $emergency")
    house.replace("triage/packs/kz/contacts.toml", 'number = "111"', 'number = "11"')
    code, said = checked(house, capsys)
    assert code == 1
    assert "cannot be read" in said
    assert "no such number is possible" in said


def test_it_is_a_command_of_the_product():
    told = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0
    assert "unsigned texts" in told.stdout or "--all" in told.stdout


def test_a_key_that_nothing_reads_is_named_with_the_one_that_was_meant(house, capsys):
    Path(".env").write_text("WEB_SOURCE=school-12\nWEB_BUTTON=on\n", encoding="utf-8")
    _, said = checked(house, capsys)
    assert "WEB_SOURCE: did you mean WEB_SOURCES?" in said
    assert "WEB_BUTTON" not in said


def test_a_file_of_settings_that_cannot_be_read_stands_against_the_start(house, office, capsys):
    Path(".env").write_bytes("# дежурная".encode("cp1251"))
    code, said = checked(house, capsys)
    assert code == 1
    assert "would be refused: .env: not UTF-8" in said


def test_a_directory_without_the_office_is_refused_by_the_name_of_the_setting(house, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("OFFICE_FILE", str(tmp_path))
    assert f"would be refused: OFFICE_FILE: {tmp_path / 'desk.json'} is not there" in checked(house, capsys)[1]
