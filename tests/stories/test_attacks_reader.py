"""A thief wants to become a reader: by somebody's invite, somebody's papers, somebody's browser, or by asking oddly."""

import argparse
import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from redis.asyncio import Redis
from yarl import URL

from bot.staff_command import add_parser
from portal.cookies import COOKIE
from tests.portal.portal_browser import Browser, browser, new_member
from tests.portal.portal_rig import LIST, Rig, make_rig, portal
from vault import ceremony
from vault.encoding import b64u

CANARY = "канарейкаслово"


@pytest.fixture
async def rig(redis: Redis, tmp_path: Path) -> Rig:
    return make_rig(redis, tmp_path)


@pytest.fixture
async def one(rig: Rig) -> AsyncIterator[Browser]:
    async with portal(rig) as base, browser(base) as page:
        yield page


async def test_of_two_browsers_with_one_invite_one_becomes_the_member(rig: Rig, one: Browser) -> None:
    invite = await rig.invite("Анна")
    _, of = await one.post("/console/api/invite", {"invite": invite})

    def asked() -> dict[str, Any]:
        new = ceremony.make_member(ceremony.Invited(**of, administrator=rig.office.fingerprint), LIST, os.urandom)
        return {"invite": invite, "request": new.request, "wrapped": new.wrapped}

    sent = [asked() for _ in range(4)]
    said = await asyncio.gather(*(one.post("/console/api/enrol", each) for each in sent))
    assert sorted(said, key=lambda pair: pair[0]) == [(200, {"ok": True})] + [(404, {"error": "invite-unknown"})] * 3
    papers = await rig.members.papers(of["member"])
    assert papers is not None
    assert papers.request == sent[said.index((200, {"ok": True}))]["request"]


@pytest.mark.parametrize(
    "changed", [{"role": "fallback"}, {"desk": "fallback"}, {"name": "Вера"}, {"member": "m-zzzzzzzzzz"}]
)
async def test_a_request_that_was_changed_after_the_administrator_signed_it_is_worth_nothing(
    rig: Rig, one: Browser, changed: dict[str, str]
) -> None:
    request = await one.enrol(rig, await rig.invite("Анна"))
    answer = rig.answer(request)
    forged = {**answer, "certificate": {**answer["certificate"], "request": {**request, **changed}}}
    assert await one.post("/console/api/answer", {"answer": forged}) == (400, {"error": "answer-refused"})
    assert await one.post("/console/api/sign-in", await one.signed()) == (409, {"error": "not-signed-yet"})


async def test_the_grant_of_a_colleague_is_not_taken_for_hers(rig: Rig, one: Browser) -> None:
    mine = rig.answer(await one.enrol(rig, await rig.invite("Анна")))
    async with browser(one.base) as two:
        theirs = rig.answer(await two.enrol(rig, await rig.invite("Вера")))
    swapped = {**mine, "grant": theirs["grant"]}
    assert await one.post("/console/api/answer", {"answer": swapped}) == (400, {"error": "answer-refused"})


async def test_a_session_that_a_thief_put_into_her_browser_is_never_signed_in(rig: Rig, one: Browser) -> None:
    await new_member(rig, one)
    planted = "A" * 43
    one.http.cookie_jar.clear()
    one.http.cookie_jar.update_cookies({COOKIE: planted}, URL(one.base))
    await one.sign_in()
    given = one.http.cookie_jar.filter_cookies(URL(one.base))[COOKIE].value
    assert given != planted
    assert await rig.sign_ins.session(planted, rig.now) is None
    assert await rig.sign_ins.session(given, rig.now) == one.member


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
async def test_what_only_a_member_may_read_is_not_read_for_a_page_elsewhere(rig: Rig, one: Browser, site: str) -> None:
    await new_member(rig, one)
    signal = await rig.report(CANARY)
    for path in ("me", "queue", "stream", "colleagues", f"signals/{signal}"):
        async with one.http.get(f"{one.base}/console/api/{path}", headers={"Sec-Fetch-Site": site}) as said:
            assert (said.status, await said.json()) == (403, {"error": "wrong-origin"})
    _, opened = await one.get(f"/console/api/signals/{signal}")
    assert [line["verb"] for line in opened["journal"]].count("opened") <= 1


async def test_the_challenge_for_nobody_is_spelt_like_a_members_letter_for_letter(rig: Rig, one: Browser) -> None:
    await new_member(rig, one)
    spelt = []
    for login in ("Анна", "Яков", one.member, "m-zzzzzzzzzz"):
        async with one.http.post(
            f"{one.base}/console/api/challenge", data=json.dumps({"login": login}), headers=one.headers()
        ) as said:
            spelt.append(re.sub(r'(": ")[^"]+"', r'\1"', re.sub(r"m-[a-z2-7]{10}", "m", await said.text())))
            assert said.content_length is not None
    assert len(set(spelt)) == 1


@pytest.mark.parametrize("name", ["", " ", "\u202eаннА", "Ан\u200bна", "А\nнна", "А\x1b[2Jнна", "\ud800", "я" * 121])
def test_an_invite_for_a_name_that_would_repaint_a_screen_is_not_made(name: str) -> None:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit):
        parser.parse_args(["staff", "invite", "--name", name])


def odd_values() -> list[Any]:
    nested: Any = 1
    for _ in range(400):
        nested = [nested]
    numbers = [None, True, 1.5, -1, 10**40, float("nan")]
    texts = [CANARY, "", "\ud800", "\0", "a" * 9000, "__proto__", "m-aaaaaaaaaa", b64u(bytes(16))]
    return [*numbers, *texts, [CANARY], {CANARY: CANARY}, {"__proto__": CANARY}, {"v": 1}, nested]


async def test_whatever_a_stranger_sends_is_refused_without_a_fault_and_without_a_word_of_it(
    rig: Rig, one: Browser
) -> None:
    request = await one.enrol(rig, await rig.invite("Анна"))
    answer = rig.answer(request)
    bodies: list[tuple[str, Any]] = []
    for value in odd_values():
        for path, fields in _STRANGERS.items():
            bodies.append((path, dict.fromkeys(fields, value)))
        for field in ("desk", "certificate", "grant", "v"):
            bodies.append(("answer", {"answer": {**answer, field: value}}))
            certificate = {**answer["certificate"], "request": {**request, "name": value, field: value}}
            bodies.append(("answer", {"answer": {**answer, "certificate": certificate}}))
    odd = []
    with structlog.testing.capture_logs() as logs:
        for path, body in bodies:
            async with one.http.post(
                f"{one.base}/console/api/{path}", data=json.dumps(body), headers=one.headers()
            ) as said:
                text = await said.text()
                if said.status >= 500 or CANARY in text or (said.status == 200 and path != "challenge"):
                    odd.append((path, said.status))
    assert odd == []
    assert CANARY not in repr(logs)


_STRANGERS = {
    "invite": ("invite",),
    "enrol": ("invite", "request", "wrapped"),
    "answer": ("answer",),
    "challenge": ("login",),
    "sign-in": ("member", "nonce", "sig"),
}
