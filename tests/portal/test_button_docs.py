"""docs/button-api.md says what there is."""

import re
from pathlib import Path

from portal.app import make_app
from portal.button.lanes import BRISK, CALM, LEAST_BITS, MOST_BITS, ROOM, SPACING_S
from portal.button.shapes import LARGEST_SEALED_VOICE
from tests.portal.button_rig import button_parts

DOC = Path(__file__).parents[2] / "docs" / "button-api.md"


def of_the_button(path):
    return path in {"/", "/embed.js"} or path.startswith("/button/")


async def test_the_doc_names_every_route_and_no_other(rig):
    app = make_app(rig.parts(button=button_parts(rig)))
    routes = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource and route.method != "HEAD"
    }
    rows = re.findall(r"^\| `(GET|POST) ([^`]+)`", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    assert {(method, path.replace("{path:.+}", "{path}")) for method, path in routes if of_the_button(path)} == set(
        rows
    )


def test_the_numbers_of_the_doc_are_those_of_the_code():
    text = DOC.read_text(encoding="utf-8")
    assert f"that is {LEAST_BITS} bits" in text
    assert f"From {CALM} new signals" in text
    assert f"{MOST_BITS} at most" in text
    assert f"more than {BRISK} requests" in text
    assert (ROOM, SPACING_S) == (10, 2.0)
    assert f"{LARGEST_SEALED_VOICE:,} bytes" in text
