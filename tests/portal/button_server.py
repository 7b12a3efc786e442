"""The peer of the button's page as a server."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from portal.security import HEADERS, POLICY
from tests.portal.button_html import ELSEWHERE, STATIC, html
from tests.portal.button_peer import (
    CODE,
    FRAME,
    LIST,
    ROOT,
    Peer,
    Thread,
    account_of,
    shown,
    words_in,
    work_holds,
)
from vault.encoding import b64u, unb64u
from vault.sealing import kid, new_seal_key, seal

PAGE_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": POLICY.replace("form-action 'none'", "form-action 'self'"),
    "Permissions-Policy": HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)"),
    "Cache-Control": "no-store",
}
PEER = web.AppKey("peer", Peer)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".bin": "application/octet-stream"}
_NO_TABLE = "export async function load() { return { classes: () => [] }; }"
_OPEN = {"desk": "open", "opens": ""}
_SCREENS = {
    "need": shown("ask_who", lead="none"),
    "code": CODE,
    "new_code": shown("code_new", words="⟦words⟧", digits="⟦digits⟧"),
    "menu": shown("menu", signal="yes"),
    "numbers": shown("numbers", country="none"),
}


async def _page(_request: web.Request) -> web.Response:
    return web.Response(text=html(), content_type="text/html", headers=PAGE_HEADERS)


async def _elsewhere(_request: web.Request) -> web.Response:
    return web.Response(text="<title>Погода</title><p>+3", content_type="text/html", headers=PAGE_HEADERS)


async def _static(request: web.Request) -> web.Response:
    name = request.match_info["path"]
    if name == "words.txt":
        return web.Response(text="\n".join(LIST), headers=PAGE_HEADERS)
    file = (ROOT / "portal" / "static" / name).resolve()
    if name == "button/words/index.js" and not (file.parent / "first.bin").is_file():
        return web.Response(text=_NO_TABLE, content_type="text/javascript", headers=PAGE_HEADERS)
    if not file.is_file() or file.suffix not in _TYPES:
        raise web.HTTPNotFound
    headers = {**PAGE_HEADERS, "Content-Type": _TYPES[file.suffix]}
    return web.Response(body=file.read_bytes(), headers=headers)


@web.middleware
async def _recorded(request: web.Request, handler: Any) -> web.StreamResponse:
    peer, body = request.app[PEER], await request.read()
    peer.seen.append((request.method, request.raw_path, body))
    verb = request.path.removeprefix("/button/api/").partition("/")[0]
    if verb in peer.held:
        await peer.held[verb].wait()
    fault = peer.faults[verb].pop(0) if peer.faults.get(verb) else 200
    if fault >= 400:
        return web.json_response({"error": "unavailable"}, status=fault, headers=PAGE_HEADERS)
    response: web.StreamResponse = await handler(request)
    if not fault and request.transport:
        request.transport.abort()
    return response


async def _begin(request: web.Request) -> web.Response:
    desks = {desk: {"pub": b64u(key.public), "kid": kid(key.public)} for desk, key in request.app[PEER].desks.items()}
    return _json({"v": 1, "stamp": "stamp", "bits": 14, "desks": desks})


async def _texts(request: web.Request) -> web.Response:
    language = (await request.json())["language"]
    words = words_in(language)
    calls = [words["call-emergency"], words["call-ru"], words["call-kz"]]
    return _json({"v": 1, "language": language, "words": words, "calls": calls})


async def _say(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    if said["request"] in peer.answers:
        return _json(peer.answers[said["request"]])
    account = account_of(said["visit"])
    given = said.get("thread")
    if given and given["kids"] != {desk: kid(key.public) for desk, key in peer.desks.items()}:
        return web.json_response({"error": "desk-changed"}, status=409)
    peer.works.append(work_holds(said, account))
    peer.said.append(said)
    answer = peer.answers[said["request"]] = _answer(peer, said, account)
    return _json(answer)


def _answer(peer: Peer, said: dict[str, Any], account: str) -> dict[str, Any]:
    act = said.get("act")
    if act == "hide":
        return {"screens": [], "signal": "", "ended": "hidden"}
    if act is None and account not in peer.homes:
        given = said["thread"]
        assert given["signal"][0] == account[0]
        peer.threads[given["signal"]] = Thread(given["signal"], unb64u(given["pub"]), given["boxes"], account)
        peer.homes[account] = given["signal"]
        screens = [shown("believed", **_OPEN, online="no"), CODE, shown("ask_safe", lead="none")]
    else:
        screens = [_screen(str(act or "more"))]
    if act is None and peer.worded:
        screens = peer.worded.pop(0)
    return {"screens": screens, "signal": peer.homes.get(account, ""), "ended": ""}


def _screen(act: str) -> dict[str, Any]:
    if act.startswith("who."):
        return shown("ask_story", lead="none", about="me")
    return _SCREENS.get(act) or (shown("danger") if act.startswith("safe.") else shown("more", turn=0))


async def _code(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    one = peer.threads[said["signal"]]
    if one.locator not in {said["after"], said["locator"]}:
        return web.json_response({"error": "gone"}, status=404, headers=PAGE_HEADERS)
    one.locator = said["locator"]
    one.boxes = {**one.boxes, "reporter": said["box"]}
    return _json({"kept": True})


async def _voice(request: web.Request) -> web.Response:
    peer = request.app[PEER]
    assert account_of(request.headers["Authorization"].removeprefix("Visit ")) in peer.homes
    peer.voices[request.match_info["media"]] = await request.read()
    return _json({"kept": True})


async def _look(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    signal = peer.homes.get(account_of(said["visit"]))
    unread = (
        [one for one in peer.threads[signal].replies if one["entry"]["id"] not in peer.threads[signal].read]
        if signal
        else []
    )
    return _json(
        {"screens": peer.standing if signal else [], "signal": signal or "", "replies": unread, "reply": FRAME}
    )


async def _shown(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    peer.threads[peer.homes[account_of(said["visit"])]].read.update(said["entries"])
    peer.standing = [shown("more", turn=1)]
    return _json({"kept": True, "screens": peer.standing})


async def _live(request: web.Request) -> web.StreamResponse:
    peer = request.app[PEER]
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    while True:
        ring = peer.ring
        await stream.write(b"event: look\ndata: {}\n\n")
        await ring.wait()


async def _find(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    one = next((thread for thread in peer.threads.values() if thread.locator == said["locator"]), None)
    if one is None:
        return _json({"found": False})
    peer.challenge = os.urandom(32)
    info = f"rb/1/return|{one.signal}|{account_of(said['visit'])}".encode()
    found = {"signal": one.signal, "pub": b64u(one.pub), "box": one.boxes["reporter"]}
    to = one.pub if one.boxes["reporter"] else one.code
    return _json({"found": True, **found, "challenge": b64u(seal(to, info, peer.challenge))})


async def _back(request: web.Request) -> web.Response:
    peer, said = request.app[PEER], await request.json()
    one = next(thread for thread in peer.threads.values() if thread.locator == said["locator"])
    account = account_of(said["visit"])
    assert unb64u(said["proof"]) == peer.challenge
    assert account[0] == one.signal[0]
    peer.homes = {account: one.signal}
    replies = [{**reply, "unread": reply["entry"]["id"] not in one.read} for reply in one.replies]
    screens = [shown("returned", state="answered", sealed="no", unread=1, give=0)]
    return _json({"screens": screens, "signal": one.signal, "ended": "", "replies": replies, "reply": FRAME})


def _json(body: Any) -> web.Response:
    return web.json_response(body, headers=PAGE_HEADERS)


def app_of(peer: Peer) -> web.Application:
    app = web.Application(middlewares=[_recorded], client_max_size=2_000_000)
    app[PEER] = peer
    app.router.add_get("/", _page)
    app.router.add_get(ELSEWHERE, _elsewhere)
    app.router.add_get(STATIC + "/{path:.+}", _static)
    verbs = (_begin, _texts, _say, _code, _look, _shown, _live, _find, _back)
    for verb in verbs:
        app.router.add_post(f"/button/api/{verb.__name__.strip('_')}", verb)
    app.router.add_post("/button/api/voice/{media}", _voice)
    return app


@asynccontextmanager
async def serving() -> AsyncIterator[Peer]:
    peer = Peer({desk: new_seal_key(os.urandom) for desk in ("intake", "fallback")})
    runner = web.AppRunner(app_of(peer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    peer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield peer
    finally:
        await runner.cleanup()
