"""What phones record: Ogg with Opus, as Telegram's voice messages are, and a tone that a person can hear in the demo."""

import math
import struct
from collections.abc import Iterator

_FRAME_MS = 20
_RATE = 48_000
_SILENCE = b"\xf8\xff\xfe"
"""One Opus packet of 20 ms in which nobody says anything (RFC 6716)."""
_PACKETS_PER_PAGE = 50
_TONE_HZ = 440
_TONE_RATE = 8_000


def ogg_opus(seconds: int, note: bytes = b"") -> bytes:
    """A voice message of silence (RFC 7845) that any browser plays; ``note`` stands in its comment."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, _RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"peer" + struct.pack("<I", 1) + struct.pack("<I", len(note)) + note
    pages = [_page([head], 0, 0, 2), _page([tags], 0, 1, 0)]
    left, number, granule = seconds * 1000 // _FRAME_MS, 2, 0
    while left:
        packets = min(left, _PACKETS_PER_PAGE)
        left -= packets
        granule += packets * _FRAME_MS * _RATE // 1000
        pages.append(_page([_SILENCE] * packets, granule, number, 0 if left else 4))
        number += 1
    return b"".join(pages)


def _page(packets: list[bytes], granule: int, number: int, flags: int) -> bytes:
    """RFC 3533; packets of less than 255 × 255 bytes, each whole on its page."""
    lacing = b"".join(bytes([255] * (len(packet) // 255) + [len(packet) % 255]) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 77, number, 0) + bytes([len(lacing)]) + lacing
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(page: bytes) -> int:
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


def tone(seconds: int) -> bytes:
    """WAV, 8 bits: no encoder of Opus stands in this repository, and browsers play what they recognise."""
    samples = bytes(_samples(seconds * _TONE_RATE))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, _TONE_RATE, _TONE_RATE, 1, 8)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _samples(count: int) -> Iterator[int]:
    """It comes and goes, so that nobody takes it for a fault of the line."""
    for at in range(count):
        loud = 0.5 - 0.5 * math.cos(2 * math.pi * at / _TONE_RATE)
        yield int(128 + 60 * loud * math.sin(2 * math.pi * _TONE_HZ * at / _TONE_RATE))
