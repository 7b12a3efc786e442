"""A browser's push service as RFC 8030, 8188, 8291 and 8292 have it, over TLS, and the browsers behind it."""

import asyncio
import json
import re
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from desk.pushing import Device
from tests.workers.gates import certificate
from vault.encoding import b64u, unb64u

HOST = "push.example"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class To(AbstractResolver):
    """Every name leads to one port of this machine."""

    port: int
    address: str = "127.0.0.1"

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        kind = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        found = ResolveResult(hostname=host, host=self.address, port=self.port, family=kind, proto=0, flags=0)
        return [found]

    async def close(self) -> None:
        """Nothing is held."""


@dataclass
class Subscribed:
    """A browser: its key pair, its secret, and the house that alone may write to it (RFC 8292 §4)."""

    house: str
    auth: bytes
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    shown: list[bytes] = field(default_factory=list)

    def opened(self, body: bytes) -> bytes:
        """RFC 8188 and 8291, written from the RFCs with HMAC alone. Raises InvalidTag."""
        salt, theirs = body[:16], body[21 : 21 + body[20]]
        ours = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        secret = _mac(_mac(self.auth, self.key.exchange(ec.ECDH(), point)), b"WebPush: info\0" + ours + theirs + b"\1")
        root = _mac(salt, secret)
        key, nonce = (_mac(root, b"Content-Encoding: " + what + b"\0\1") for what in (b"aes128gcm", b"nonce"))
        text = AESGCM(key[:16]).decrypt(nonce[:12], body[21 + body[20] :], None).rstrip(b"\0")
        assert text.endswith(b"\2"), "the last record says so"
        return text[:-1]


def _mac(key: bytes, text: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(text)
    return made.finalize()


@dataclass
class PushService:
    """``status`` is what it answers to a message in order; None: it never does."""

    status: int | None = 201
    headers: dict[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = lambda: NOON
    browsers: dict[str, Subscribed] = field(default_factory=dict)
    bodies: list[bytes] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    def subscribed(self, house: str, name: str = "") -> Device:
        """A browser of ``name`` says yes to alarms of the house with this public key."""
        path = f"/send/{name or len(self.browsers)}"
        one = self.browsers[path] = Subscribed(house, bytes(range(16)))
        point = one.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Device(endpoint=f"https://{HOST}{path}", p256dh=b64u(point), auth=b64u(one.auth))

    def shown(self, name: str) -> list[bytes]:
        """What came to a browser."""
        return self.browsers[f"/send/{name}"].shown

    async def _take(self, request: web.Request) -> web.Response:
        body, at = await request.read(), self.browsers.get(request.raw_path)
        self.bodies.append(body)
        self.called.set()
        if self.status is None:
            await asyncio.Event().wait()
        if at is None:
            return web.Response(status=410)
        if fault := self._fault(request, at):
            self.faults.append(fault)
            return web.Response(status=403)
        if self.status == 201:
            try:
                at.shown.append(at.opened(body))
            except InvalidTag:
                self.faults.append("nobody can open it")
        return web.Response(status=self.status or 201, headers=self.headers)

    def _fault(self, request: web.Request, at: Subscribed) -> str:
        said = request.headers
        if request.method != "POST" or said.get("Content-Encoding") != "aes128gcm":
            return "encoding"
        if not said.get("TTL", "").isdigit():
            return "no TTL (RFC 8030 5.2)"
        if said.get("Urgency") not in {"very-low", "low", "normal", "high"}:
            return "urgency (RFC 8030 5.3)"
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", said.get("Topic", "-")):
            return "topic (RFC 8030 5.4)"
        return self._token_fault(said.get("Authorization", ""), at)

    def _token_fault(self, said: str, at: Subscribed) -> str:
        found = re.fullmatch(r"vapid t=(?P<head>[^.,]+)\.(?P<claims>[^.,]+)\.(?P<sig>[^.,]+), ?k=(?P<k>\S+)", said)
        if not found or found["k"] != at.house:
            return "another house (RFC 8292 4.2)"
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64u(found["k"]))
        raw = unb64u(found["sig"])
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        try:
            point.verify(
                encode_dss_signature(r, s), f"{found['head']}.{found['claims']}".encode(), ec.ECDSA(hashes.SHA256())
            )
        except InvalidSignature:
            return "signature"
        head, claims = (json.loads(unb64u(found[part])) for part in ("head", "claims"))
        left = datetime.fromtimestamp(claims["exp"], UTC) - self.now()
        in_time = timedelta() < left <= timedelta(hours=24)
        whose = claims["aud"] == f"https://{HOST}" and claims["sub"].startswith(("mailto:", "https://"))
        return "" if head == {"typ": "JWT", "alg": "ES256"} and in_time and whose and len(raw) == 64 else "claims"

    @asynccontextmanager
    async def listening(self, place: Path) -> AsyncIterator[Callable[[], To]]:
        """What leads a caller here; ``certificate`` of ``place`` must be trusted by whoever comes."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate(place, HOST))
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
            self.port = runner.addresses[0][1]
            yield lambda: To(self.port)
        finally:
            await runner.cleanup()
