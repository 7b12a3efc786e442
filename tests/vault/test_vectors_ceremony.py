"""Python holds to the bytes of tests/vault/vectors (members and offices), as the browser does."""

import json
from pathlib import Path

import pytest

from vault import ceremony, ceremony_member, sealing
from vault.ceremony_documents import sign_in_bytes
from vault.ceremony_member import MemberKeys
from vault.ceremony_shapes import Refused
from vault.encoding import b64u, canonical, joined, unb64u
from vault.sealing import SealBroken

VECTORS = Path(__file__).parent / "vectors"


def vectors(name: str) -> dict:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


MEMBER, OFFICE = vectors("member"), vectors("office")


def why(case) -> str:
    return case["why"]


@pytest.fixture(scope="module")
def office():
    return ceremony.verify_office(OFFICE["document"], allow_demo=False)


def certified(member: str, public: str) -> ceremony.Member:
    return ceremony.Member(member, "", "specialist", "intake", b"", unb64u(public))


def test_step_1_3_a_desk_document_is_believed(office):
    assert office.fingerprint == OFFICE["fingerprint"]
    assert {desk: b64u(sealing.seal_key(unb64u(seed)).public) for desk, seed in OFFICE["desk_seeds"].items()} == {
        desk: b64u(public) for desk, public in office.desks.items()
    }


@pytest.mark.parametrize("case", OFFICE["documents_refused"], ids=why)
def test_step_1_3_a_desk_document_that_was_touched_is_refused(case):
    with pytest.raises(Refused):
        ceremony.verify_office(case["document"], allow_demo=False)


def test_step_1_2_the_recovery_key_opens_both_desks(office):
    recovery = sealing.seal_key(unb64u(OFFICE["recovery_seed"]))
    assert {desk: b64u(ceremony.open_desk(recovery, office, desk)) for desk in office.desks} == OFFICE["desk_seeds"]


def test_step_2_3_the_passphrase_opens_the_wrapped_key():
    case = MEMBER["wrapped"]
    keys = ceremony_member.unwrap(case["wrapped"], case["member"], case["passphrase"])
    seeds = {"seal": b64u(keys.seal.seed), "sign": b64u(keys.sign.seed)}
    assert {"admin": keys.administrator, "member": keys.member, **seeds} == case["opened"]


@pytest.mark.parametrize("case", MEMBER["wrapped_refused"], ids=why)
def test_step_2_3_a_wrapped_key_opens_to_nothing_else(case):
    with pytest.raises(SealBroken):
        ceremony_member.unwrap(case["wrapped"], case["member"], case["passphrase"])


def test_step_2_4_a_request_proves_its_sign_key():
    applicant = ceremony.verify_request(OFFICE["request"])
    assert applicant.sign == sealing.sign_key(unb64u(OFFICE["member_sign_seed"])).public
    assert ceremony.fingerprint(canonical(OFFICE["request"])) == OFFICE["request_fingerprint"]


@pytest.mark.parametrize("case", OFFICE["requests_refused"], ids=why)
def test_step_2_4_a_request_that_was_touched_is_refused(case):
    with pytest.raises(Refused):
        ceremony.verify_request(case["request"])


def test_step_2_5_a_certificate_is_believed(office):
    assert ceremony.verify_certificate(office, OFFICE["certificate"]).member == OFFICE["request"]["member"]


@pytest.mark.parametrize("case", OFFICE["certificates_refused"], ids=why)
def test_step_2_5_a_certificate_that_was_touched_is_refused(case, office):
    with pytest.raises(Refused):
        ceremony.verify_certificate(office, case["certificate"])


def own_keys() -> MemberKeys:
    seal, sign = (unb64u(OFFICE[name]) for name in ("member_seal_seed", "member_sign_seed"))
    member = OFFICE["request"]["member"]
    return MemberKeys(OFFICE["fingerprint"], member, sealing.seal_key(seal), sealing.sign_key(sign))


def test_step_2_7_an_answer_brings_the_member_the_desk_seed(office):
    assert ceremony.verify_answer(office, OFFICE["answer"]).member.name == OFFICE["request"]["name"]
    seed = ceremony_member.accept_answer(own_keys(), OFFICE["answer"], allow_demo=False)
    assert b64u(seed) == OFFICE["desk_seeds"]["intake"]


@pytest.mark.parametrize("case", OFFICE["answers_refused"], ids=why)
def test_step_2_7_an_answer_that_was_touched_brings_nothing(case):
    with pytest.raises((Refused, SealBroken)):
        ceremony_member.accept_answer(own_keys(), case["answer"], allow_demo=False)


@pytest.mark.parametrize("case", OFFICE["answers_refused_by_server"], ids=why)
def test_step_2_7_the_server_believes_no_answer_under_another_desk_document(case, office):
    with pytest.raises(Refused):
        ceremony.verify_answer(office, case["answer"])


def test_step_3_3_a_sign_in_is_bound_to_origin_member_and_nonce():
    case = MEMBER["sign_in"]
    nonce = unb64u(case["nonce"])
    assert sign_in_bytes(case["origin"], case["member"], nonce).decode() == case["message"]
    member = certified(case["member"], case["public"])
    assert ceremony.verify_sign_in(member, case["origin"], nonce, unb64u(case["sig"]))


@pytest.mark.parametrize("case", MEMBER["sign_in_refused"], ids=why)
def test_step_3_3_any_other_sign_in_is_refused(case):
    member = certified(case["member"], case["public"])
    assert not ceremony.verify_sign_in(member, case["origin"], unb64u(case["nonce"]), unb64u(case["sig"]))


def open_note(case):
    desk = sealing.seal_key(unb64u(case["desk_seed"]))
    author = certified("m-abcdefghij", case["by_public"])
    box = unb64u(case["box"])
    return ceremony_member.open_note(desk, case["signal"], case["note"], box, authors={author.member: author})


def test_step_6_1_a_note_opens_for_the_desk_and_names_its_author():
    case = MEMBER["note"]
    note = open_note(case)
    assert (note.at, note.text) == (case["opened"]["at"], case["opened"]["text"])
    desk_kid = sealing.kid(unb64u(case["desk_public"]))
    assert joined("rb/1/note", case["signal"], case["note"], desk_kid).decode() == case["info"]
    assert sealing.verified(unb64u(case["by_public"]), unb64u(case["opened"]["sig"]), case["message"].encode())


@pytest.mark.parametrize("case", MEMBER["notes_refused"], ids=why)
def test_step_6_1_a_note_that_was_touched_stays_closed(case):
    with pytest.raises(SealBroken):
        open_note(case)
