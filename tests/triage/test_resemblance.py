"""What no rule understood may resemble danger: the model only raises, is built from the examples, and reads anything."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.joints import PACKS, judge
from tools import resemblance as tool
from triage.facts import Facts
from triage.resemblance import ENOUGH, LIKE, SMALL_TALK, UNLIKE, VERY_LIKE, BadModel, Model, hashes, read_model
from triage.urgency import RANK, Urgency

FILE = PACKS / "common" / "resemblance.json"
MODEL = read_model(FILE.read_text(encoding="utf-8"), file=str(FILE))
JUDGE = judge()


def test_the_model_is_built_from_the_examples_that_stand_beside_it():
    assert json.loads(FILE.read_text(encoding="utf-8"))["examples"] == tool.fingerprint(tool.examples())


def test_no_example_stands_twice_and_every_language_has_some():
    texts = [one["text"] for one in tool.examples()]
    assert len(texts) == len(set(texts))
    assert {one["lang"] for one in tool.examples()} == {"ru", "kk", "en"}


def test_it_knows_its_own_examples_of_danger_from_small_talk():
    of = {tier: [one["text"] for one in tool.examples() if one["urgency"] == tier] for tier in Urgency}
    share = {tier: sum(LIKE in MODEL.classes(text) for text in texts) / len(texts) for tier, texts in of.items()}
    assert share[Urgency.IMMEDIATE] > 0.9
    assert share[Urgency.PLANNED] < 0.05


@given(st.text(max_size=300))
def test_it_reads_anything_and_never_says_both_danger_and_small_talk(text):
    found = MODEL.classes(text)
    assert found <= {LIKE, VERY_LIKE, SMALL_TALK, UNLIKE}
    assert VERY_LIKE not in found or LIKE in found
    assert LIKE not in found or found.isdisjoint({SMALL_TALK, UNLIKE})
    assert UNLIKE not in found or len(hashes(text)) >= ENOUGH


@given(st.sampled_from([one["text"] for one in tool.examples()]))
def test_it_never_lowers_what_a_rule_understood_but_to_urgent_where_words_stand_in_doubt(text):
    without = JUDGE.assess(Facts(), JUDGE.matcher.classes(text))
    with_it = JUDGE.assess(Facts(), JUDGE.classes(text))
    if not JUDGE.rulebook.rules[without.reasons[0]].default:
        doubted = UNLIKE in MODEL.classes(text) and with_it.urgency is Urgency.URGENT
        assert doubted or RANK[with_it.urgency] <= RANK[without.urgency]
    assert RANK[with_it.urgency] <= RANK[Urgency.STANDARD] or with_it.urgency is without.urgency


def test_of_its_own_examples_of_danger_hardly_one_is_doubted_and_many_of_the_others_are():
    of = {tier: [one["text"] for one in tool.examples() if one["urgency"] == tier][::4] for tier in Urgency}
    share = {tier: sum(UNLIKE in MODEL.classes(text) for text in texts) / len(texts) for tier, texts in of.items()}
    assert share[Urgency.IMMEDIATE] < 0.005
    assert share[Urgency.URGENT] > 0.4


def test_capitals_drawn_out_letters_and_a_russian_keyboard_make_no_difference():
    assert hashes("ПОМОГИИИИТЕ Ёж") == hashes("помогите еж")
    assert hashes("қорқамын") == hashes("коркамын")


def test_words_that_stand_near_each_other_are_known_in_either_order_and_by_their_beginnings():
    one, other, far = (
        hashes("запертая девочка"),
        hashes("девочкой заперта"),
        hashes("заперта, а на дворе стоит девочка"),
    )
    pair = {zlib.crc32("2девоч запер".encode())}
    assert pair <= one & other
    assert not pair & far


def test_laughing_asking_and_shouting_are_known():
    assert hashes("привет)") - hashes("привет") == {zlib.crc32(b"4)")}


def test_nothing_resembles_nothing():
    assert MODEL.classes("") == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"danger": {"bits": 3}},
        {"danger": {}},
        {"doubted": None},
        {"small_talk": {"weights": ""}},
        {"like": None},
        {"unlike": "x"},
    ],
)
def test_a_model_that_is_none_is_refused_with_the_command_that_builds_it(change):
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    with pytest.raises(BadModel, match=r"m\.json: .*python -m tools\.resemblance"):
        read_model(json.dumps(kept | change), file="m.json")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ('{"lang": "ru", "text": "а"}', "write exactly lang, text, urgency"),
        ('{"lang": "ru", "text": " ", "urgency": "urgent"}', "text is not empty"),
        ('{"lang": "ru", "text": "а", "urgency": "now"}', "urgency is one of immediate, urgent"),
    ],
)
def test_an_example_with_a_slip_is_named_by_file_and_line(tmp_path, line, says):
    (tmp_path / "ru.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(tool.BadExample, match=rf"ru\.jsonl:1: .*{says}"):
        tool.examples(tmp_path)


def test_a_weight_is_one_signed_byte_and_a_word_or_two_say_little():
    model = Model(weights=bytes([0xFF, 0x02]) * 64, scale=2.0, bias=0.5)
    assert model.score(frozenset({0})) == pytest.approx(0.5 - 2.0 / 75**0.5)
    assert model.score(frozenset({1})) == pytest.approx(0.5 + 4.0 / 75**0.5)
    assert model.score(frozenset(range(100))) == pytest.approx(0.5 + 2.0 * (2 - 1) * 50 / 100**0.5)


@pytest.mark.parametrize("text", ["я", "помоги", "да", "фиолетовый карандаш", "он", "...", "Это второе."])
def test_a_word_or_two_are_never_taken_for_small_talk_nor_for_danger(text):
    assert MODEL.classes(text) == frozenset()
