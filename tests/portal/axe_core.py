"""Where axe-core's script is: `npm ci` in tests/clients, or in the directory that RB_NODE_CLIENTS names."""

import os
from pathlib import Path

import pytest


def axe_script() -> str:
    """Without it a test is skipped with a message; under CI it fails."""
    home = Path(os.environ.get("RB_NODE_CLIENTS") or Path(__file__).parents[1] / "clients")
    script = home / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        message = "no axe-core here: run `npm ci` in tests/clients or set RB_NODE_CLIENTS"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return script.read_text(encoding="utf-8")
