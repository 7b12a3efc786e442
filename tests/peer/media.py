"""What people send besides words: Bot API bodies of photos, voices, contacts and so on, with downloadable files."""

import hashlib
from collections.abc import Callable

from tests.peer.errors import Json
from tests.peer.model import StoredFile
from tests.peer.world import World

_FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "document": "documents", "video": "videos",
            "video_note": "video_notes", "audio": "music", "animation": "animations"}  # fmt: skip
_SUFFIXES = {"photo": "jpg", "voice": "oga", "sticker": "webp", "video": "mp4", "video_note": "mp4", "audio": "mp3",
             "animation": "mp4"}  # fmt: skip


_TOLD = frozenset({"duration", "file_name", "mime_type", "emoji", "file_size"})
"""What a test may say of a file; a ``file_size`` need not be true."""


def store_file(world: World, kind: str, content: bytes) -> StoredFile:
    number = len(world.files)
    unique = hashlib.sha256(f"{number}".encode() + content).hexdigest()[:16]
    suffix = _SUFFIXES.get(kind, "bin")
    path = f"{_FOLDERS.get(kind, 'documents')}/file_{number}.{suffix}"
    stored = StoredFile(f"AgAD{unique}", f"AQAD{unique}", path, content)
    world.files[stored.file_id] = stored
    return stored


def _photo(world: World, content: bytes, more: Json) -> Json:
    """Two sizes of one picture, as Telegram always sends several."""
    small, large = store_file(world, "photo", content[: len(content) // 2]), store_file(world, "photo", content)
    sizes = [{**small.as_json(), "width": 90, "height": 67}, {**large.as_json(), "width": 800, "height": 600}]
    return {"photo": sizes, **more}


def _with_file(kind: str, **fields: object) -> Callable[[World, bytes, Json], Json]:
    def build(world: World, content: bytes, more: Json) -> Json:
        own = {name: more.pop(name) for name in list(more) if name in _TOLD}
        return {kind: {**store_file(world, kind, content).as_json(), **fields, **own}, **more}

    return build


def _plain(kind: str, usual: Json) -> Callable[[World, bytes, Json], Json]:
    def build(_: World, __: bytes, more: Json) -> Json:
        return {kind: {**usual, **more}}

    return build


_STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "🙂"}
_POLL = {
    "id": "1", "question": "?", "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
    "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    "options": [{"persistent_id": n, "text": n, "voter_count": 0} for n in ("1", "2")],
}  # fmt: skip
_BUILDERS: dict[str, Callable[[World, bytes, Json], Json]] = {
    "photo": _photo,
    "voice": _with_file("voice", duration=3, mime_type="audio/ogg"),
    "sticker": _with_file("sticker", **_STICKER),
    "document": _with_file("document", file_name="file.bin", mime_type="application/octet-stream"),
    "video": _with_file("video", width=320, height=240, duration=3, mime_type="video/mp4"),
    "video_note": _with_file("video_note", length=240, duration=3),
    "audio": _with_file("audio", duration=3, mime_type="audio/mpeg"),
    "animation": _with_file("animation", width=320, height=240, duration=3, mime_type="video/mp4"),
    "contact": _plain("contact", {"phone_number": "+70000000000", "first_name": "?"}),
    "location": _plain("location", {"latitude": 55.0, "longitude": 82.9}),
    "dice": _plain("dice", {"emoji": "🎲", "value": 4}),
    "poll": _plain("poll", _POLL),
}


def media_body(world: World, kind: str, *, content: bytes, more: Json) -> Json:
    """The part of a message that tells what was sent; raises ValueError for a kind not known here."""
    if kind not in _BUILDERS:
        raise ValueError(f"unknown kind of message; known are {', '.join(sorted(_BUILDERS))}")
    return _BUILDERS[kind](world, content, dict(more))
