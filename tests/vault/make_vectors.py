"""Writes tests/vault/vectors/*.json, to which Python and the browser are both held. Run it only when the protocol changes:

    python -m tests.vault.make_vectors

Keys and nonces come from fixed seeds and are the same in every run. HPKE boxes are random by nature, so the stored ones are
there to be opened. The private keys in these files protect nothing and may never be used for anything else.

All files are JSON objects. Names that end in `_hex` are lower-case hexadecimal; `seed`, `public`, `box`, `salt`, `sig`, `proof`
and everything inside papers is base64url without padding; `info`, `aad` and `message` are UTF-8 text to be used as bytes; `why`
says in words what a case shows.

encoding.json
  b64u            [{hex, text}]            b64u(hex) = text and back
  b64u_refused    [text]                   strict decoding refuses each
  canonical       [{json, text}]           canonical(JSON.parse(json)) = text
  canonical_refused [json]                 canonical(JSON.parse(json)) refuses each
  well_formed     [{json, text}]           toWellFormed(JSON.parse(json)) = text (halves of surrogate pairs)
  pad             [{hex, padded_hex}]      pad and unpad
  unpad_refused   [{why, hex}]
  joined          [{parts, text}], joined_refused [[part, …]]   the first part is our own fixed text
  fingerprint     [{hex, text, grouped}]   protocol 1.4
keys.json
  xwing           [{seed, public, kid}]    the public key grows from the seed
  ed25519         [{seed, public, message, sig}]
seals.json
  cases           [{why, seed, info, box, x_hex | null}]   Open(seed, info, box) = x, or refused where x_hex is null
  aead            [{why, key, aad, box, x_hex | null}]     the same for AEAD (nonce ‖ ct)
thread.json
  signal; thread {seed, public}; holders {holder: {seed, public, kid, box}}: box opens with the holder's seed to thread.seed
  sessions        [{id, box, key}]         box opens with thread.seed to key
  entries         [{entry, x}]             entry opens with the key of entry.session to x (an object)
  refused         [{why, signal, entry}]   none of these opens with any key above
  refused_boxes   [{why, signal, holder, box}], refused_sessions [{why, signal, id, box}]
receipts.json
  codes           [{indices, digits, locator, seed, public_kid}]
  digits_refused  [text]
member.json
  wrapped         {member, passphrase, wrapped, opened}    opened = the object of protocol 2.3
  wrapped_refused [{why, member, passphrase, wrapped}]
  sign_in         {origin, member, nonce, message, public, sig}, sign_in_refused [{why, origin, member, nonce, public, sig}]
  note            {signal, note, desk_seed, desk_public, info, box, opened, by_public, message}
  notes_refused   [{why, signal, note, desk_seed, by_public, box}]
office.json
  fingerprint     of the administrator key; admin_seed, recovery_seed, desk_seeds {desk: seed}
  document        a good desk document; documents_refused [{why, document}]: also demo ones (for `run`)
  request, request_fingerprint (of canonical(request)); requests_refused [{why, request}]
  certificate; certificates_refused [{why, certificate}]: against `document`
  answer          believed by a member whose wrapped key holds `fingerprint`, `member_seal_seed` and `member_sign_seed`;
                  its grant opens to desk_seeds.intake
  answers_refused [{why, answer}]          refused by that member's browser (some only by it: they need its seal seed)
  answers_refused_by_server [{why, answer}]  the browser may believe these; the server, which has `document`, may not
"""

import hashlib
import json
from pathlib import Path

from tests.vault import make_vectors_encodings, make_vectors_members, make_vectors_papers, make_vectors_threads
from tests.vault.make_vectors_threads import flipped
from vault import sealing
from vault.encoding import b64u

HERE = Path(__file__).parent / "vectors"


def drawing(label: str):
    """A stream of bytes fixed by `label`: never for real keys."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        start, drawn = drawn, drawn + count
        return hashlib.shake_256(b"rb test vector " + label.encode()).digest(drawn)[start:]

    return draw


def keys() -> dict[str, object]:
    draw = drawing("keys")
    pairs = [sealing.seal_key(seed) for seed in (bytes(32), b"\xff" * 32, draw(32), draw(32))]
    signers = [sealing.sign_key(seed) for seed in (bytes(32), draw(32))]
    messages = ["", "rb/1/sign-in\nhttps://desk.example\nm-abcdefghij\n", "Қорқып тұрмын"]
    return {
        "xwing": [{"seed": b64u(k.seed), "public": b64u(k.public), "kid": sealing.kid(k.public)} for k in pairs],
        "ed25519": [
            {
                "seed": b64u(k.seed),
                "public": b64u(k.public),
                "message": m,
                "sig": b64u(sealing.sign(k.seed, m.encode())),
            }
            for k in signers
            for m in messages
        ],
    }


def seals() -> dict[str, object]:
    draw = drawing("seals")
    pair, other, key = sealing.new_seal_key(draw), sealing.new_seal_key(draw), draw(32)
    info, aad = "rb/1/session|7-abcdefghijklmnopqrst|0f", "rb/1/entry|7-abcdefghijklmnopqrst|0f|word|1|0e"

    def case(why: str, box: bytes, x: bytes | None, *, info: str = info, seed: bytes = pair.seed):
        return {"why": why, "seed": b64u(seed), "info": info, "box": b64u(box), "x_hex": None if x is None else x.hex()}

    def aead(why: str, box: bytes, x: bytes | None, *, aad: str = aad, key: bytes = key):
        return {"why": why, "key": b64u(key), "aad": aad, "box": b64u(box), "x_hex": None if x is None else x.hex()}

    whole = sealing.seal(pair.public, info.encode(), b"thirty-two bytes of a key, surely")
    closed = sealing.aead_seal(key, aad.encode(), "Он снова пьян".encode(), draw)
    plain = [b"", b"x", bytes(32), "Мне страшно 🆘".encode(), bytes(5000)]
    return {
        "cases": [
            *(case(f"{len(x)} bytes", sealing.seal(pair.public, info.encode(), x), x) for x in plain),
            case("another info", whole, None, info=info + "0"),
            case("an empty info", whole, None, info=""),
            case("another key", whole, None, seed=other.seed),
            case("a bit of the encapsulation flipped (ML-KEM)", flipped(whole, 5), None),
            case("a bit of the encapsulation flipped (X25519)", flipped(whole, 1100), None),
            case("a bit of the text flipped", flipped(whole, 1125), None),
            case("a bit of the tag flipped", flipped(whole, -1), None),
            case("cut by a byte", whole[:-1], None),
            case("only the encapsulation", whole[:1120], None),
            case("nothing", b"", None),
        ],
        "aead": [
            *(aead(f"{len(x)} bytes", sealing.aead_seal(key, aad.encode(), x, draw), x) for x in plain),
            aead("another aad", closed, None, aad=aad + "1"),
            aead("another key", closed, None, key=draw(32)),
            aead("a bit of the nonce flipped", flipped(closed, 0), None),
            aead("a bit of the text flipped", flipped(closed, 12), None),
            aead("a bit of the tag flipped", flipped(closed, -1), None),
            aead("cut by a byte", closed[:-1], None),
            aead("shorter than a nonce", closed[:11], None),
            aead("only a nonce", closed[:12], None),
        ],
    }


def write() -> None:
    made = {
        "encoding": make_vectors_encodings.encodings(),
        "keys": keys(),
        "seals": seals(),
        "thread": make_vectors_threads.thread(drawing("thread")),
        "receipts": make_vectors_threads.receipts(drawing("receipts")),
        "member": make_vectors_members.member(drawing("member")),
        "office": make_vectors_papers.office(drawing("office")),
    }
    for name, content in made.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
