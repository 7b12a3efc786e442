"""Protocol §4 and §5: a thread is made, appended to by anyone with its public key, read by its holders alone."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault import receipt, sealing, threads
from vault.encoding import b64u, unb64u
from vault.sealing import SealBroken
from vault.threads import Session, Sessions, new_session, new_thread, open_entry, seal_entry

SIGNAL = "7-abcdefghijklmnopqrst"
ELSEWHERE = "7-abcdefghijklmnopqrsu"
NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
INTAKE, FALLBACK, THREAD = (sealing.seal_key(bytes([n]) * 32) for n in (1, 2, 3))
DESKS = {"intake": INTAKE.public, "fallback": FALLBACK.public}
WORD = {"asked": "where", "at": "2026-11-22T03:29:00Z", "from": "text", "text": "Он идёт домой"}
ID = "0" * 32
SESSION = new_session(SIGNAL, THREAD.public, now=NOW, draw=os.urandom)


def said(session: Session, **fields: str):
    return seal_entry(session, signal=SIGNAL, entry_id=ID, kind="word", fields={**WORD, **fields})


@pytest.fixture(scope="module")
def thread():
    return new_thread(SIGNAL, desks=DESKS, draw=os.urandom)


def test_step_4_4_each_holder_opens_the_same_thread_key(thread):
    seeds = {"intake": INTAKE.seed, "fallback": FALLBACK.seed, "reporter": receipt.derive(thread.indices).seed}
    opened = {threads.open_thread(seed, SIGNAL, holder, thread.boxes[holder]) for holder, seed in seeds.items()}
    assert [sealing.seal_key(seed).public for seed in opened] == [thread.public]


def test_step_4_4_the_names_of_the_keys_are_kept_with_the_boxes(thread):
    reporter = receipt.derive(thread.indices)
    publics = {**DESKS, "reporter": reporter.public}
    assert thread.kids == {holder: sealing.kid(public) for holder, public in publics.items()}
    assert thread.locator == reporter.locator


def test_step_4_4_nothing_that_is_kept_of_a_thread_opens_it(thread):
    kept = b"".join([thread.public, *(unb64u(box) for box in thread.boxes.values())])
    seed = threads.open_thread(INTAKE.seed, SIGNAL, "intake", thread.boxes["intake"])
    assert seed not in kept
    assert receipt.derive(thread.indices).seed not in kept


def test_step_4_4_a_box_opens_for_no_other_holder_and_no_other_signal(thread):
    for seed, signal, holder in [
        (FALLBACK.seed, SIGNAL, "intake"),
        (INTAKE.seed, ELSEWHERE, "intake"),
        (INTAKE.seed, SIGNAL, "fallback"),
    ]:
        with pytest.raises(SealBroken):
            threads.open_thread(seed, signal, holder, thread.boxes["intake"])


def test_step_4_4_no_thread_is_made_that_a_desk_could_not_open():
    with pytest.raises(ValueError, match="intake and fallback"):
        new_thread(SIGNAL, desks={"intake": INTAKE.public}, draw=os.urandom)


def test_a_thread_shows_nothing_where_it_is_printed(thread):
    shown = repr(thread)
    assert thread.locator not in shown
    assert str(thread.indices) not in shown
    assert b64u(SESSION.key) not in repr(SESSION)
    assert repr(SESSION.key) not in repr(SESSION)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=700))
def test_step_5_2_an_entry_opens_to_what_was_said(text):
    assert open_entry(SESSION.key, SIGNAL, said(SESSION, text=text)) == {**WORD, "text": text}


def test_step_5_2_an_entry_with_an_emoji_cut_in_two_is_still_kept():
    assert open_entry(SESSION.key, SIGNAL, said(SESSION, text="помоги \ud83c"))["text"] == "помоги \ufffd"


def test_step_5_2_short_words_are_all_of_one_length():
    assert {len(said(SESSION, text=text)["box"]) for text in ("", "да", "мне страшно, он за дверью")} == {
        len(b64u(bytes(12 + 512 + 16)))
    }


@pytest.mark.parametrize("change", [{"id": "1" * 32}, {"kind": "reply"}, {"session": "1" * 32}, {"schema": 2}])
def test_step_5_2_an_entry_stays_where_it_was_put(change):
    with pytest.raises(SealBroken):
        open_entry(SESSION.key, SIGNAL, {**said(SESSION), **change})
    with pytest.raises(SealBroken):
        open_entry(SESSION.key, ELSEWHERE, said(SESSION))


@pytest.mark.parametrize(
    "entry",
    [{}, {"id": 1}, {**said(SESSION), "box": None}, {**said(SESSION), "id": "A|B"}, {**said(SESSION), "kind": []}],
)
def test_step_5_2_what_is_no_entry_does_not_open(entry):
    with pytest.raises(SealBroken, match=r"^entry$"):
        open_entry(SESSION.key, SIGNAL, entry)


def test_step_5_2_a_session_seals_for_its_own_signal_and_known_kinds_only():
    with pytest.raises(SealBroken):
        seal_entry(SESSION, signal=ELSEWHERE, entry_id=ID, kind="word", fields=WORD)
    with pytest.raises(SealBroken):
        seal_entry(SESSION, signal=SIGNAL, entry_id=ID, kind="note", fields=WORD)


def test_a_broken_entry_says_nothing_of_what_it_holds():
    aad = f"rb/1/entry|{SIGNAL}|{ID}|word|1|{SESSION.id}".encode()
    box = sealing.aead_seal(SESSION.key, aad, b'{"text":"secret' + b"\x80" + bytes(496), os.urandom)
    with pytest.raises(SealBroken) as caught:
        open_entry(SESSION.key, SIGNAL, {**said(SESSION), "box": b64u(box)})
    assert str(caught.value) == "entry"
    assert caught.value.__context__ is None


def test_step_5_1_the_thread_key_opens_a_session():
    assert threads.open_session(THREAD.seed, SIGNAL, SESSION.id, SESSION.box) == SESSION.key


def test_step_5_1_a_session_lasts_a_quarter_of_an_hour():
    sessions = Sessions(os.urandom)
    first, _ = sessions.current(SIGNAL, THREAD.public, NOW)
    assert sessions.current(SIGNAL, THREAD.public, NOW + timedelta(minutes=14, seconds=59))[0] is first
    assert sessions.current(SIGNAL, THREAD.public, NOW + timedelta(minutes=15))[0] is not first


def test_step_5_1_a_clock_set_back_does_not_lengthen_a_session():
    sessions = Sessions(os.urandom)
    first, _ = sessions.current(SIGNAL, THREAD.public, NOW)
    assert sessions.current(SIGNAL, THREAD.public, NOW - timedelta(hours=1))[0] is not first


def test_step_5_1_the_box_goes_with_every_save_until_one_has_succeeded():
    sessions = Sessions(os.urandom)
    assert sessions.current(SIGNAL, THREAD.public, NOW)[1] is True
    session, first = sessions.current(SIGNAL, THREAD.public, NOW)
    assert first is True
    sessions.saved(session)
    assert sessions.current(SIGNAL, THREAD.public, NOW) == (session, False)


def test_step_5_1_a_late_word_of_a_save_does_not_count_for_the_next_session():
    sessions = Sessions(os.urandom)
    old, _ = sessions.current(SIGNAL, THREAD.public, NOW)
    sessions.current(SIGNAL, THREAD.public, NOW + timedelta(hours=1))
    sessions.saved(old)
    assert sessions.current(SIGNAL, THREAD.public, NOW + timedelta(hours=1))[1] is True


def test_step_5_1_sessions_are_not_shared_by_signals_nor_by_thread_keys():
    sessions = Sessions(os.urandom)
    kept = [sessions.current(signal, THREAD.public, NOW)[0] for signal in (SIGNAL, ELSEWHERE)]
    kept.append(sessions.current(SIGNAL, INTAKE.public, NOW)[0])
    assert len({session.key for session in kept}) == 3


def test_step_5_1_the_least_used_session_is_forgotten_first():
    sessions = Sessions(os.urandom, kept=2)
    one, _ = sessions.current("1-a", THREAD.public, NOW)
    two, _ = sessions.current("1-b", THREAD.public, NOW)
    sessions.current("1-a", THREAD.public, NOW)
    sessions.current("1-c", THREAD.public, NOW)
    sessions.saved(replace(two))
    assert sessions.current("1-a", THREAD.public, NOW)[0] is one
    assert sessions.current("1-b", THREAD.public, NOW)[0] is not two
