"""The vectors of threads, sessions, entries and receipt codes; their format stands in `make_vectors`."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from vault import receipt, threads
from vault.encoding import b64u, canonical, pad
from vault.sealing import SealKey, aead_seal, kid, new_seal_key, seal

SIGNAL = "7-abcdefghijklmnopqrst"
NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
FIELDS = [
    {
        "asked": "where",
        "at": "2026-11-22T03:29:00Z",
        "from": "text",
        "text": "Он снова пьян. Я заперлась в ванной, ещё живая",
    },
    {
        "asked": "who",
        "at": "2026-11-22T03:29:05Z",
        "from": "caption",
        "text": "Қорқып тұрмын, ешкімге айтпаңызшы: әкем ұрады",
    },
    {"asked": "open", "at": "2026-11-22T03:29:09Z", "from": "sticker", "text": "🆘 👩‍👧 🇰🇿 \u200d e\u0301"},
    {"asked": "open", "at": "2026-11-22T03:30:00Z", "from": "edit", "text": ""},
    {"asked": "open", "at": "2026-11-22T03:31:00Z", "from": "text", "text": "Помогите! " * 1000},
    {"asked": "open", "at": "2026-11-22T03:32:00Z", "from": "other", "text": '\u0000 \u2028 " \\ </script> \n\t\x7f'},
]


def flipped(x: bytes, at: int) -> bytes:
    changed = bytearray(x)
    changed[at] ^= 1
    return bytes(changed)


def thread(draw) -> dict[str, Any]:
    pair = new_seal_key(draw)
    holders = {holder: new_seal_key(draw) for holder in ("intake", "fallback", "reporter")}
    boxes = {holder: threads.seal_thread(pair.seed, SIGNAL, holder, key.public) for holder, key in holders.items()}
    first, second = (threads.new_session(SIGNAL, pair.public, now=NOW, draw=draw) for _ in "12")
    entries = [_entry(first, "word", fields) for fields in FIELDS]
    reply = {"asked": "open", "at": "2026-11-22T03:40:00Z", "from": "reply", "text": "Я рядом. Ты одна дома?"}
    entries.append(_entry(second, "reply", reply))
    return {
        "signal": SIGNAL,
        "thread": {"seed": b64u(pair.seed), "public": b64u(pair.public)},
        "holders": {
            holder: {"seed": b64u(key.seed), "public": b64u(key.public), "kid": kid(key.public), "box": boxes[holder]}
            for holder, key in holders.items()
        },
        "sessions": [{"id": s.id, "box": s.box, "key": b64u(s.key)} for s in (first, second)],
        "entries": entries,
        "refused": _refused(first, second, entries[0]["entry"]),
        "refused_boxes": _refused_boxes(holders, boxes["intake"], pair),
        "refused_sessions": _refused_sessions(first, second, pair, draw),
    }


def _entry(session: threads.Session, kind: str, fields: dict[str, str]) -> dict[str, Any]:
    entry_id = threads.new_id(session.draw)
    return {
        "entry": threads.seal_entry(session, signal=SIGNAL, entry_id=entry_id, kind=kind, fields=fields),
        "x": fields,
    }


def _refused(first: threads.Session, second: threads.Session, good: dict[str, str]) -> list[dict[str, Any]]:
    elsewhere = SIGNAL[:-1] + "x"
    foreign = threads.seal_entry(
        replace(first, signal=elsewhere), signal=elsewhere, entry_id=good["id"], kind="word", fields=FIELDS[0]
    )

    def raw(plain: bytes) -> str:
        aad = f"rb/1/entry|{SIGNAL}|{good['id']}|word|1|{first.id}".encode()
        return b64u(aead_seal(first.key, aad, plain, first.draw))

    changed: list[tuple[str, dict[str, Any]]] = [
        ("another entry's id", {"id": "0" * 32}),
        ("another kind", {"kind": "reply"}),
        ("a kind that does not exist", {"kind": "note"}),
        ("another schema", {"schema": 2}),
        ("a schema as text", {"schema": "1"}),
        ("another session", {"session": second.id}),
        ("carried over from another signal", foreign),
        ("without padding", {"box": raw(canonical(FIELDS[0]))}),
        ("padded, but no JSON", {"box": raw(pad(b"word"))}),
        ("padded, but no object", {"box": raw(pad(b"[]"))}),
        ("padded, but not UTF-8", {"box": raw(pad(b'{"text":"\xff"}'))}),
        ("spelt with padding", {"box": good["box"] + "="}),
        ("an empty box", {"box": ""}),
    ]
    return [{"why": why, "signal": SIGNAL, "entry": {**good, **change}} for why, change in changed]


def _refused_boxes(holders: dict[str, SealKey], good: str, pair: SealKey) -> list[dict[str, str]]:
    intake, fallback = (holders[desk].public for desk in ("intake", "fallback"))
    misnamed = seal(intake, f"rb/1/thread-key|{SIGNAL}|intake|{kid(fallback)}".encode(), pair.seed)
    cases = [
        ("of another signal", SIGNAL[:-1] + "x", "intake", good),
        ("of another desk", SIGNAL, "fallback", good),
        ("spelt with padding", SIGNAL, "intake", good + "="),
        ("sealed to the right key, bound to another kid", SIGNAL, "intake", b64u(misnamed)),
    ]
    return [{"why": why, "signal": signal, "holder": holder, "box": box} for why, signal, holder, box in cases]


def _refused_sessions(first: threads.Session, second: threads.Session, pair: SealKey, draw) -> list[dict[str, str]]:
    short_id = threads.new_id(draw)
    short = seal(pair.public, f"rb/1/session|{SIGNAL}|{short_id}".encode(), draw(16))
    cases = [
        ("of another signal", SIGNAL[:-1] + "x", first.id, first.box),
        ("of another session", SIGNAL, second.id, first.box),
        ("a key of 16 bytes", SIGNAL, short_id, b64u(short)),
    ]
    return [{"why": why, "signal": signal, "id": session, "box": box} for why, signal, session, box in cases]


def receipts(draw) -> dict[str, Any]:
    some = [
        (0, 0, 0, 0, 0),
        (2047,) * 5,
        (1, 2, 3, 4, 5),
        (2047, 0, 1024, 7, 1),
        *(receipt.draw_indices(draw) for _ in "1234"),
    ]
    return {
        "codes": [
            {
                "indices": list(indices),
                "digits": receipt.digits(indices),
                "locator": key.locator,
                "seed": b64u(key.seed),
                "public_kid": kid(key.public),
            }
            for indices in some
            for key in (receipt.derive(indices),)
        ],
        "digits_refused": [
            *("", "1", "0000000000000000", "000000000000000000", "36028797018963968", "99999999999999999"),
            *("0000000000000000a", " 0000000000000000", "-0000000000000001", "٠" * 17, "0" * 16 + "²"),
        ],
    }
