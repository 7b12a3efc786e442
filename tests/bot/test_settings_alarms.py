"""Settings of whoever must hear that nobody heard: a bad one stops the start by name, with a cure, and says no secret."""

import re
import traceback
from pathlib import Path

import pytest

from bot.second_channel import channels, must_have_a_second_channel
from bot.settings import BadSettings, Settings, load

TOKEN = "nobody-else-knows-this"
EXAMPLE = Path(__file__).parents[2] / "deploy" / ".env.example"
MAIL = {
    "alert_smtp_url": "smtps://a:b@mail.example:465",
    "alert_mail_from": "a@b.example",
    "alert_mail_to": "c@d.example",
}


@pytest.fixture(autouse=True)
def nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no variable of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def refusal(**given: object) -> str:
    """Everything that a start with these settings says."""
    with pytest.raises(BadSettings) as refused:
        load(**given)
    return "".join(traceback.format_exception(refused.value)) + repr(refused.value)


@pytest.mark.parametrize(
    "url", [f"gate.example/{TOKEN}", f"ftp://gate.example/{TOKEN}", f"https://gate example/{TOKEN}", f"{TOKEN}"]
)
def test_a_webhook_that_cannot_be_called_is_refused_and_never_said(url):
    said = refusal(alert_webhook_url=url)
    assert "ALERT_WEBHOOK_URL: no address that can be called; right would be https://" in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    "url", [f"https://u:{TOKEN}@mail.example", f"smtp://u:{TOKEN}@mail.example:465/x", f"smtps://u:{TOKEN}@", TOKEN]
)
def test_a_mail_server_that_is_none_is_refused_and_never_said(url):
    said = refusal(**{**MAIL, "alert_smtp_url": url})
    assert "ALERT_SMTP_URL: no mail server; right would be smtps://" in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    "contact",
    [
        "duty@desk.example",
        "mailto:duty",
        "mailto:a@b",
        "http://desk.example",
        "mailto:a@b.example?x=y",
        "https://a@b",
        "tel:1",
    ],
)
def test_a_contact_that_no_push_service_could_write_to_is_refused_with_a_cure(contact):
    said = refusal(push_contact=contact)
    assert "PUSH_CONTACT: no contact; right would be mailto:duty@desk.example or https://" in said


def test_a_contact_is_an_address_or_a_page():
    assert load(push_contact="https://desk.example/contact").push_contact
    assert load(push_contact="mailto:duty@desk.example").push_contact


@pytest.mark.parametrize(
    ("missing", "value"), [("alert_mail_from", ""), ("alert_mail_to", ""), ("alert_mail_to", " , ")]
)
def test_a_mail_needs_somebody_who_sends_and_somebody_who_gets_it(missing, value):
    load(**MAIL)
    said = refusal(**{**MAIL, missing: value, "alert_smtp_url": f"smtps://a:{TOKEN}@mail.example"})
    assert "ALERT_MAIL_FROM and ALERT_MAIL_TO" in said
    assert TOKEN not in said


def test_every_receiver_is_named_once_between_commas():
    assert load(**{**MAIL, "alert_mail_to": " a@b.example, c@d.example ,"}).mail_to() == ("a@b.example", "c@d.example")


def test_a_start_without_any_second_channel_is_refused_by_all_three_names():
    with pytest.raises(BadSettings, match="ALERT_WEBHOOK_URL, ALERT_SMTP_URL, PUSH_CONTACT: none is set"):
        must_have_a_second_channel(load())
    must_have_a_second_channel(load(**MAIL))
    must_have_a_second_channel(load(push_contact="mailto:duty@desk.example"))
    both = load(**MAIL, alert_webhook_url="https://gate.example/x")
    must_have_a_second_channel(both)
    assert len(channels(both)) == 2


def test_no_address_of_a_gate_stands_in_the_description_of_the_settings():
    settings = load(
        alert_webhook_url=f"https://gate.example/{TOKEN}", **{**MAIL, "alert_smtp_url": f"smtps://a:{TOKEN}@m.example"}
    )
    assert TOKEN not in f"{settings!r} {settings} {channels(settings)!r}"


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("CANARY_EVERY_S", "29", "29 is not from 30 to 3600 seconds; right would be 300, or 0 for no canary"),
        ("CANARY_EVERY_S", "3601", "right would be 300, or 0 for no canary"),
        ("CANARY_EVERY_S", "-1", "right would be 300, or 0 for no canary"),
        ("CANARY_WITHIN_S", "9", "9 is not from 10 to 300 seconds; right would be 60"),
        ("CANARY_WITHIN_S", "301", "right would be 60"),
        ("METRICS_PORT", "70000", "less than or equal to 65535"),
        ("WATCH_EVERY_S", "31", "less than or equal to 30"),
        ("WATCH_EVERY_S", "0", "greater than 0"),
    ],
)
def test_a_number_out_of_its_range_is_refused_with_a_cure(monkeypatch, key, value, cure):
    monkeypatch.setenv(key, value)
    with pytest.raises(BadSettings) as refused:
        load()
    assert str(refused.value).startswith(f"{key}: ")
    assert cure in str(refused.value)


@pytest.mark.parametrize("every", [0, 30, 3600])
def test_a_canary_flies_never_or_within_its_range(every):
    assert load(canary_every_s=every, canary_within_s=10).canary_every_s == every


def test_metrics_are_off_unless_asked_for_and_then_for_this_machine():
    settings = load()
    assert (settings.metrics_port, settings.metrics_host) == (0, "localhost")


def test_every_setting_stands_in_the_example_with_its_default_and_a_word_before_it():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    named = {found[1]: at for at, line in enumerate(lines) if (found := re.match(r"(?:# )?([A-Z][A-Z_]+)=", line))}
    assert set(named) == {name.upper() for name in Settings.model_fields}
    for at in named.values():
        before = at - 1
        while re.match(r"(?:# )?[A-Z][A-Z_]+=", lines[before]):
            before -= 1
        assert lines[before].startswith("# ")


def test_the_example_itself_is_accepted_as_it_stands():
    assert load(_env_file=EXAMPLE).canary_every_s == 300
