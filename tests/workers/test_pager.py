"""The second channel: always the same bytes, taken only when the other side says so, and nothing of its address told."""

import asyncio
import base64
import logging
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.workers.gates import Gate, MailServer, certificate
from workers import pager
from workers.pager import SAID, Mail, PagerChannel, Pagers, Webhook

TOKEN = "nobody-else-knows-this"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pager, "TIMEOUT_S", 3.0)


async def test_the_bytes_are_the_same_whatever_happened():
    gate = Gate()
    async with gate.listening() as url:
        pagers = Pagers([Webhook(f"{url}?key={TOKEN}")])
        for what in ("waiting", "unmanned", "canary"):
            assert await pagers.page(what)
    first = gate.got[0]
    assert first[0] == f"/alert?key={TOKEN}"
    assert first[1] == b'{"text": "%s"}' % SAID.encode()
    assert gate.got == [first] * 3
    assert (pagers.pages.taken, pagers.pages.failed, pagers.pages.last) == (3, 0, "taken")


@pytest.mark.parametrize(("status", "taken"), [(200, True), (204, True), (299, True), (400, False), (500, False)])
async def test_only_a_2xx_means_that_it_was_taken(status, taken):
    gate = Gate(status)
    async with gate.listening() as url:
        pagers = Pagers([Webhook(url)])
        assert await pagers.page("waiting") is taken
    assert (pagers.pages.taken, pagers.pages.failed) == (taken, not taken)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_neither_followed_nor_taken(status):
    elsewhere = Gate()
    async with elsewhere.listening() as url:
        gate = Gate(status, location=url)
        async with gate.listening() as asked:
            assert not await Pagers([Webhook(asked)]).page("waiting")
    assert (len(gate.got), elsewhere.got) == (1, [])


async def test_a_dead_channel_neither_delays_the_others_nor_undoes_them():
    dead, alive = Gate(None), Gate()
    async with dead.listening() as one, alive.listening() as other:
        pagers = Pagers([Webhook(one), Webhook("http://localhost:1/nobody"), Webhook(other)])
        paging = asyncio.ensure_future(pagers.page("waiting"))
        await dead.called.wait()
        await alive.called.wait()
        assert not paging.done()
        assert await paging
    assert (pagers.pages.taken, pagers.pages.failed, pagers.pages.last) == (1, 2, "taken")


class Endless:
    """A channel that sees to no time of its own."""

    async def send(self) -> None:
        await asyncio.Event().wait()


async def test_a_channel_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(pager, "TIMEOUT_S", 0.05)
    channel: PagerChannel = Endless()
    assert not await Pagers([channel]).page("waiting")


async def test_without_any_channel_nobody_is_paged_and_the_log_says_so():
    with capture_logs() as logs:
        pagers = Pagers([])
        assert await pagers.page("canary")
    assert logs == [{"event": "nobody-paged", "log_level": "error", "what": "canary", "channels": 0}]
    assert pagers.pages.last == "failed"


async def test_nothing_of_an_address_is_told_in_logs_errors_or_descriptions(caplog):
    caplog.set_level(logging.DEBUG)
    gate = Gate(500)
    async with gate.listening() as url:
        mail = Mail(f"smtps://anna:{TOKEN}@localhost:1", "desk@gate.example", ("anna@gate.example",))
        channels: list[PagerChannel] = [
            Webhook(f"{url}?key={TOKEN}"),
            Webhook(f"http://localhost:1/{TOKEN}"),
            Webhook(f"http://{TOKEN}.invalid/"),
            mail,
        ]
        with capture_logs() as logs:
            assert not await Pagers(channels).page("waiting")
    ours = "".join(one.getMessage() for one in caplog.records if not one.name.startswith("aiohttp.access"))
    assert len(logs) == 5
    for secret in (TOKEN, "gate.example", "anna"):
        assert secret not in repr(logs) + repr(channels) + ours


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this machine trusts."""
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    return made


@pytest.mark.parametrize(("tls", "scheme"), [("at once", "smtps"), ("asked for", "smtp")])
async def test_a_mail_goes_over_tls_to_everybody_with_the_same_words(trusted, tls, scheme):
    server = MailServer(trusted, tls)
    async with server.listening() as port:
        mail = Mail(
            f"{scheme}://anna:p%40ss@localhost:{port}", "desk@gate.example", ("a@gate.example", "b@gate.example")
        )
        assert await Pagers([mail]).page("waiting")
        assert await Pagers([mail]).page("canary")
    credentials = base64.b64encode(b"\0anna\0p@ss").decode()
    assert f"AUTH PLAIN {credentials}" in server.said
    assert server.said.count("rcpt TO:<a@gate.example>") == server.said.count("rcpt TO:<b@gate.example>") == 2
    letters = [one for one in server.said if "Subject: " in one]
    assert letters[0] == letters[1]
    assert letters[0].count(SAID) == 2


async def test_a_mail_server_that_nobody_vouches_for_gets_no_password(tmp_path):
    server = MailServer(certificate(tmp_path))
    async with server.listening() as port:
        assert not await Pagers([Mail(f"smtps://a:{TOKEN}@localhost:{port}", "a@b.example", ("c@d.example",))]).page(
            "x"
        )
    assert server.said == []


async def test_a_mail_server_without_tls_gets_no_password_and_no_mail(trusted):
    server = MailServer(trusted, "never")
    async with server.listening() as port:
        assert not await Pagers([Mail(f"smtp://a:{TOKEN}@localhost:{port}", "a@b.example", ("c@d.example",))]).page("x")
    assert not any(line.split()[0].upper() in {"AUTH", "MAIL", "DATA"} for line in server.said)
