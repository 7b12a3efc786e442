"""A real Firefox, driven by WebDriver BiDi (w3c.github.io/webdriver-bidi) over its own WebSocket: no driver between."""

import asyncio
import json
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

_STARTS_S = 60
_WAITS_S = 30
QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""It asks nobody for anything."""
TOR_SAFER = {
    "javascript.options.wasm": False,
    "javascript.options.ion": False,
    "javascript.options.baselinejit": False,
    "javascript.options.native_regexp": False,
    "media.webaudio.enabled": False,
    "mathml.disabled": True,
    "gfx.font_rendering.opentype_svg.enabled": False,
    "svg.disabled": False,
}
"""What Tor Browser's security level "Safer" switches off (Tor Browser, security-prefs: no WASM, no JIT)."""


@dataclass
class Firefox:
    """One tab. ``requests``: every URL that it asked for."""

    socket: aiohttp.ClientWebSocketResponse
    context: str = ""
    count: int = 0
    waiting: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        """Raises AssertionError with what Firefox says."""
        self.count += 1
        answer = self.waiting[self.count] = asyncio.get_running_loop().create_future()
        await self.socket.send_json({"id": self.count, "method": method, "params": params})
        said = await asyncio.wait_for(answer, _WAITS_S)
        assert said["type"] == "success", said
        return said["result"]

    async def listen(self) -> None:
        async for message in self.socket:
            said = json.loads(message.data)
            if said.get("method") == "network.beforeRequestSent":
                self.requests.append(said["params"]["request"]["url"])
            if said.get("id") in self.waiting:
                self.waiting.pop(said["id"]).set_result(said)

    async def goto(self, url: str) -> None:
        await self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    async def evaluate(self, script: str) -> Any:
        """A JSON value: ``script`` is an expression, a promise is awaited."""
        wrapped = f"Promise.resolve({script}).then((it) => JSON.stringify(it === undefined ? null : it))"
        target = {"context": self.context}
        said = await self.call("script.evaluate", expression=wrapped, target=target, awaitPromise=True)
        assert said["type"] == "success", said.get("exceptionDetails", {}).get("text")
        return json.loads(said["result"]["value"])

    async def until(self, script: str, within_s: float = _WAITS_S) -> None:
        """Until the expression is true. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not await self.evaluate(script):  # noqa: ASYNC110 - a page has no event of ours
                await asyncio.sleep(0.1)

    async def press(self, *keys: str) -> None:
        """Keys of the keyboard, one after the other (WebDriver's codes, for instance \\ue008 for Shift)."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        await self.call("input.performActions", context=self.context, actions=[source])

    async def click(self, selector: str) -> None:
        await self.until(f"!!document.querySelector({json.dumps(selector)})")
        await self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")


@asynccontextmanager
async def firefox(prefs: dict[str, Any] | None = None) -> AsyncIterator[Firefox]:
    """A fresh profile that is gone afterwards. Without Firefox a test is skipped with a message; under CI it fails."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        message = "no Firefox here: install the package `firefox-esr`"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    profile = Path(tempfile.mkdtemp(prefix="red-button-firefox-"))
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in {**QUIET, **(prefs or {})}.items()
    )
    (profile / "user.js").write_text("\n".join(lines))
    started = await asyncio.create_subprocess_exec(
        found, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile), "about:blank",
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    try:
        async with _connected(started) as tab:
            yield tab
    finally:
        with suppress(ProcessLookupError):
            started.terminate()
        await started.wait()
        shutil.rmtree(profile, ignore_errors=True)


@asynccontextmanager
async def _connected(started: asyncio.subprocess.Process) -> AsyncIterator[Firefox]:
    address = await asyncio.wait_for(_address(started), _STARTS_S)
    async with aiohttp.ClientSession() as client, client.ws_connect(f"{address}/session", max_msg_size=0) as socket:
        tab = Firefox(socket)
        listening = asyncio.ensure_future(tab.listen())
        draining = asyncio.ensure_future(_drained(started))
        try:
            await tab.call("session.new", capabilities={})
            await tab.call("session.subscribe", events=["network.beforeRequestSent"])
            tab.context = (await tab.call("browsingContext.getTree"))["contexts"][0]["context"]
            yield tab
        finally:
            listening.cancel()
            draining.cancel()


async def _address(started: asyncio.subprocess.Process) -> str:
    assert started.stderr is not None
    while line := await started.stderr.readline():
        if found := re.search(rb"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1].decode()
    raise AssertionError("Firefox ended before it listened")


async def _drained(started: asyncio.subprocess.Process) -> None:
    assert started.stderr is not None
    while await started.stderr.readline():
        pass
