"""The vectors of protocol §0; their format stands in `make_vectors`."""

import json

from vault import encoding
from vault.ceremony_documents import fingerprint, grouped
from vault.encoding import b64u, pad

_BYTES = [b"", b"\0", b"f", b"fo", b"foo", b"\xff\xfe\xfd", bytes(range(64))]
_NO_B64U = ["Zg==", "Zg=", "Zm9v\n", " Zm9v", "Zm 9v", "Zm+v", "Zm/v", "Z", "Zh", "Zm9", "ZmЯv", "Zm9v=", "."]
_VALUES = [
    '{"b":1,"a":2,"B":3,"_":4,"aa":5}',
    '{"text":"Привет, мама","kk":"Қорқып тұрмын, көмектесіңдер","emoji":"🆘👩‍👧","a":[1,0,-7,true,false,null]}',
    r'{"text":"\u0000\u0001\u001f\u007f\u2028\u2029\"\\\/\b\f\n\r\t<>&"}',
    '{"nested":{"z":[],"a":{}},"largest":9007199254740991,"least":-9007199254740991}',
    '""',
]
_NO_VALUES = ["0.5", '{"a":[1.25]}', "9007199254740993", "-9007199254740992", r'"\ud83d"', r'{"\udc00":1}']
_ILL_FORMED = [r'"a\ud83d"', r'"\udd98b"', r'"\ud83c\udd98"', r'"\ud83d\ud83cx\udd98\udd98"', '"обычный"']
_BODIES = [b"", b"a", b"\x80", b"\0", b"\x80\0\0", b"x" * 510, b"x" * 511, b"x" * 512, "я".encode() * 600]
_NO_PADDING = {
    "nothing": b"",
    "zeros only": bytes(512),
    "no mark": b"x" * 512,
    "one byte short": pad(b"x")[:-1],
    "a whole block of zeros too many": pad(b"x") + bytes(512),
    "a mark at the end of a block, a block of zeros": pad(b"x" * 511) + bytes(512),
    "something after the mark": pad(b"x")[:-1] + b"\x01",
}
_PARTS = [["rb/1/note", "7-abc", "m-xyz", "0f"], ["rb/1/code", "rb1", "1-2-3-4-5"], ["rb/1/x"]]
_NO_PARTS = ["a|b", "", "A", "a/b", "я", "a\n"]


def encodings() -> dict[str, object]:
    prints = {x: fingerprint(x) for x in (b"", bytes(32), b"abc")}
    return {
        "b64u": [{"hex": x.hex(), "text": b64u(x)} for x in _BYTES],
        "b64u_refused": _NO_B64U,
        "canonical": [{"json": text, "text": encoding.canonical(json.loads(text)).decode()} for text in _VALUES],
        "canonical_refused": _NO_VALUES,
        "well_formed": [{"json": text, "text": encoding.well_formed(json.loads(text))} for text in _ILL_FORMED],
        "pad": [{"hex": x.hex(), "padded_hex": pad(x).hex()} for x in _BODIES],
        "unpad_refused": [{"why": why, "hex": x.hex()} for why, x in _NO_PADDING.items()],
        "joined": [{"parts": parts, "text": encoding.joined(*parts).decode()} for parts in _PARTS],
        "joined_refused": [["rb/1/x", part] for part in _NO_PARTS],
        "fingerprint": [{"hex": x.hex(), "text": text, "grouped": grouped(text)} for x, text in prints.items()],
    }
