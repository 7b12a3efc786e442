"""`./run` on a fresh machine: a small house of the same build, whose only dependency lies beside it, so no network."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAM = """
import json, os, sys
import tiny
print(json.dumps({"arguments": sys.argv[1:], "tiny": tiny.VERSION, "cwd": os.getcwd(), "python": sys.executable}))
"""


def tiny_wheel(folder: Path, version: str) -> Path:
    """The smallest package that pip installs."""
    wheel = folder / f"tiny-{version}-py3-none-any.whl"
    info = f"tiny-{version}.dist-info"
    files = {
        "tiny.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: here\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},\n"
        for name, text in files.items()
    )
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(name, text)
    return wheel


def locked(house: Path, version: str) -> None:
    wheel = tiny_wheel(house, version)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (house / "requirements.lock").write_text(f"./{wheel.name} \\\n    --hash=sha256:{digest}\n")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A checkout in a folder with a space in its name."""
    root = tmp_path / "a fresh clone"
    shutil.copytree(
        ROOT / "tools" / "bootstrap", root / "tools" / "bootstrap", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "run", root / "run")
    (root / "bot").mkdir()
    (root / "bot" / "__main__.py").write_text(PROGRAM)
    locked(root, "1.0")
    return root


def starting(house: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> "subprocess.Popen[str]":
    """`./run` with this very Python first in the path, and nothing of the tests' own environment."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.Popen(
        [house / "run", *arguments],
        cwd=cwd or house,
        env={"PATH": path, "HOME": str(house), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ran(house: Path, *arguments: str, cwd: Path | None = None, **environment: str) -> tuple[int, str, str]:
    process = starting(house, *arguments, cwd=cwd, **environment)
    out, err = process.communicate()
    return process.returncode, out, err


def test_the_first_start_makes_an_environment_and_hands_the_command_on(house, tmp_path):
    code, out, err = ran(house, "demo", "--port", "1", cwd=tmp_path)
    assert (code, json.loads(out)["arguments"]) == (0, ["demo", "--port", "1"]), err
    assert json.loads(out)["cwd"] == str(house)
    assert json.loads(out)["python"] == str(house / ".venv" / "bin" / "python")


def test_the_environment_needs_no_pip_of_the_system(house):
    assert ran(house, "demo")[0] == 0
    assert list((house / ".venv").glob("lib/python*/site-packages/pip*")) == []


def test_a_second_start_installs_nothing(house):
    ran(house, "demo")
    (house / "tiny-1.0-py3-none-any.whl").unlink()
    code, out, err = ran(house, "keys", "init")
    assert (code, json.loads(out)["arguments"], err) == (0, ["keys", "init"], "")


def test_a_changed_lock_is_installed(house):
    ran(house, "demo")
    locked(house, "2.0")
    assert json.loads(ran(house, "demo")[1])["tiny"] == "2.0"


def test_two_first_starts_at_once_both_arrive(house):
    both = [starting(house, "demo") for _ in range(2)]
    ended = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], ended
    assert "".join(err for _, err in ended).count("Installing") == 1


def test_a_half_made_environment_is_not_trusted(house):
    ran(house, "demo")
    (house / ".venv" / "installed.json").unlink()
    shutil.rmtree(next((house / ".venv").glob("lib/python*/site-packages")))
    assert ran(house, "demo")[0] == 0


def test_an_environment_whose_python_is_gone_is_made_again(house):
    ran(house, "demo")
    (house / ".venv" / "bin" / "python").unlink()
    assert ran(house, "demo")[0] == 0


def test_a_failed_installation_says_so_and_is_not_trusted_afterwards(house):
    lock = (house / "requirements.lock").read_text()
    (house / "requirements.lock").write_text(lock[:-2] + ("0" if lock[-2] != "0" else "1") + "\n")
    for _ in range(2):
        code, out, err = ran(house, "demo")
        assert (code, out) == (1, "")
        assert "HASHES" in err
        assert "./run: Installing from requirements.lock failed" in err
    (house / "requirements.lock").write_text(lock)
    assert ran(house, "demo")[0] == 0


def test_a_requirement_that_can_not_be_fetched_is_explained(house):
    (house / "requirements.lock").write_text(f"tiny==9.9 --hash=sha256:{'0' * 64}\n")
    code, _, err = ran(house, "demo")
    assert code == 1
    assert "needs the network" in err


def test_a_damaged_pip_is_refused(house):
    wheel = next((house / "tools" / "bootstrap").glob("pip-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    code, _, err = ran(house, "demo")
    assert code == 1
    assert "SHA-256 differs" in err


def test_an_environment_that_somebody_else_made_is_left_alone(house):
    (house / ".venv").mkdir()
    (house / ".venv" / "pyvenv.cfg").write_text("home = elsewhere\n")
    code, _, err = ran(house, "demo")
    assert code == 1
    assert "left alone" in err
    assert (house / ".venv" / "pyvenv.cfg").read_text() == "home = elsewhere\n"


def test_a_machine_without_a_new_enough_python_is_told_what_is_missing(house, tmp_path):
    old = tmp_path / "only" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    code, _, err = ran(house, "demo", PATH=str(old.parent))
    assert code == 1
    assert "no Python 3.11 or newer" in err


def test_a_python_without_its_module_venv_is_told_what_to_install(house, tmp_path):
    bare = tmp_path / "only" / "python3"
    bare.parent.mkdir()
    bare.write_text('#!/bin/sh\ncase "$*" in *venv*) exit 1 ;; esac\n')
    bare.chmod(0o755)
    code, _, err = ran(house, "demo", PATH=str(bare.parent))
    assert code == 1
    assert "lacks its module venv" in err


def test_a_folder_of_the_callers_environment_can_not_put_itself_before_ours(house, tmp_path):
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__main__.py").write_text("print('a stranger')\n")
    code, out, _ = ran(house, "demo", cwd=tmp_path, PYTHONPATH=str(tmp_path), PYTHONSAFEPATH="1")
    assert (code, json.loads(out)["arguments"]) == (0, ["demo"])


def test_help_needs_nothing_at_all(house):
    for arguments in ([], ["help"], ["--help"]):
        code, out, err = ran(house, *arguments, PATH="/bin:/usr/bin")
        assert (code, err) == (0, "")
        assert all(command in out for command in ("demo", "test", "check", "bench", "screenshots"))
    assert not (house / ".venv").exists()


def test_the_locks_name_no_package_index_and_no_place_of_this_machine():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / lock).read_text().splitlines()
        assert [line for line in lines if line.startswith("-") or "://" in line or " @ " in line] == []


def test_every_locked_requirement_has_hashes_and_both_locks_agree():
    def versions(lock: str) -> set[str]:
        joined = (ROOT / lock).read_text().replace("\\\n", " ").splitlines()
        assert [line for line in joined if "--hash=sha256:" not in line] == []
        return {line.split()[0] for line in joined}

    assert versions("requirements.lock") < versions("requirements-dev.lock")
