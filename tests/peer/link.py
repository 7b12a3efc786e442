"""Two ways to reach the controls: a direct call, or HTTP to a peer in another process."""

import http.client
import json
from typing import Any, Protocol
from urllib.parse import urlsplit

from tests.peer.controls import Controls
from tests.peer.errors import Json

_PATIENCE_S = 10.0


class Link(Protocol):
    def call(self, name: str, payload: Json) -> Any:
        """Raises LookupError or ValueError as the control does."""


class DirectLink:
    def __init__(self, controls: Controls) -> None:
        self._controls = controls

    def call(self, name: str, payload: Json) -> Any:
        """Through JSON and back, so that nobody holds a piece of the world's own state."""
        result = self._controls.call(name, json.loads(json.dumps(payload)))
        return json.loads(json.dumps(result))


class HttpLink:
    """Blocking on purpose (milliseconds, to another process): the same plain calls work in and out of a loop."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc

    def call(self, name: str, payload: Json) -> Any:
        connection = http.client.HTTPConnection(self._netloc, timeout=_PATIENCE_S)
        try:
            connection.request("POST", f"/test/{name}", json.dumps(payload), {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        if "error" in answer:
            raise LookupError(answer["error"]) if answer.get("lookup") else ValueError(answer["error"])
        return answer["result"]
