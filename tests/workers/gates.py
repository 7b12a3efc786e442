"""Gates that a page may be sent to, for real: an HTTP server, and a mail server over TLS with a certificate of its own."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Gate:
    """``status`` is what it answers; None: it never does."""

    status: int | None = 200
    location: str = ""
    got: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        self.got.append((request.path_qs, await request.read(), dict(request.headers)))
        self.called.set()
        if self.status is None:
            await asyncio.Event().wait()
        return web.Response(status=self.status or 200, headers={"Location": self.location} if self.location else {})

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Its address."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        server = TestServer(app)
        await server.start_server(shutdown_timeout=0.1)
        yield str(server.make_url("/alert"))
        await server.close()


@dataclass
class MailServer:
    """Speaks just enough SMTP (RFC 5321, 3207, 4954). ``tls``: ``at once``, ``asked for`` or ``never``."""

    certificate: Path
    tls: str = "at once"
    said: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Its port."""
        at_once = self._context() if self.tls == "at once" else None
        server = await asyncio.start_server(self._talk, "localhost", 0, ssl=at_once)
        async with server:
            yield int(server.sockets[0].getsockname()[1])

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _say(writer, "220 gate")
        while line := (await reader.readline()).decode().strip():
            self.said.append(line)
            verb = line.split()[0].upper()
            if verb == "EHLO":
                offered = ["gate", "AUTH PLAIN", *(["STARTTLS"] if self.tls == "asked for" else [])]
                await _say(writer, *(f"250-{one}" for one in offered), "250 8BITMIME")
            elif verb == "STARTTLS":
                await _say(writer, "220 go ahead")
                await writer.start_tls(self._context())
            elif verb == "DATA":
                await _say(writer, "354 go ahead")
                self.said.append((await reader.readuntil(b"\r\n.\r\n")).decode())
                await _say(writer, "250 taken")
            else:
                await _say(writer, {"AUTH": "235 welcome", "QUIT": "221 bye"}.get(verb, "250 ok"))
        writer.close()


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode())
    await writer.drain()


def certificate(place: Path, host: str = "localhost") -> Path:
    """For this host, signed by itself: key and certificate in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = place / "gate.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path
