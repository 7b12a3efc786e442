"""The vectors of one member: wrapped key, sign-in, notes; their format stands in `make_vectors`."""

from datetime import UTC, datetime
from typing import Any

from vault import sealing
from vault.ceremony_documents import iso, sign_in_bytes
from vault.ceremony_member import Invited, MemberKeys, NewMember, Note, make_member, seal_note, sign_in, wrap
from vault.encoding import b64u, canonical
from vault.sealing import kid, seal, sign

NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
LIST = [f"слово{number:04d}" for number in range(2048)]
SIGNAL, NOTE = "7-abcdefghijklmnopqrst", "00112233445566778899aabbccddeeff"
ORIGIN = "https://desk.example"


def recruit(administrator: str, draw, **other: str) -> NewMember:
    of = {"member": "m-abcdefghij", "name": "Анна Ивановна (ночь)", "role": "specialist", "desk": "intake", **other}
    return make_member(Invited(**of, administrator=administrator), LIST, draw)


def member(draw) -> dict[str, object]:
    new = recruit("abcdefghijklmnop", draw)
    keys, nonce, desk = new.keys, draw(32), sealing.new_seal_key(draw)
    return {
        "wrapped": {
            "member": keys.member,
            "passphrase": new.passphrase,
            "wrapped": new.wrapped,
            "opened": {
                "admin": keys.administrator,
                "member": keys.member,
                "seal": b64u(keys.seal.seed),
                "sign": b64u(keys.sign.seed),
            },
        },
        "wrapped_refused": _wrapped_refused(new, draw),
        "sign_in": {
            "origin": ORIGIN,
            "member": keys.member,
            "nonce": b64u(nonce),
            "message": sign_in_bytes(ORIGIN, keys.member, nonce).decode(),
            "public": b64u(keys.sign.public),
            "sig": b64u(sign_in(keys, ORIGIN, nonce)),
        },
        "sign_in_refused": _sign_in_refused(keys, nonce),
        **_notes(keys, desk, draw),
    }


def _wrapped_refused(new: NewMember, draw) -> list[dict[str, Any]]:
    good = {"member": new.keys.member, "passphrase": new.passphrase, "wrapped": new.wrapped}
    wrapped = new.wrapped
    another = wrap(
        MemberKeys(new.keys.administrator, "m-bbbbbbbbbb", new.keys.seal, new.keys.sign), new.passphrase, draw
    )
    changed: list[tuple[str, dict[str, Any]]] = [
        ("another passphrase", {"passphrase": " ".join(LIST[:7])}),
        ("one word short", {"passphrase": new.passphrase.rsplit(" ", 1)[0]}),
        ("another member", {"member": "m-bbbbbbbbbb"}),
        ("the key of another member", {"wrapped": another}),
        ("another salt", {"wrapped": {**wrapped, "salt": b64u(bytes(16))}}),
        ("a cheaper derivation", {"wrapped": {**wrapped, "m": 1024}}),
        ("another version", {"wrapped": {**wrapped, "v": 2}}),
        ("an empty box", {"wrapped": {**wrapped, "box": ""}}),
    ]
    return [{"why": why, **good, **change} for why, change in changed]


def _sign_in_refused(keys: MemberKeys, nonce: bytes) -> list[dict[str, Any]]:
    good = {
        "origin": ORIGIN,
        "member": keys.member,
        "nonce": b64u(nonce),
        "public": b64u(keys.sign.public),
        "sig": b64u(sign_in(keys, ORIGIN, nonce)),
    }
    changed: list[tuple[str, dict[str, Any]]] = [
        ("another origin", {"origin": "https://desk.example.evil"}),
        ("another member", {"member": "m-bbbbbbbbbb"}),
        ("another nonce", {"nonce": b64u(bytes(32))}),
        ("another key", {"public": b64u(sealing.sign_key(bytes(32)).public)}),
        ("a signature of zeros", {"sig": b64u(bytes(64))}),
    ]
    return [{"why": why, **good, **change} for why, change in changed]


def _notes(keys: MemberKeys, desk: sealing.SealKey, draw) -> dict[str, object]:
    note = Note(SIGNAL, NOTE, iso(NOW), "Позвонить в школу? Сестра не знает.\nЕщё раз в 9:00 🕘")
    info = f"rb/1/note|{SIGNAL}|{NOTE}|{kid(desk.public)}"
    box = seal_note(note, keys, desk.public)
    other = MemberKeys(keys.administrator, keys.member, keys.seal, sealing.new_sign_key(draw))
    forged = seal_note(note, other, desk.public)
    unpadded = seal(
        desk.public, info.encode(), canonical({"at": note.at, "by": keys.member, "sig": b64u(bytes(64)), "text": ""})
    )
    good = {
        "signal": SIGNAL,
        "note": NOTE,
        "desk_seed": b64u(desk.seed),
        "by_public": b64u(keys.sign.public),
        "box": b64u(box),
    }
    message = f"rb/1/note\n{SIGNAL}\n{NOTE}\n{note.at}\n{note.text}"
    opened = {"at": note.at, "by": keys.member, "sig": b64u(sign(keys.sign.seed, message.encode())), "text": note.text}
    changed: list[tuple[str, dict[str, Any]]] = [
        ("of another signal", {"signal": SIGNAL[:-1] + "x"}),
        ("another note's id", {"note": "0" * 32}),
        ("another desk", {"desk_seed": b64u(bytes(32))}),
        ("signed by somebody else", {"box": b64u(forged)}),
        ("without padding", {"box": b64u(unpadded)}),
    ]
    return {
        "note": {**good, "desk_public": b64u(desk.public), "info": info, "opened": opened, "message": message},
        "notes_refused": [{"why": why, **good, **change} for why, change in changed],
    }
