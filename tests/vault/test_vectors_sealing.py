"""Python holds to the bytes of tests/vault/vectors (encodings, keys, seals, threads, receipt codes), as the browser does."""

import json
from pathlib import Path

import pytest

from vault import ceremony_documents, encoding, receipt, sealing, threads
from vault.encoding import b64u, unb64u

VECTORS = Path(__file__).parent / "vectors"


def vectors(name: str) -> dict:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


ENCODING, KEYS, SEALS, THREAD, RECEIPTS = (vectors(n) for n in ("encoding", "keys", "seals", "thread", "receipts"))
SESSION_KEYS = {session["id"]: unb64u(session["key"]) for session in THREAD["sessions"]}


def why(case) -> str:
    return case["why"]


@pytest.mark.parametrize("case", ENCODING["b64u"])
def test_step_0_base64url_has_one_spelling(case):
    x = bytes.fromhex(case["hex"])
    assert b64u(x) == case["text"]
    assert unb64u(case["text"]) == x


@pytest.mark.parametrize("text", ENCODING["b64u_refused"])
def test_step_0_every_other_spelling_of_base64url_is_refused(text):
    with pytest.raises(encoding.Malformed):
        unb64u(text)


@pytest.mark.parametrize("case", ENCODING["canonical"])
def test_step_0_canonical_json_has_one_text(case):
    assert encoding.canonical(json.loads(case["json"])).decode() == case["text"]


@pytest.mark.parametrize("text", ENCODING["canonical_refused"])
def test_step_0_what_the_two_languages_spell_differently_is_refused(text):
    with pytest.raises(encoding.Malformed):
        encoding.canonical(json.loads(text))


@pytest.mark.parametrize("case", ENCODING["well_formed"])
def test_an_emoji_cut_in_two_is_replaced(case):
    assert encoding.well_formed(json.loads(case["json"])) == case["text"]


@pytest.mark.parametrize("case", ENCODING["pad"])
def test_step_0_padding_goes_to_the_next_512_bytes(case):
    x, padded = bytes.fromhex(case["hex"]), bytes.fromhex(case["padded_hex"])
    assert encoding.pad(x) == padded
    assert encoding.unpad(padded) == x


@pytest.mark.parametrize("case", ENCODING["unpad_refused"], ids=why)
def test_step_0_any_other_padding_is_refused(case):
    with pytest.raises(encoding.Malformed):
        encoding.unpad(bytes.fromhex(case["hex"]))


@pytest.mark.parametrize("case", ENCODING["joined"])
def test_step_0_parts_are_joined_by_a_bar(case):
    assert encoding.joined(*case["parts"]).decode() == case["text"]


@pytest.mark.parametrize("parts", ENCODING["joined_refused"])
def test_step_0_parts_with_other_signs_are_not_joined(parts):
    with pytest.raises(encoding.Malformed):
        encoding.joined(*parts)


@pytest.mark.parametrize("case", ENCODING["fingerprint"])
def test_step_1_4_a_fingerprint_is_read_in_four_groups(case):
    print_ = ceremony_documents.fingerprint(bytes.fromhex(case["hex"]))
    assert (print_, ceremony_documents.grouped(print_)) == (case["text"], case["grouped"])


@pytest.mark.parametrize("case", KEYS["xwing"])
def test_step_0_a_seed_grows_into_one_public_key(case):
    key = sealing.seal_key(unb64u(case["seed"]))
    assert (b64u(key.public), sealing.kid(key.public)) == (case["public"], case["kid"])


@pytest.mark.parametrize("case", KEYS["ed25519"])
def test_step_0_signatures_are_the_same_in_both_languages(case):
    key = sealing.sign_key(unb64u(case["seed"]))
    assert b64u(key.public) == case["public"]
    assert b64u(sealing.sign(key.seed, case["message"].encode())) == case["sig"]


@pytest.mark.parametrize("case", SEALS["cases"], ids=why)
def test_step_0_a_seal_opens_to_its_bytes_or_not_at_all(case):
    def opened():
        return sealing.unseal(unb64u(case["seed"]), case["info"].encode(), unb64u(case["box"]))

    if case["x_hex"] is None:
        with pytest.raises(sealing.SealBroken):
            opened()
    else:
        assert opened().hex() == case["x_hex"]


@pytest.mark.parametrize("case", SEALS["aead"], ids=why)
def test_step_0_an_aead_box_opens_to_its_bytes_or_not_at_all(case):
    def opened():
        return sealing.aead_open(unb64u(case["key"]), case["aad"].encode(), unb64u(case["box"]))

    if case["x_hex"] is None:
        with pytest.raises(sealing.SealBroken):
            opened()
    else:
        assert opened().hex() == case["x_hex"]


@pytest.mark.parametrize("holder", THREAD["holders"])
def test_step_4_4_each_holder_opens_the_thread_key(holder):
    of = THREAD["holders"][holder]
    assert sealing.kid(unb64u(of["public"])) == of["kid"]
    seed = threads.open_thread(unb64u(of["seed"]), THREAD["signal"], holder, of["box"])
    assert b64u(seed) == THREAD["thread"]["seed"]
    assert b64u(sealing.seal_key(seed).public) == THREAD["thread"]["public"]


@pytest.mark.parametrize("case", THREAD["refused_boxes"], ids=why)
def test_step_4_4_a_thread_key_bound_to_something_else_stays_closed(case):
    seed = unb64u(THREAD["holders"][case["holder"]]["seed"])
    with pytest.raises(sealing.SealBroken):
        threads.open_thread(seed, case["signal"], case["holder"], case["box"])


@pytest.mark.parametrize("session", THREAD["sessions"])
def test_step_5_1_the_thread_key_opens_its_sessions(session):
    key = threads.open_session(unb64u(THREAD["thread"]["seed"]), THREAD["signal"], session["id"], session["box"])
    assert b64u(key) == session["key"]


@pytest.mark.parametrize("case", THREAD["refused_sessions"], ids=why)
def test_step_5_1_a_session_bound_to_something_else_stays_closed(case):
    with pytest.raises(sealing.SealBroken):
        threads.open_session(unb64u(THREAD["thread"]["seed"]), case["signal"], case["id"], case["box"])


@pytest.mark.parametrize("case", THREAD["entries"])
def test_step_5_2_an_entry_opens_to_what_was_said(case):
    entry = case["entry"]
    assert threads.open_entry(SESSION_KEYS[entry["session"]], THREAD["signal"], entry) == case["x"]


@pytest.mark.parametrize("case", THREAD["refused"], ids=why)
def test_step_5_2_an_entry_that_was_touched_opens_with_no_key(case):
    for key in SESSION_KEYS.values():
        with pytest.raises(sealing.SealBroken):
            threads.open_entry(key, case["signal"], case["entry"])


@pytest.mark.parametrize("case", RECEIPTS["codes"])
def test_steps_4_2_and_4_3_a_code_derives_its_reporter_key(case):
    indices = tuple(case["indices"])
    key = receipt.derive(indices)
    assert receipt.digits(indices) == case["digits"]
    assert receipt.indices_of_digits(case["digits"]) == indices
    assert (key.locator, b64u(key.seed), sealing.kid(key.public)) == (case["locator"], case["seed"], case["public_kid"])


@pytest.mark.parametrize("text", RECEIPTS["digits_refused"])
def test_step_4_2_what_is_no_code_in_digits_is_refused(text):
    assert receipt.indices_of_digits(text) is None
