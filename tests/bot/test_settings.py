"""A bad setting stops the start, by name and with a cure, and no secret is ever said aloud."""

import errno
import traceback
from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, load

TOKEN = "123456:AAHnobody-else-knows-this-token-xyz"
SECRET = "sOmEtHiNg-nobody-else-knows"
WEBHOOK = {"telegram_mode": "webhook", "webhook_path": "f00d", "webhook_secret": SECRET}


@pytest.fixture(autouse=True)
def nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no variable of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def refusal(**given: object) -> str:
    """Everything that a start with these settings says."""
    with pytest.raises(BadSettings) as refused:
        load(**given).token()
    return "".join(traceback.format_exception(refused.value)) + repr(refused.value)


def test_without_any_setting_everything_has_a_safe_default():
    settings = load()
    assert settings.portal_host == "localhost"
    assert settings.telegram_mode == "polling"
    assert settings.token() == ""


def test_what_is_given_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("PORTAL_PORT", "81")
    assert load().portal_port == 81
    assert load(portal_port=82).portal_port == 82


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("PORTAL_PORT", "eighty"),
        ("PORTAL_PORT", "99999"),
        ("PORTAL_ORIGIN", "http://unsafe.example"),
        ("PORTAL_ORIGIN", "https://house.example/with/path"),
        ("PORTAL_ORIGIN", "https://House.example"),
        ("PORTAL_ORIGIN", "https://house.example:443"),
        ("PORTAL_ORIGIN", "https://house.example:99999"),
        ("PORTAL_ORIGIN", "https://дом.example"),
        ("STORE_REPLICAS", "-1"),
        ("STORE_MEMORY_MB", "1"),
        ("TELEGRAM_MODE", "pigeon"),
        ("WEBHOOK_PATH", "../../x"),
        ("TICK_EVERY_S", "0"),
    ],
)
def test_a_bad_value_is_refused_by_its_key(monkeypatch, key, value):
    monkeypatch.setenv(key, value)
    with pytest.raises(BadSettings) as refused:
        load()
    assert str(refused.value).startswith(f"{key}: ")
    assert len(str(refused.value)) > len(key) + 10


def test_every_bad_setting_is_named_at_once(monkeypatch):
    monkeypatch.setenv("PORTAL_PORT", "x")
    monkeypatch.setenv("TICK_EVERY_S", "x")
    with pytest.raises(BadSettings) as refused:
        load()
    assert [line.partition(":")[0] for line in str(refused.value).split("\n")] == ["PORTAL_PORT", "TICK_EVERY_S"]


@pytest.mark.parametrize("missing", ["webhook_path", "webhook_secret", "portal_origin"])
def test_a_webhook_needs_its_path_its_secret_and_our_origin(missing):
    given = {**WEBHOOK, "portal_origin": "https://house.example"}
    load(**given)
    said = refusal(**{**given, missing: ""})
    assert missing.upper() in said
    assert SECRET not in said


def test_a_short_secret_is_refused_without_being_said():
    said = refusal(**{**WEBHOOK, "portal_origin": "https://house.example", "webhook_secret": "kurz-geheim"})
    assert "WEBHOOK_SECRET" in said
    assert "kurz-geheim" not in said


def test_no_secret_stands_in_the_description_of_the_settings():
    settings = load(bot_token=TOKEN, store_url=f"redis://:{SECRET}@h:1", webhook_secret=SECRET)
    assert TOKEN not in repr(settings)
    assert SECRET not in f"{settings!r} {settings}"


def test_the_token_comes_from_a_file_or_from_the_environment(tmp_path):
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    assert load(bot_token_file=tmp_path / "token").token() == TOKEN
    assert load(bot_token=f" {TOKEN} ").token() == TOKEN


def test_a_token_file_that_cannot_be_read_is_named_with_a_cure(tmp_path):
    said = refusal(bot_token_file=tmp_path / "nothing")
    assert "BOT_TOKEN_FILE: cannot be read (FileNotFoundError); name" in said


@pytest.mark.parametrize("text", ["AAHnobody-else-knows-this-token-xyz", f"bot{TOKEN}", f"{TOKEN} {SECRET}", "12345"])
def test_what_is_no_token_is_refused_at_the_start_and_never_said(tmp_path, text):
    (tmp_path / "token").write_text(text)
    for said in (refusal(bot_token=text), refusal(bot_token_file=tmp_path / "token")):
        assert "BOT_TOKEN" in said
        assert text not in said
        assert SECRET not in said


def test_a_token_file_of_another_alphabet_is_refused_without_its_content(tmp_path):
    (tmp_path / "token").write_text("дома плохо")
    assert "плохо" not in refusal(bot_token_file=tmp_path / "token")


@pytest.mark.parametrize("origin", ["https://house.example", "https://house.example:8443", "https://xn--d1aqf.example"])
def test_an_origin_as_browsers_write_it_is_taken(monkeypatch, origin):
    monkeypatch.setenv("PORTAL_ORIGIN", origin)
    assert load().portal_origin == origin


def test_a_file_of_settings_that_is_not_utf_8_is_named_and_nothing_of_it_is_said():
    Path(".env").write_bytes(f"# телефон дежурной\nBOT_TOKEN={TOKEN}\n".encode("cp1251"))
    said = refusal()
    assert ".env: not UTF-8" in said
    assert "save it as UTF-8" in said
    assert TOKEN not in said


def test_a_file_of_settings_that_this_user_may_not_read_is_named_with_the_cure(monkeypatch):
    Path(".env").touch()

    def closed(*_args: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", ".env")

    monkeypatch.setattr("dotenv.main.open", closed, raising=False)  # root, who may run these tests, reads everything
    with pytest.raises(BadSettings, match=r"^\.env: cannot be read \(Permission denied\); .*chmod 640"):
        load()
