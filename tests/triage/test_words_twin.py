"""The page's matcher finds what Python's finds, whatever is typed: over the page's first table and over the whole one."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.triage.twin import KNOWN, ODD, PACKS, PIECES, examples, hostile, in_latin, mistyped, paired, running
from tools.lexicon.unpacking import read_packed
from tools.lexicon.web import FIRST, WHOLE
from triage.judge import load_judge
from triage.spelling import END, cyrillic, heard, near, tokens

JUDGE = load_judge(PACKS)
EXAMPLES = examples()
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TYPED = st.lists(
    st.one_of(
        st.text(st.sampled_from(KNOWN)), st.text(st.sampled_from(ODD)), st.sampled_from([*PIECES, *EXAMPLES[::40]])
    )
).map("".join)


@pytest.fixture(scope="module")
def twin(node):
    with running(node) as asked:
        yield asked


@pytest.fixture(scope="module")
def first():
    """What Python finds with the page's first table."""
    matcher, model = read_packed(FIRST.read_bytes())

    def classes(text, *, story=True):
        found = matcher.classes(text)
        return found | model.classes(text) if story else found

    return classes


def differing(find, asked, table, texts, **how):
    """The texts of which the two say different things, readable whatever stands in them."""
    texts = list(map(paired, texts))
    said = asked.classes(table, texts, **how)
    assert len(said) == len(texts)
    return [ascii(text) for text, classes in zip(texts, said, strict=True) if classes != sorted(find(text, **how))]


def texts(seed):
    by = random.Random(seed)
    some = by.sample(EXAMPLES, 700)
    said = [*some, *(mistyped(text, by) for text in some), *map(in_latin, some[:300]), *map(str.upper, some[:100])]
    return [*said, *(hostile(by) for _ in range(1500)), *("".join(by.sample(EXAMPLES, 20)) for _ in range(10))]


def test_both_find_the_same_with_the_first_table(twin, first):
    assert differing(first, twin, FIRST, texts(1)) == []


def test_both_find_the_same_with_the_whole_table(twin):
    assert differing(JUDGE.classes, twin, WHOLE, texts(2)) == []


@pytest.mark.parametrize("table", [FIRST, WHOLE], ids=lambda file: file.stem)
def test_what_is_no_story_is_compared_with_none(twin, first, table):
    find = first if table == FIRST else JUDGE.classes
    assert differing(find, twin, table, EXAMPLES[::9], story=False) == []


@SLOW
@given(typed=TYPED)
def test_whatever_is_typed_both_find_the_same(twin, first, typed):
    assert differing(first, twin, FIRST, [typed]) == []
    assert differing(JUDGE.classes, twin, WHOLE, [typed]) == []


def test_every_character_that_both_know_is_spelled_the_same(twin):
    framed = [f"{one}x{one} не{one}он, a{one}b-{one} мама{one}" for one in KNOWN]
    said = twin.spelled(framed)
    odd = [ascii(text) for text, words in zip(framed, said, strict=True) if words != spelled(text)]
    assert odd == []


def test_every_character_that_both_know_resembles_the_same(twin):
    grouped = [
        "".join(f"{one}Σ{one} {one}{one}{one}ж " for one in KNOWN[at : at + 20]) for at in range(0, len(KNOWN), 20)
    ]
    assert differing(JUDGE.classes, twin, WHOLE, grouped) == []


def test_a_slip_of_the_finger_is_one_for_both(twin):
    by = random.Random(3)
    words = ["", "а", "аб", *("".join(by.choices("абв", k=by.randrange(7))) for _ in range(150))]
    pairs = [(one, other) for one in words for other in words]
    assert twin.near(pairs) == [near(*pair) for pair in pairs]


@pytest.mark.parametrize(
    "typed", ["ж" * 10_000, "помогите " * 1_200, "a1@-" * 2_500, "\ud83d" * 10_000, "🔪" * 5_000, "не" * 5_000]
)
def test_ten_thousand_characters_are_read_like_ten(twin, first, typed):
    assert differing(first, twin, FIRST, [typed]) == []
    assert differing(JUDGE.classes, twin, WHOLE, [typed]) == []


def test_a_difference_would_be_noticed(twin):
    assert differing(lambda text: {"weapon"}, twin, FIRST, ["привет"]) != []


def spelled(text):
    return [[one, heard(one), cyrillic(one)] for one in (END if token == END else token for token in tokens(text))]
