"""A push message as the push service may carry it: sealed to one browser (RFC 8291), signed by this house (RFC 8292).

The ciphers are ``cryptography``'s; here stands only in which order the RFCs join them. Held to RFC 8291 Appendix A.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vault.encoding import Malformed, b64u, canonical, unb64u
from vault.sealing import Draw, SealBroken

TOKEN_LIFE: Final = timedelta(hours=12)
"""RFC 8292 §2: 24 hours at most."""
POINT_BYTES: Final = 65
AUTH_BYTES: Final = 16
_SCALAR_BYTES: Final = 32
_SALT_BYTES: Final = 16
_RECORD_SIZE: Final = 4096
"""RFC 8291 §4: one record; what we send has one byte."""
_LAST_RECORD: Final = b"\x02"
"""RFC 8188 §2: the delimiter of the last record, and of padding, of which there is none: every payload is one byte."""


@dataclass(frozen=True, kw_only=True)
class Browser:
    """To whom a message is sealed."""

    point: ec.EllipticCurvePublicKey = field(repr=False)
    auth: bytes = field(repr=False)


def browser(p256dh: str, auth: str) -> Browser:
    """Out of a subscription's base64url. Raises SealBroken: no point of P-256, or a secret of another length."""
    try:
        raw, secret = unb64u(p256dh), unb64u(auth)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except (Malformed, ValueError):
        raise SealBroken("push-key") from None
    if len(raw) != POINT_BYTES or len(secret) != AUTH_BYTES:
        raise SealBroken("push-key")
    return Browser(point=point, auth=secret)


def new_key(draw: Draw) -> ec.EllipticCurvePrivateKey:
    """A P-256 key out of the house's random source."""
    while True:
        try:
            return ec.derive_private_key(int.from_bytes(draw(_SCALAR_BYTES), "big"), ec.SECP256R1())
        except ValueError:  # zero or above the order of the curve: once in 2³²
            continue


def scalar(key: ec.EllipticCurvePrivateKey) -> bytes:
    """32 bytes that ``key_of`` takes."""
    return key.private_numbers().private_value.to_bytes(_SCALAR_BYTES, "big")


def key_of(raw: bytes) -> ec.EllipticCurvePrivateKey:
    """Raises SealBroken."""
    try:
        return ec.derive_private_key(int.from_bytes(raw, "big"), ec.SECP256R1())
    except ValueError:
        raise SealBroken("push-key") from None


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key, 65 bytes, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def sealed(to: Browser, text: bytes, draw: Draw) -> bytes:
    """``text`` as aes128gcm (RFC 8188), 103 bytes longer. A key of its own for every message."""
    ours = new_key(draw)
    theirs, mine = to.point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint), point_of(ours)
    shared = ours.exchange(ec.ECDH(), to.point)
    secret = _hkdf(to.auth, shared, b"WebPush: info\0" + theirs + mine, 32)
    salt = draw(_SALT_BYTES)
    key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
    header = salt + _RECORD_SIZE.to_bytes(4, "big") + bytes([POINT_BYTES]) + mine
    return header + AESGCM(key).encrypt(nonce, text + _LAST_RECORD, None)


def authorization(key: ec.EllipticCurvePrivateKey, audience: str, contact: str, now: datetime) -> str:
    """The header by which a push service knows the house: ``audience`` is its origin, ``contact`` mailto: or https:."""
    claims = {"aud": audience, "exp": int((now + TOKEN_LIFE).timestamp()), "sub": contact}
    signed = f"{b64u(canonical({'alg': 'ES256', 'typ': 'JWT'}))}.{b64u(canonical(claims))}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = r.to_bytes(_SCALAR_BYTES, "big") + s.to_bytes(_SCALAR_BYTES, "big")  # RFC 7518 §3.4, not DER
    return f"vapid t={signed}.{b64u(signature)},k={b64u(point_of(key))}"


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)
