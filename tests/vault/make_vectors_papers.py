"""The vectors of an office and of its papers; their format stands in `make_vectors`."""

import copy
from typing import Any

from tests.vault.make_vectors_members import NOW, recruit
from vault import ceremony
from vault.ceremony_documents import iso, signed_bytes
from vault.ceremony_member import NewMember
from vault.encoding import b64u, canonical, unb64u
from vault.sealing import aead_seal, kid, seal, sign, unseal


def office(draw) -> dict[str, Any]:
    drawn = ceremony.new_office(demo=False, now=NOW, draw=draw)
    of = ceremony.verify_office(drawn.document, allow_demo=False)
    new = recruit(of.fingerprint, draw)
    seeds = {desk: ceremony.open_desk(drawn.recovery, of, desk) for desk in of.desks}
    certificate = _certificate(drawn, new.request)
    grant = ceremony.grant_of(seeds["intake"], of, ceremony.verify_request(new.request))
    answer = {"v": 1, "desk": drawn.document, "certificate": certificate, "grant": grant}
    ceremony.verify_answer(of, answer)
    return {
        "fingerprint": of.fingerprint,
        "admin_seed": b64u(drawn.admin.seed),
        "recovery_seed": b64u(drawn.recovery.seed),
        "desk_seeds": {desk: b64u(seed) for desk, seed in seeds.items()},
        "document": drawn.document,
        "documents_refused": _documents_refused(drawn, draw),
        "request": new.request,
        "request_fingerprint": ceremony.fingerprint(canonical(new.request)),
        "requests_refused": _requests_refused(new),
        "certificate": certificate,
        "certificates_refused": _certificates_refused(drawn, new, certificate, draw),
        "member_seal_seed": b64u(new.keys.seal.seed),
        "member_sign_seed": b64u(new.keys.sign.seed),
        "answer": answer,
        "answers_refused": _answers_refused(of, drawn, new, answer, draw),
        "answers_refused_by_server": [
            {
                "why": "another desk document of the same administrator",
                "answer": {**answer, "desk": resigned(drawn, made_at="2027-01-01T00:00:00Z")},
            }
        ],
    }


def _certificate(drawn: ceremony.Drawn, request: dict[str, Any], **other: object) -> dict[str, Any]:
    paper = {"v": 1, "demo": False, "issued_at": iso(NOW), "request": request, **other}
    return {**paper, "sig": b64u(sign(drawn.admin.seed, signed_bytes("member-certificate", paper)))}


def resigned(drawn: ceremony.Drawn, **other: object) -> dict[str, Any]:
    paper = {**{key: value for key, value in drawn.document.items() if key != "sig"}, **other}
    return {**paper, "sig": b64u(sign(drawn.admin.seed, signed_bytes("desk-document", paper)))}


def _documents_refused(drawn: ceremony.Drawn, draw) -> list[dict[str, Any]]:
    good = drawn.document
    swapped = {"intake": good["desks"]["fallback"], "fallback": good["desks"]["intake"]}
    short = copy.deepcopy(good["desks"])
    short["intake"]["pub"] = b64u(bytes(1215))
    cases = [
        ("demo, and rightly signed: for `run`", resigned(drawn, demo=True)),
        (
            "made by another administrator, his key put in",
            {**ceremony.new_office(demo=False, now=NOW, draw=draw).document, "admin": good["admin"]},
        ),
        ("the desks swapped", {**good, "desks": swapped}),
        ("another time", {**good, "made_at": "2026-11-22T03:29:01Z"}),
        ("another version, rightly signed", resigned(drawn, v=2)),
        ("the version as truth value, rightly signed", resigned(drawn, v=True)),
        ("a key too much, rightly signed", resigned(drawn, extra="")),
        ("a desk too short, rightly signed", resigned(drawn, desks=short)),
        ("a desk missing, rightly signed", resigned(drawn, desks={"intake": good["desks"]["intake"]})),
        ("without signature", {key: value for key, value in good.items() if key != "sig"}),
        (
            "the signature of the certificate's kind",
            {**good, "sig": b64u(sign(drawn.admin.seed, signed_bytes("member-certificate", good)))},
        ),
    ]
    return [{"why": why, "document": document} for why, document in cases]


def _requests_refused(new: NewMember) -> list[dict[str, Any]]:
    good = new.request
    cases = [
        ("another name", {**good, "name": "Анна Ивановна"}),
        ("another role", {**good, "role": "fallback"}),
        ("another desk", {**good, "desk": "fallback"}),
        ("another member", {**good, "member": "m-bbbbbbbbbb"}),
        ("a role that does not exist, rightly proven", proven(new, role="admin")),
        ("a name that repaints a terminal, rightly proven", proven(new, name="Анна\x1b[2J")),
        ("a name that turns its direction, rightly proven", proven(new, name="Анна\u202egro")),
        ("no name, rightly proven", proven(new, name="")),
        ("a member id that is none, rightly proven", proven(new, member="m-ABCDEFGHIJ")),
        ("a key too much, rightly proven", proven(new, admin="true")),
        ("a proof of zeros", {**good, "proof": b64u(bytes(64))}),
        ("without proof", {key: value for key, value in good.items() if key != "proof"}),
    ]
    return [{"why": why, "request": request} for why, request in cases]


def proven(new: NewMember, **other: object) -> dict[str, Any]:
    paper = {**{key: value for key, value in new.request.items() if key != "proof"}, **other}
    return {**paper, "proof": b64u(sign(new.keys.sign.seed, signed_bytes("member-request", paper, "proof")))}


def _certificates_refused(drawn: ceremony.Drawn, new: NewMember, good: dict[str, Any], draw) -> list[dict[str, Any]]:
    stranger = ceremony.new_office(demo=False, now=NOW, draw=draw)
    cases = [
        ("signed by another administrator", _certificate(stranger, new.request)),
        ("another name in the request", {**good, "request": proven(new, name="Другая")}),
        ("a request without a holding proof, rightly signed", _certificate(drawn, {**new.request, "name": "Другая"})),
        ("demo, rightly signed", _certificate(drawn, new.request, demo=True)),
        ("another time", {**good, "issued_at": "2027-11-22T03:29:00Z"}),
        ("without signature", {key: value for key, value in good.items() if key != "sig"}),
    ]
    return [{"why": why, "certificate": certificate} for why, certificate in cases]


def _answers_refused(of, drawn, new, good, draw) -> list[dict[str, Any]]:
    grant, intake = good["grant"], b64u(of.desks["intake"])
    stranger = ceremony.new_office(demo=False, now=NOW, draw=draw)
    other = recruit(of.fingerprint, draw, member="m-bbbbbbbbbb", name="Борис")
    theirs = _certificate(drawn, other.request)
    seed = unseal(new.keys.seal.seed, _grant_info(new), unb64u(grant["box"]))
    wrong_desk = ceremony.grant_of(
        ceremony.open_desk(drawn.recovery, of, "fallback"), of, ceremony.verify_request(new.request)
    )
    unbound = {**grant, "box": b64u(seal(new.keys.seal.public, b"rb/1/desk-grant|intake", seed))}
    # aead_seal only makes bytes of the right length that nobody can open
    noise = b64u(b"".join((bytes(1088), b"\x09" + bytes(31), aead_seal(bytes(32), b"", seed, draw)[12:])))
    cases = [
        ("an office of its own, wholly consistent", _own_office(stranger, new)),
        ("the desk document of another office", {**good, "desk": stranger.document}),
        ("the certificate of another member", {**good, "certificate": theirs}),
        (
            "the certificate and grant of another member",
            {
                **good,
                "certificate": theirs,
                "grant": ceremony.grant_of(seed, of, ceremony.verify_request(other.request)),
            },
        ),
        ("the seed of another desk in the grant", {**good, "grant": wrong_desk}),
        ("a grant bound to nothing", {**good, "grant": unbound}),
        ("a grant of noise", {**good, "grant": {**grant, "box": noise}}),
        ("a grant for another desk", {**good, "grant": {**grant, "desk": "fallback"}}),
        ("a grant with another desk_kid", {**good, "grant": {**grant, "desk_kid": kid(of.desks["fallback"])}}),
        ("no grant yet", {**good, "grant": None}),
        ("a key too much", {**good, "note": intake[:4]}),
        ("another version", {**good, "v": 2}),
    ]
    return [{"why": why, "answer": answer} for why, answer in cases]


def _own_office(stranger: ceremony.Drawn, new: NewMember) -> dict[str, Any]:
    of = ceremony.verify_office(stranger.document, allow_demo=False)
    seed = ceremony.open_desk(stranger.recovery, of, "intake")
    grant = ceremony.grant_of(seed, of, ceremony.verify_request(new.request))
    return {"v": 1, "desk": stranger.document, "certificate": _certificate(stranger, new.request), "grant": grant}


def _grant_info(new: NewMember) -> bytes:
    return f"rb/1/desk-grant|intake|{new.keys.member}|{kid(new.keys.seal.public)}".encode()
