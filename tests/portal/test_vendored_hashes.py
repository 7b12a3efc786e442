"""Other people's code in the browser is exactly what tools/vendor made, and loads nothing from anywhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "portal" / "static" / "vendor"
FILES = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
LOCK = json.loads((ROOT / "tools" / "vendor" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
LISTED = [entry["file"] for entry in FILES]

# Ways by which a script could fetch another one, report home, or run text as code.
REACHING_OUT = re.compile(
    r"https?://|wss?://|[\"'`]//|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\s*\("
    r"|\beval\b|\bFunction\s*\(|\bWorker\b|sourceMappingURL|\bdocument\b|localStorage|indexedDB"
)
IMPORTED = re.compile(r"\bfrom\s*[\"']([^\"']+)[\"']|\bimport\s*[\"']([^\"']+)[\"']")


def reaches_out(code: str) -> list[str]:
    return REACHING_OUT.findall(code)


@pytest.mark.parametrize("entry", FILES, ids=LISTED)
def test_a_vendored_file_has_the_bytes_of_the_manifest(entry):
    content = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content) == entry["size"]


def test_every_vendored_script_is_in_the_manifest():
    assert {path.name for path in VENDOR.rglob("*") if path.suffix in {".js", ".mjs", ".wasm"}} == set(LISTED)


@pytest.mark.parametrize("file", LISTED)
def test_a_vendored_file_reaches_for_nothing(file):
    assert reaches_out((VENDOR / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", LISTED)
def test_a_vendored_file_imports_only_what_lies_beside_it(file):
    imported = {one or other for one, other in IMPORTED.findall((VENDOR / file).read_text(encoding="utf-8"))}
    assert imported <= {f"./{name}" for name in LISTED}


def test_a_file_that_reaches_out_would_be_found():
    for code in (
        'import("x")',
        'fetch("/x")',
        '"//cdn.example/x.js"',
        "new Function('x')",
        "//# sourceMappingURL=x.map",
    ):
        assert reaches_out(code), code


@pytest.mark.parametrize("entry", FILES, ids=LISTED)
def test_a_vendored_file_names_its_packages_and_their_licences_are_kept(entry):
    header = (VENDOR / entry["file"]).read_text(encoding="utf-8").partition("\n")[0]
    notices = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    for package in entry["packages"]:
        assert package["licence"] == "MIT"
        assert f"{package['name']} {package['version']}" in header
        assert f"{package['name']} {package['version']}\n===" in notices


def test_the_manifest_names_the_versions_of_the_lock():
    locked = {
        (found.get("name", path.rpartition("node_modules/")[2]), found["version"])
        for path, found in LOCK.items()
        if path
    }
    named = {(package["name"], package["version"]) for entry in FILES for package in entry["packages"]}
    assert named <= locked
