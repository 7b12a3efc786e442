"""Whatever is sent to the button: never a fault of ours, never a word in a log, never an address of anybody."""

import copy
import json
import os
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from tests.portal.button_rig import DANGER, button, judge, visitor
from vault.encoding import b64u

VERBS = ("begin", "say", "code", "look", "shown", "find", "back", "live")
CANARY = "запердверью"
ANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
PORTAL = Path(__file__).parents[2] / "portal"

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.just(CANARY) | st.just("\ud800")
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        await one.reports(rig)
        yield one


def right(rig, one):
    """Of every verb, a body that is in order."""
    who, request, locator = one.who(), os.urandom(16).hex(), os.urandom(16).hex()
    word = {**one.word(rig, "да", judge().classes(DANGER)), "media": None, "seconds": None}
    box = b64u(bytes(1168))
    return {
        "begin": {"v": 1},
        "say": {**one.body(word=word), "act": None, "thread": one.thread()},
        "code": {**who, "request": request, "signal": one.page.signal, "locator": locator, "kid": "0" * 16, "box": box},
        "look": who,
        "live": who,
        "shown": {**who, "request": request, "entries": [request]},
        "find": {**who, "locator": locator, "work": {"stamp": "", "nonce": ""}},
        "back": {**who, "first": who["visit"], "request": request, "locator": locator, "proof": b64u(bytes(32))}
        | {"language": "ru", "source": ""},
    }


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))


def put(value, path, other):
    if not path:
        return other
    changed = copy.deepcopy(value)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = other
    return changed


async def sent(one, verb, body: bytes) -> tuple[int, str]:
    async with one.http.post(f"{one.base}/button/api/{verb}", data=body, headers=one.headers()) as answer:
        live = verb == "live" and answer.status == 200
        return answer.status, "" if live else await answer.text()


@pytest.mark.parametrize("verb", VERBS)
@ANY
@given(data=st.data())
async def test_no_body_whatsoever_is_a_fault_of_ours_or_a_word_in_a_log(rig, one, verb, data):
    body = right(rig, one)[verb]
    path, other = data.draw(st.sampled_from(sorted(places(body)))), data.draw(values)
    text = json.dumps(put(body, path, other)).encode("utf-8", "surrogatepass")
    with structlog.testing.capture_logs() as logs:
        status, answer = await sent(one, verb, text)
    assert status in {200, 400, 404, 409, 503}
    assert CANARY not in repr(logs) + answer


@ANY
@given(body=st.binary(max_size=300), verb=st.sampled_from(VERBS))
async def test_no_bytes_whatsoever_are_a_fault_of_ours(one, body, verb):
    assert (await sent(one, verb, body))[0] in {200, 400}


@ANY
@given(
    sent_fields=st.dictionaries(
        st.sampled_from(["v", "visit", "request", "language", "source", "text", "code", "act", "x"]),
        st.text(max_size=60) | st.just(CANARY) | st.sampled_from(["need", "hide", "delete", "ru", "code"]),
    ),
    raw=st.binary(max_size=60),
)
async def test_whatever_a_plain_form_holds_the_answer_is_a_page(one, sent_fields, raw):
    body = urlencode(sent_fields, errors="replace").encode() + raw
    headers = one.headers(Content_Type="application/x-www-form-urlencoded")
    with structlog.testing.capture_logs() as logs:
        async with one.http.post(f"{one.base}/button/form", data=body, headers=headers) as answer:
            page = await answer.text()
            assert (answer.status, answer.content_type) == (200, "text/html")
    assert 'href="tel:112"' in page
    assert CANARY not in repr(logs)


@ANY
@given(query=st.dictionaries(st.sampled_from(["l", "s", "x"]), st.text(max_size=60)), accepted=st.text(max_size=60))
async def test_whatever_stands_in_its_address_the_page_stands(one, query, accepted):
    said = {"Accept-Language": "".join(sign for sign in accepted if sign.isprintable())}
    async with one.http.get(f"{one.base}/?{urlencode(query, errors='replace')}", headers=said) as answer:
        page = await answer.text()
    assert (answer.status, 'href="tel:112"' in page) == (200, True)
    assert 'data-source=""' in page or query.get("s") == "school-12"


@ANY
@given(body=st.binary(max_size=4000), media=st.text("0123456789abcdefg/.%", min_size=1, max_size=40))
async def test_whatever_comes_as_a_voice_is_no_fault_of_ours(one, body, media):
    headers = one.headers(Content_Type="application/octet-stream", Authorization=f"Visit {b64u(one.page.secret)}")
    path = f"{one.base}/button/api/voice/{quote(media, safe='')}"
    async with one.http.post(URL(path, encoded=True), data=body, headers=headers) as answer:
        assert answer.status in {400, 404}


@pytest.mark.parametrize(
    "place", [("visit",), ("thread", "pub"), ("thread", "boxes", "intake"), ("word", "session", "box")]
)
@pytest.mark.parametrize(
    "box", ["", "A", "AA", "A" * 43 + "B", "A" * 42 + "B", "=" * 43, "A" * 40_000, b64u(bytes(33)), "ы" * 43]
)
async def test_a_box_of_an_impossible_length_or_spelling_is_refused(rig, one, place, box):
    body = put(right(rig, one)["say"], place, box)
    status, answer = await one.post("say", body)
    assert (status, answer["error"]) in {(400, "bad-envelope"), (400, "bad-request")}


@pytest.mark.parametrize("inside", [0, 1, 511, 513, 64 * 512 + 512])
async def test_an_entry_that_is_not_padded_is_refused(rig, one, inside):
    body = put(right(rig, one)["say"], ("word", "entry", "box"), b64u(bytes(28 + inside)))
    assert await one.post("say", body) == (400, {"error": "bad-envelope"})


@pytest.mark.parametrize(
    ("place", "other"),
    [
        (("word", "entry", "session"), "0" * 32),
        (("word", "kind"), "voice"),
        (("word", "media"), "0" * 32),
        (("word", "seconds"), 3),
    ],
)
async def test_a_word_that_contradicts_itself_is_refused(rig, one, place, other):
    assert await one.post("say", put(right(rig, one)["say"], place, other)) == (400, {"error": "bad-envelope"})


@pytest.mark.parametrize("signal", ["g-" + "a" * 20, "z-" + "a" * 20, "0-" + "A" * 20, "0-" + "a" * 20 + "\n", ""])
async def test_a_signal_of_no_partition_of_ours_is_refused(rig, one, signal):
    status, answer = await one.post("say", put(right(rig, one)["say"], ("thread", "signal"), signal))
    assert (status, answer["error"]) == (400, "bad-request")


async def test_a_signal_in_another_partition_than_its_visit_is_refused(rig, one):
    digit = "0" if one.page.account[0] != "0" else "1"
    body = put(right(rig, one)["say"], ("thread", "signal"), f"{digit}-" + "a" * 20)
    assert await one.post("say", body) == (400, {"error": "bad-envelope"})


async def test_a_tap_and_words_at_once_or_neither_is_refused(rig, one):
    body = right(rig, one)["say"]
    for changed in ({**body, "act": "need"}, {**body, "word": None}):
        assert (await one.post("say", changed))[0] == 400


async def test_a_body_over_64_kb_is_too_large(one):
    assert await one.post("say", b" " * 65_537) == (413, {"error": "too-large"})


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
        {"Origin": None, "Sec_Fetch_Site": None},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
async def test_what_no_page_of_ours_asked_for_is_refused(rig, one, verb, headers):
    assert await one.post(verb, right(rig, one)[verb], **headers) == (403, {"error": "wrong-origin"})


async def test_what_was_replayed_under_another_visit_opens_nothing_of_hers(rig, one):
    async with visitor(rig, one.base) as other:
        body = {**one.asked, **other.who(), "request": os.urandom(16).hex(), "work": None, "thread": None}
        said = await other.post("say", {name: value for name, value in body.items() if value is not None})
        assert said == (404, {"error": "gone"})
        assert (await other.post("look", other.who()))[1]["replies"] == []


def test_nothing_in_the_portal_looks_at_an_address_of_a_visitor():
    looks = (".remote", "peername", "forwarded", "real-ip", "user-agent", "user_agent")
    code = {path: path.read_text(encoding="utf-8").lower() for path in PORTAL.rglob("*.py")}
    assert [(path.name, look) for path, text in code.items() for look in looks if look in text] == []


async def test_no_answer_leads_anywhere_else(one):
    for path in ("/", "/?l=ru&s=//evil.example", "//evil.example", "/button/form"):
        async with one.http.get(URL(one.base + path, encoded=True), allow_redirects=False) as answer:
            assert "Location" not in answer.headers
            assert "evil" not in await answer.text()
