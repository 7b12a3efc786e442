"""Everything that triage can put on the screen has Russian words: rules, routes, reporters, questions, answers."""

from pathlib import Path

import pytest

from bot.joints import desk_words
from i18n.catalogue import SCREENS
from i18n.words import Words
from tests.portal.portal_rig import rulebook
from triage.card import MACHINE_FAILED, UNDER_COVER
from triage.casework import LOWERED, RAISED
from triage.facts import VALUES
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.routes import ROUTES

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    return desk_words(Words.load(ROOT / "i18n"), rulebook())


def key(*parts: str) -> str:
    """As words.js asks for it."""
    return "console-" + "-".join(parts).replace("_", "-").lower()


def test_every_reason_is_called_as_its_rule_is(words):
    titles = {rule.id: words.get(key("reason", rule.id)) for rule in rulebook().rules.values()}
    assert titles == {rule.id: rule.title for rule in rulebook().rules.values()}


def test_a_reason_that_no_rule_has_is_called_here_and_one_that_a_rule_has_is_not():
    own = {name for name in Words.load(ROOT / "i18n").labels("ru", "console") if name.startswith("console-reason-")}
    assert own == {key("reason", one) for one in (MACHINE_FAILED, UNDER_COVER, RAISED, LOWERED)}


def test_every_route_and_every_reporter_has_a_name(words):
    wanted = {key("route", one) for one in ROUTES} | {key("reporter", one) for one in VALUES["reporter"]}
    assert wanted - set(words) == set()


def test_every_question_and_every_answer_has_its_words(words):
    asked = {key("asked", "ask", one) for one in QUESTIONS}
    choices = {key("answer", one.id, choice) for one in QUESTIONS.values() for choice in one.choices}
    every = {key("answer", choice) for choice in (UNKNOWN, SKIP)}
    assert (asked | choices | every) - set(words) == set()


def test_every_screen_that_can_stand_before_an_entry_has_a_name(words):
    screens = {key("asked", name) for name, spec in SCREENS.items() if spec.audience != "specialist"}
    assert screens - set(words) == set()


def test_everything_that_an_entry_may_come_from_is_called_what_it_is(words):
    kinds = {"caption", "photo", "edit", "forward", "sticker", "contact", "location", "poll", "voice", "other"}
    assert {key("from", kind) for kind in kinds} - set(words) == set()
    assert "фото убрано из чата" in words[key("from", "photo")]


def test_a_consent_that_is_missing_has_its_words(words):
    wanted = {key(where, how) for where in ("mark", "consent") for how in ("asked", "refused")}
    assert wanted - set(words) == set()


def test_every_wish_how_to_be_written_to_has_its_words(words):
    wishes = {key("write", one) for one in (*QUESTIONS["answer"].choices, "none")}
    assert wishes - set(words) == set()


def test_everything_that_the_interview_leaves_to_a_human_has_its_words(words):
    script = (ROOT / "portal" / "static" / "console" / "unasked.js").read_text(encoding="utf-8")
    lists = script.split("const OF_DANGER")[0]
    left = [one for one in QUESTIONS if f'"{one}"' in lists]
    assert set(left) >= {"who", "safe", "safe2", "near", "region"}
    assert {key("unasked", one) for one in left} - set(words) == set()
