"""The numbers of a house at work, as Prometheus would fetch them: nobody can be found in them."""

import re
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.settings import BadSettings
from tests.stories.outage import health
from tests.stories.pace import quick, unlimited
from tests.stories.rig import product

WORDS = "папа бьет меня прямо сейчас КАНАРЕЙКА-7319"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


async def test_numbers_of_a_house_at_work_name_nobody_and_the_portal_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    port = free_port()
    async with product(tmp_path, metrics_port=port, alert_webhook_url="https://gate.example/token-7319") as made:
        unlimited(made)
        child, rooms = made.child(), made.house.rooms
        await child.writes(WORDS)
        await child.sees("Я тебе верю")
        await made.peer.settled()
        await made.advance(minutes=4)
        async with aiohttp.ClientSession() as http:
            async with http.get(f"http://localhost:{port}/metrics") as answer:
                page = await answer.text()
            async with http.get(f"{made.house.url}/metrics") as answer:
                assert answer.status == 404
        numbers = dict(line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
        assert float(numbers["red_button_oldest_unclaimed_immediate_seconds"]) >= 240
        assert numbers['red_button_waiting{tier="immediate"}'] == "1.0"
        assert numbers["red_button_on_shift"] == "2.0"
        assert float(numbers["red_button_updates_lag_seconds"]) >= 0
        cards = await rooms.files.queue(100)
        secrets = {str(one) for card in cards for one in (card.signal, card.account)}
        secrets |= {member.id for member in made.members.values()} | {"Анна", "gate.example", *WORDS.split()}
        without_values = re.sub(r" \S+$", "", page, flags=re.MULTILINE)
        for secret in (*secrets, "1001", "900", "7319"):
            assert secret not in without_values
        assert set(re.findall(r"\{.*?\}", page)) <= {
            *(f'{{tier="{tier}"}}' for tier in ("immediate", "urgent", "standard", "planned")),
            '{outcome="taken"}',
            '{outcome="failed"}',
        }
        status, said = await health(made)
        assert (status, said["watch"]) == (200, "beating")
        assert float(str(said["oldest_unclaimed_immediate_s"])) >= 240
        assert not any(secret in str(said) for secret in secrets)


async def test_a_port_that_is_taken_stops_the_start_by_its_name(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with pytest.raises(BadSettings, match=f"METRICS_HOST 127.0.0.1, METRICS_PORT {port}: cannot listen"):
            async with product(tmp_path, metrics_host="127.0.0.1", metrics_port=port):
                pass
