"""WEB_BUTTON, WEB_SOURCES and EXIT_URL: a mistake in them stops the start, and says what would be right."""

import pytest

from bot.settings import BadSettings, load


def test_the_button_is_there_unless_it_is_switched_off():
    assert load(_env_file=None).web_button == "on"
    assert load(_env_file=None, web_button="off").web_button == "off"
    with pytest.raises(BadSettings, match="WEB_BUTTON"):
        load(_env_file=None, web_button="maybe")


@pytest.mark.parametrize(
    ("said", "tags"),
    [("", ()), ("school-12", ("school-12",)), (" school-12 , media-x,,school-12", ("school-12", "media-x"))],
)
def test_tags_of_sites_are_listed_with_commas(said, tags):
    assert load(_env_file=None, web_sources=said).web_sources == tags


@pytest.mark.parametrize("said", ["School 12", "школа", "a" * 33, "-a", "a/b", ",".join(f"t{n}" for n in range(1001))])
def test_a_tag_that_could_not_stand_in_a_link_stops_the_start(said):
    with pytest.raises(BadSettings, match="WEB_SOURCES"):
        load(_env_file=None, web_sources=said)


@pytest.mark.parametrize("said", ["https://weather.example/", "https://x.example:8443/a?b=c"])
def test_hide_may_lead_to_any_harmless_page(said):
    assert load(_env_file=None, exit_url=said).exit_url == said


@pytest.mark.parametrize(
    "said",
    [
        "",
        "http://weather.example/",
        "javascript:alert(1)",
        "https://me:secret@weather.example/",
        "//x",
        'https://x/"onclick=',
        "https://x/ y",
    ],
)
def test_hide_leads_to_nothing_that_runs_tells_or_shows_on_the_line(said):
    with pytest.raises(BadSettings, match="EXIT_URL") as refused:
        load(_env_file=None, exit_url=said)
    assert "secret" not in str(refused.value)


def test_an_empty_value_counts_as_unset(monkeypatch):
    for key in ("BOT_TOKEN_FILE", "DUTY_BOT_TOKEN_FILE", "TRANSIT_KEY_FILE", "MEDIA_DIR", "DATA_DIR", "EXIT_URL"):
        monkeypatch.setenv(key, "")
    settings = load(_env_file=None)
    assert settings.token() == "", "README: without any bot leave BOT_TOKEN_FILE empty"
    assert (settings.duty_bot_token_file, settings.transit_key_file, settings.media_dir) == (None, None, None)
    assert (str(settings.data_dir), settings.exit_url) == ("data", "https://ru.wikipedia.org/")


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("portal_origin", "https://desk.example/", "no slash after it"),
        ("portal_origin", "http://desk.example", "https://desk.example.org"),
        ("jurisdiction", "kz", "'RU' or 'KZ'"),
        ("portal_port", "80a", "8080"),
        ("webhook_path", "a/b", "leave it empty"),
    ],
)
def test_a_bad_value_is_named_with_its_key_and_what_would_be_right(key, value, cure):
    with pytest.raises(BadSettings) as refused:
        load(_env_file=None, **{key: value})
    assert all(part in str(refused.value) for part in (f"{key.upper()}: ", repr(value), cure))
