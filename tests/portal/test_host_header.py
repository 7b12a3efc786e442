"""A Host header that no browser sends: it breaks no page, and stands in none."""

import asyncio

import pytest

from tests.portal.button_rig import button_parts
from tests.portal.portal_rig import portal
from tests.portal.test_poster import WORDS

STRANGE = [
    "a" * 6_000,
    "localhost:" + "9" * 3_000,
    "127.0.0.1" + "1" * 2_500,
    "x" * 3_000 + "@localhost",
    "localhost:99999999",
    "localhost:port",
    "[::1",
    "[",
    "a b",
    "http://[x]/",
    '"><script>',
]
PAGES = ("/", "/button/form", "/health", "/embed.js", "/poster", "/poster.pdf")


async def asked(base, path, host):
    """(status, body); ``host`` None: no such line at all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(base.rpartition(":")[2]))
    line = "" if host is None else f"Host: {host}\r\n"
    writer.write(f"GET {path} HTTP/1.1\r\n{line}Connection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


@pytest.fixture
async def base(rig):
    """No public origin is set."""
    async with portal(rig, button=button_parts(rig), poster=WORDS, origin="") as base:
        yield base


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_breaks_over_a_strange_host_and_none_repeats_it(base, path):
    usual, _ = await asked(base, path, "localhost")
    assert usual == 200
    for host in [*STRANGE, "", None]:
        status, body = await asked(base, path, host)
        assert status in {200, 400}, (host or "")[:20]
        assert not host or len(host) < 4 or host.encode() not in body


async def test_without_an_origin_a_poster_leads_to_the_machine_that_was_named_and_to_nothing_else(base):
    for host in ("localhost:8080", "192.168.0.5:8080", "desk.local", "[::1]:8080", "[fe80::1]"):
        assert (await asked(base, "/poster", host))[0] == 200
        assert host.encode() in (await asked(base, "/poster", host))[1]
    for host in STRANGE:
        assert (await asked(base, "/poster", host))[0] == 400
