"""What Python gives the browser to seal, and how it opens what came back (tests/vault/js/for_python.js)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vault import ceremony, ceremony_member, encoding, sealing, threads

HERE = Path(__file__).parent
VECTORS = HERE.parent / "vectors"
NAMES = ("encoding", "keys", "seals", "thread", "receipts", "member", "office")
# The fewest cases a file may have: a runner that reads nothing must not pass.
FEWEST = 5
SIGNAL = "7-abcdefghijklmnopqrst"
MEMBER = "m-abcdefghij"
ORIGIN = "https://desk.example"
NOW = datetime(2026, 11, 22, 3, 29, tzinfo=UTC)
AT = ceremony.iso(NOW)
WORDS = [f"слово{number:04d}" for number in range(2048)]
TEXT = "Қорқып тұрмын 🆘\nя одна"
HALF = "\ud83d"  # half an emoji, as a phone leaves it at the end of a field


def numbers(count: int) -> bytes:
    """Not random: these keys protect nothing."""
    return bytes(range(count))


@dataclass(frozen=True)
class Asked:
    """The keys that Python holds for one exchange."""

    thread: sealing.SealKey = field(default_factory=lambda: sealing.new_seal_key(numbers))
    desk: sealing.SealKey = field(default_factory=lambda: sealing.seal_key(bytes(32)))
    nonce: bytes = bytes(range(32))

    def for_browser(self) -> dict[str, Any]:
        invited = {"member": MEMBER, "name": "Анна Ивановна", "role": "specialist", "desk": "intake"}
        return {
            "task": "seal",
            "signal": SIGNAL,
            "threadPub": encoding.b64u(self.thread.public),
            "deskPub": encoding.b64u(self.desk.public),
            "invited": {**invited, "adminFingerprint": "abcdefghijklmnop"},
            "words": WORDS,
            "at": AT,
            "text": TEXT + HALF,
            "origin": ORIGIN,
            "nonce": encoding.b64u(self.nonce),
        }


def must_open_in_python(asked: Asked, made: dict[str, Any]) -> None:
    """Every value that the browser made, through the product's own Python."""
    keys = ceremony_member.unwrap(made["wrapped"], MEMBER, made["passphrase"])
    _entry(asked, made)
    _member(made, keys)
    _note(asked, made, keys)
    applicant = ceremony.verify_request(made["request"])
    member = ceremony.Member(MEMBER, applicant.name, "specialist", "intake", applicant.seal, applicant.sign)
    assert ceremony.verify_sign_in(member, ORIGIN, asked.nonce, encoding.unb64u(made["sig"]))


def _entry(asked: Asked, made: dict[str, Any]) -> None:
    session = made["session"]
    key = threads.open_session(asked.thread.seed, SIGNAL, session["id"], session["box"])
    opened = threads.open_entry(key, SIGNAL, made["entry"])
    assert opened == {"asked": None, "at": AT, "from": "reply", "text": f"{TEXT}\ufffd"}
    assert made["entry"]["session"] == session["id"]
    assert len(session["id"]) == len(made["entry"]["id"]) == 32


def _member(made: dict[str, Any], keys: ceremony_member.MemberKeys) -> None:
    request = made["request"]
    words = made["passphrase"].split(" ")
    assert len(words) == 7
    assert set(words) <= set(WORDS)
    assert (encoding.b64u(keys.seal.public), encoding.b64u(keys.sign.public)) == (request["seal"], request["sign"])
    assert keys.administrator == "abcdefghijklmnop"
    assert made["fingerprint"] == ceremony.fingerprint(encoding.canonical(request))


def _note(asked: Asked, made: dict[str, Any], keys: ceremony_member.MemberKeys) -> None:
    author = ceremony.Member(MEMBER, "Анна", "specialist", "intake", keys.seal.public, keys.sign.public)
    box = encoding.unb64u(made["note"]["box"])
    note = ceremony_member.open_note(asked.desk, SIGNAL, made["note"]["id"], box, authors={MEMBER: author})
    assert (note.at, note.text) == (AT, f"{TEXT}\ufffd")
