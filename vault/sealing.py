"""The ciphers: HPKE with X-Wing, AES-256-GCM, Ed25519, exactly as protocol §0 names them. Nobody else calls them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

Draw: TypeAlias = Callable[[int], bytes]  # so many random bytes; os.urandom in the wiring

SEED_BYTES: Final = 32
PUBLIC_BYTES: Final = 1216  # ML-KEM-768 1184 ‖ X25519 32
SEALED_BYTES: Final = 1136  # what `seal` adds: encapsulation 1120 ‖ tag 16
SIGN_PUBLIC_BYTES: Final = 32
SIG_BYTES: Final = 64
_ML_KEM_BYTES: Final = 1184
_ML_KEM_SEED_BYTES: Final = 64
_EXPANDED_BYTES: Final = 96  # draft-connolly-cfrg-xwing-kem: SHAKE-256 of the seed
_NONCE_BYTES: Final = 12
_SUITE: Final = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealBroken(Exception):
    """A value could not be sealed, opened or read. The message is the name of the step and nothing else."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """An X-Wing key pair: `seed` 32 bytes (private), `public` 1216 bytes."""

    seed: bytes = field(repr=False)
    public: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignKey:
    """An Ed25519 key pair: `seed` and `public` 32 bytes each."""

    seed: bytes = field(repr=False)
    public: bytes = field(repr=False)


def new_seal_key(draw: Draw) -> SealKey:
    return seal_key(draw(SEED_BYTES))


def seal_key(seed: bytes) -> SealKey:
    """The pair that grows from `seed`. Raises SealBroken when that is not 32 bytes."""
    ml_kem, x25519 = _halves(seed)
    return SealKey(seed, ml_kem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())


def kid(public: bytes) -> str:
    """The name of a public key: 16 hexadecimal characters."""
    return hashlib.sha256(public).digest()[:8].hex()


def is_seal_public(public: bytes) -> bool:
    """Whether something can be sealed to `public`."""
    try:
        _public(public)
    except SealBroken:
        return False
    return True


def seal(public: bytes, info: bytes, x: bytes) -> bytes:
    """`x` for the holder of `public`, bound to `info`. 1136 bytes longer than `x`. Raises SealBroken."""
    key = _public(public)
    try:
        return _SUITE.encrypt(x, key, info)
    except (InvalidTag, ValueError):
        raise SealBroken("seal") from None


def unseal(seed: bytes, info: bytes, box: bytes) -> bytes:
    """What `seal` was given. Raises SealBroken for another key, another `info` and any changed byte."""
    key = MLKEM768X25519PrivateKey(*_halves(seed))
    try:
        return _SUITE.decrypt(box, key, info)
    except (InvalidTag, ValueError):
        raise SealBroken("unseal") from None


def aead_seal(key: bytes, aad: bytes, x: bytes, draw: Draw) -> bytes:
    """AES-256-GCM with a drawn nonce: 28 bytes longer than `x`."""
    nonce = draw(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, x, aad)


def aead_open(key: bytes, aad: bytes, box: bytes) -> bytes:
    """What `aead_seal` was given. Raises SealBroken for another key, another `aad` and any changed byte."""
    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise SealBroken("aead") from None


def new_sign_key(draw: Draw) -> SignKey:
    return sign_key(draw(SEED_BYTES))


def sign_key(seed: bytes) -> SignKey:
    return SignKey(seed, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign(seed: bytes, x: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(x)


def verified(public: bytes, sig: bytes, x: bytes) -> bool:
    """Whether the holder of `public` signed exactly `x`. False also for keys and signatures of a wrong length."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(sig, x)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=4096)  # parsing an ML-KEM key costs more than the seal; one process knows some thousand threads
def _public(public: bytes) -> MLKEM768X25519PublicKey:
    if len(public) != PUBLIC_BYTES:
        raise SealBroken("seal-key")
    try:
        ml_kem = MLKEM768PublicKey.from_public_bytes(public[:_ML_KEM_BYTES])
        return MLKEM768X25519PublicKey(ml_kem, X25519PublicKey.from_public_bytes(public[_ML_KEM_BYTES:]))
    except ValueError:
        raise SealBroken("seal-key") from None


def _halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    if len(seed) != SEED_BYTES:
        raise SealBroken("seal-seed")
    expanded = hashlib.shake_256(seed).digest(_EXPANDED_BYTES)
    ml_kem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_ML_KEM_SEED_BYTES])
    return ml_kem, X25519PrivateKey.from_private_bytes(expanded[_ML_KEM_SEED_BYTES:])
