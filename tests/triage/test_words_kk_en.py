"""Kazakh and English words tell the same danger signs as Russian ones, however they are typed."""

from functools import cache
from pathlib import Path

import pytest

from triage.classes import GROUPS
from triage.lexicon import read_table
from triage.words import Matcher

TABLE = Path(__file__).parents[2] / "triage" / "packs" / "common" / "lexicon.json"
IMMEDIATE = frozenset(GROUPS["@immediate"])
BENIGN = frozenset(GROUPS["@benign"])


@cache
def matcher() -> Matcher:
    return read_table(TABLE.read_text(encoding="utf-8"), file=TABLE.name)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("аға інімді таяқпен ұрып жатыр", "violence_now"),
        ("көкем қолына пышақ алып тұр", "weapon"),
        ("әкем «бәріңді өлтірем» деп айқайлап жатыр", "threat_kill"),
        ("ол мойнымнан қысып ұстады", "strangling"),
        ("біреу есікті сындырып жатыр", "breaking_in"),
        ("төсектің астында тығылып отырмын", "hiding"),
        ("барлық дәріні ішіп қойдым", "suicide_attempt"),
        ("бүгін түнде өлгім келеді", "suicide_now"),
        ("анам оянбай жатыр, көзін ашпайды", "not_waking"),
        ("үйде газ иісі шығып тұр", "gas_fire"),
        ("қолымды байлап, бөлмеге қамап кетті", "held"),
    ],
)
def test_kazakh_danger_is_recognised(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("агам инимди таякпен урып жатыр", "violence_now"),
        ("кокем колына пышак алып тур", "weapon"),
        ("тосектин астында тыгылып отырмын", "hiding"),
        ("карным аш уйде тамак жок", "no_food"),
        ("уйге баргым келмейди коркам", "afraid_home"),
        ("бугин тунде олгим келеди", "suicide_now"),
    ],
)
def test_a_russian_keyboard_is_enough_for_kazakh(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("akem anamdy uryp jatyr", "violence_now"),
        ("shkafta tygylyp otyrmyn", "hiding"),
        ("olgim keledi", "suicide_thoughts"),
        ("papam mas bolyp keldi", "drunk_carers"),
    ],
)
def test_kazakh_in_latin_letters_is_understood(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("отчим маманы урып жатыр помогите", "violence_now"),
        ("папа пьяный келди анамды урып жатыр", "violence_now"),
        ("брат шкафта жасырынып отыр", "hiding"),
        ("есикти дергает, мен уйде жалгызбын", "breaking_in"),
    ],
)
def test_kazakh_mixed_with_russian_is_understood(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("hes beating my sister with a stick", "violence_now"),
        ("my dad has got a hammer in his hand", "weapon"),
        ("he says he will kill us both tonight", "threat_kill"),
        ("he put his hands round my neck", "strangling"),
        ("they are kicking the door in", "breaking_in"),
        ("my stepdad is outside my bedroom", "offender_near"),
        ("i am hiding under the stairs", "hiding"),
        ("i swallowed all my mums tablets", "suicide_attempt"),
        ("i am sitting on the bridge", "suicide_plan"),
        ("my mum wont wake up", "not_waking"),
        ("the kitchen smells of gas", "gas_fire"),
        ("he tied my hands to the chair", "held"),
    ],
)
def test_english_danger_is_recognised(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("im hidding in the wardrobe", "hiding"),
        ("he has a knfie", "weapon"),
        ("my dad is strangeling me", "strangling"),
        ("i took all the tablest", "suicide_attempt"),
        ("im realy scarred and freightened", "afraid"),
    ],
)
def test_english_with_a_slip_of_the_finger_is_understood(text, sign):
    assert sign in matcher().classes(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("әкем мені ұрмайды, тек ұрсады", "violence"),
        ("бізде ешкім қол жұмсамайды", "violence"),
        ("my teacher has never hit me", "violence_now"),
        ("nobody hurts him at home", "violence"),
        ("there is no sign of violence", "violence"),
    ],
)
def test_what_is_denied_is_not_said(text, sign):
    assert sign not in matcher().classes(text)


@pytest.mark.parametrize(
    "text",
    [
        "дотада мені бес рет өлтірді",
        "күлкіден өліп қалдым хаха",
        "емтиханда мұғалім бізді өлтірді",
        "i got killed twice in minecraft",
        "im dying of laughter",
        "this homework is killing me",
        "my mum will kill me when she sees my grades lol",
    ],
)
def test_games_and_figures_of_speech_are_no_alarm(text):
    found = matcher().classes(text)
    assert not found & IMMEDIATE
    assert found & BENIGN


@pytest.mark.parametrize("text", ["haha my dad is chasing us with a knife", "шутка емес, әкем пышақпен қуып жүр"])
def test_danger_told_with_a_laugh_is_danger(text):
    assert "weapon" in matcher().classes(text)


@pytest.mark.parametrize("text", ["i will kill myself", "im going to kill myself"])
def test_her_own_hand_is_no_threat_of_somebody_elses(text):
    """Else she is told to leave the room instead of calling somebody to stay with her."""
    assert "suicide_now" in matcher().classes(text)
    assert "threat_kill" not in matcher().classes(text)
    assert "threat_kill" in matcher().classes("he will kill me")
