"""Any single change of any chain is found, and the line that was changed is the one that is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.chain_rig import FIRST, chain_of, line, sha256, with_field
from vault.proof import Head, Mark, faults

VERBS = st.lists(st.sampled_from(["claimed", "replied", "noted", "released"]), min_size=1, max_size=12)
NUMBERS = st.integers(min_value=-1, max_value=20)


def kinds(found) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in found]


def of(lines, head, marks=()):
    return kinds(faults(FIRST, lines, head, marks))


@given(VERBS)
def test_a_chain_as_it_was_written_has_no_fault(verbs):
    lines, head = chain_of(verbs)
    assert of(lines, head) == []


def test_a_chain_nobody_wrote_to_has_no_fault():
    assert of([], Head(0, FIRST)) == []


@given(VERBS, st.data())
def test_one_altered_byte_names_its_line(verbs, data):
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    raw = bytearray(lines[at])
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    lines[at] = bytes(raw)
    assert of(lines, head) == [("altered", at + 1)]


@given(VERBS, st.data())
def test_a_line_put_in_the_place_of_another_names_that_place(verbs, data):
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    forged = data.draw(
        st.sampled_from([b"", b"{}", b"[]", b"null", b"1e999", b"\xff", with_field(lines[at], "by", "x")])
    )
    lines[at] = forged
    assert ("altered", at + 1) in of(lines, head)


@given(VERBS, st.data())
def test_an_altered_number_names_its_line(verbs, data):
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = with_field(lines[at], "n", data.draw(NUMBERS.filter(lambda n: n != at + 1)))
    assert of(lines, head) == [("altered", at + 1)]


@given(VERBS, st.data())
def test_a_line_that_was_taken_out_is_named(verbs, data):
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    del lines[at]
    last = at == len(lines)
    assert of(lines, head) == [("truncated", at) if last else ("missing", at + 1)]


@given(VERBS.filter(lambda verbs: len(verbs) > 1), st.data())
def test_two_lines_that_changed_places_are_named(verbs, data):
    lines, head = chain_of(verbs)
    one, two = sorted(data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True)))
    lines[one], lines[two] = lines[two], lines[one]
    found = of(lines, head)
    assert {kind for kind, _ in found} == {"reordered"}
    assert {n for _, n in found} <= set(range(one + 1, two + 2))
    assert found


@given(VERBS, st.data())
def test_a_line_put_in_between_is_named(verbs, data):
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines)))
    prev = sha256(lines[at - 1]) if at else FIRST
    lines.insert(at, line(data.draw(NUMBERS.filter(lambda n: n != at + 1)), prev, "forged"))
    assert of(lines, head) != []


@given(VERBS, st.data())
def test_a_fork_is_named(verbs, data):
    """Two lines that both follow the same one: what two writers could do who did not know of each other."""
    lines, head = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    prev = sha256(lines[at - 1]) if at else FIRST
    lines.insert(at, line(at + 1, prev, "other"))
    assert ("forked", at + 1) in of(lines, head)


@given(VERBS, st.data())
def test_a_chain_that_was_cut_off_is_named_with_its_last_line(verbs, data):
    lines, head = chain_of(verbs)
    left = data.draw(st.integers(0, len(lines) - 1))
    assert of(lines[:left], head) == [("truncated", left)]


@given(VERBS, st.data())
def test_a_chain_whose_beginning_was_cut_off_is_named(verbs, data):
    lines, head = chain_of(verbs)
    gone = data.draw(st.integers(1, len(lines)))
    assert of(lines[gone:], head) == [("missing", 1) if gone < len(lines) else ("truncated", 0)]


@given(VERBS, NUMBERS, st.sampled_from([FIRST, "", "0" * 64]))
def test_a_head_that_was_set_elsewhere_is_found(verbs, count, last):
    lines, head = chain_of(verbs)
    assert of(lines, Head(count, head.hash)) != [] or count == head.n
    assert of(lines, Head(head.n, last)) != []


@given(VERBS, VERBS)
def test_a_chain_of_another_partition_is_not_this_one(verbs, others):
    lines, head = chain_of(others, first="e" * 64)
    assert of(lines, head)[0] == ("altered", 1)


@given(st.permutations(range(6)))
def test_any_other_order_is_found(order):
    lines, head = chain_of(["claimed", "replied", "noted", "released", "claimed", "closed"])
    assert (of([lines[at] for at in order], head) == []) == (list(order) == sorted(order))


@given(st.lists(st.integers(0, 5), max_size=9))
def test_any_other_selection_is_found(chosen):
    lines, head = chain_of(["claimed", "replied", "noted", "released", "claimed", "closed"])
    assert (of([lines[at] for at in chosen], head) == []) == (chosen == [0, 1, 2, 3, 4, 5])


def marks_at(lines, *numbers) -> list[Mark]:
    return [Mark(n, sha256(lines[n - 1]), f"digest {n}") for n in numbers]


@given(VERBS.filter(lambda verbs: len(verbs) > 1), st.data())
def test_a_chain_made_anew_with_its_head_does_not_fit_what_a_witness_saw(verbs, data):
    lines, _ = chain_of(verbs)
    at = data.draw(st.integers(0, len(lines) - 1))
    seen = data.draw(st.integers(at + 1, len(lines)))
    anew, head = chain_of([*verbs[:at], "forged", *verbs[at + 1 :]])
    assert of(anew, head) == []
    assert of(anew, head, marks_at(lines, seen)) == [("rewritten", seen)]
    assert of(anew, head, marks_at(lines, *range(1, at + 1))) == []


@given(VERBS, st.data())
def test_a_chain_cut_off_with_its_head_does_not_fit_what_a_witness_saw(verbs, data):
    lines, _ = chain_of(verbs)
    left = data.draw(st.integers(0, len(lines) - 1))
    shorter, head = chain_of(verbs[:left])
    assert of(shorter, head) == []
    assert of(shorter, head, marks_at(lines, len(lines))) == [("truncated", left)]


def test_where_a_rewriting_began_is_told_as_narrowly_as_the_witnesses_allow():
    lines, _ = chain_of(["claimed"] * 9)
    anew, head = chain_of(["claimed"] * 4 + ["forged"] * 5)
    (fault,) = faults(FIRST, anew, head, marks_at(lines, 3, 6, 9))
    assert fault.text == "something after line 3 and up to line 6 is not what digest 6 saw"


def test_a_line_spelt_otherwise_is_not_the_line_that_was_written():
    lines, head = chain_of(["claimed", "released"])
    lines[0] = json.dumps(json.loads(lines[0])).encode()
    assert of(lines, head) == [("altered", 1)]


def test_a_chain_made_anew_with_a_line_that_has_two_readings_is_found_without_a_witness():
    lines, _ = chain_of(["claimed"])
    lines[0] = lines[0].replace(b'"verb"', b'"verb":"released","verb"')
    assert of(lines, Head(1, sha256(lines[0]))) == [("altered", 1)]


@pytest.mark.parametrize("count", [10**15, -(10**15)])
def test_a_head_with_an_absurd_number_costs_no_time(count):
    lines, head = chain_of(["claimed"] * 3)
    assert of(lines, Head(count, head.hash)) != []
    assert of([*lines[:2], with_field(lines[2], "n", abs(count))], Head(count, head.hash)) != []
