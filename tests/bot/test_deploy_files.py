"""The files that an operator copies: they name our settings and sizes, and write nobody down."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.button.shapes import LARGEST_SEALED_VOICE

ROOT = Path(__file__).parents[2]
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "red-button.service").read_text(encoding="utf-8")


def directives(name: str) -> list[str]:
    return re.findall(rf"^\s*{name} ([^;]+);", NGINX, re.MULTILINE)


def test_the_proxy_lets_the_largest_voice_through_and_holds_it_in_memory():
    (most,), (buffer,) = directives("client_max_body_size"), directives("client_body_buffer_size")
    assert most == buffer
    assert LARGEST_SEALED_VOICE < int(most.removesuffix("k")) * 1024 < 2 * LARGEST_SEALED_VOICE
    assert directives("proxy_max_temp_file_size") == ["0"]


def test_the_proxy_writes_no_visitor_down_and_hands_none_on():
    hosts = NGINX.count("server {")
    assert directives("access_log") == ["off"] * hosts
    assert [level.split()[-1] for level in directives("error_log")] == ["emerg"] * hosts
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        assert f'{header} ""' in directives("proxy_set_header")
    assert "$remote_addr" not in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX


def test_the_guides_settings_lie_where_the_service_makes_room_for_them():
    guide = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    made = dict(re.findall(r"^(StateDirectory|RuntimeDirectory)=(.+)$", UNIT, re.MULTILINE))
    state = {f"/var/lib/{name}" for name in made["StateDirectory"].split()}
    said = dict(re.findall(r"^\s+(DATA_DIR|ADDRESS_KEY_FILE|TRANSIT_KEY_FILE)=(\S+)$", guide, re.MULTILINE))
    assert {said["DATA_DIR"], str(Path(said["ADDRESS_KEY_FILE"]).parent)} == state
    assert str(Path(said["TRANSIT_KEY_FILE"]).parent) == f"/run/{made['RuntimeDirectory']}"


def test_systemd_knows_every_key_of_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    file = tmp_path / "red-button.service"
    mine = re.sub(r"^(User|Group)=.*$", "", UNIT, flags=re.MULTILINE)
    file.write_text(re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", mine, flags=re.MULTILINE), encoding="utf-8")
    ran = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False)
    assert [line for line in ran.stderr.splitlines() if "red-button.service" in line] == []
