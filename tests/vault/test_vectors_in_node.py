"""The browser's sealing modules, run by Node, against the vectors that Python made, and Python against what they seal."""

import copy
import json
import subprocess
from typing import Any

import pytest

from tests.vault.js.in_python import FEWEST, HERE, NAMES, VECTORS, Asked, must_open_in_python

# Node 20 has no X-Wing, so both run the fallback for it; the older one has no Ed25519 either.
RUNTIMES = {"as it is": None, "older": "./older_browser.js"}


def run(node: str, runtime: str, task: dict[str, Any]) -> Any:
    first = RUNTIMES[runtime]
    command = [node, "--no-warnings", str(HERE / "in_node.js"), *([first] if first else [])]
    done = subprocess.run(command, input=json.dumps(task).encode(), capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def vectors(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("name", NAMES)
def test_the_modules_agree_with_the_vectors(node, name, runtime):
    result = run(node, runtime, {"task": "check", "name": name, "vectors": vectors(name)})
    assert result["failed"] == []
    assert result["count"] >= FEWEST


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_python_opens_what_the_modules_sealed(node, runtime):
    asked = Asked()
    must_open_in_python(asked, run(node, runtime, asked.for_browser()))


def test_an_older_runtime_signs_by_the_fallback(node):
    assert run(node, "as it is", {"task": "implementations"})["sign"] == "native"
    assert run(node, "older", {"task": "implementations"}) == {"seal": "noble", "sign": "noble"}


def test_a_vector_that_does_not_hold_is_noticed(node):
    wrong = copy.deepcopy(vectors("encoding"))
    wrong["b64u"][2]["text"] = "Zh"
    result = run(node, "as it is", {"task": "check", "name": "encoding", "vectors": wrong})
    assert result["failed"] == ["b64u 2: differs"]


def test_every_file_of_vectors_is_checked():
    assert {path.stem for path in VECTORS.glob("*.json")} == set(NAMES)
