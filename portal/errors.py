"""What goes wrong, as the browser hears it: a status and a code. Never a word of what was sent, here or in a log."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import structlog
from aiohttp import web

from desk.access import Refused
from desk.ports import Unavailable

log = structlog.get_logger()

STATUS: Final = {
    "not-allowed": 403,
    "gone": 404,
    "held": 409,
    "not-yours": 409,
    "not-asked": 409,
    "nothing-to-send": 409,
    "other-door": 409,
    "key-changed": 409,
    "passkey-unknown": 404,
    "too-many": 409,
    "devices-full": 409,
    "push-refused": 400,
    "code-wanted": 409,
    "totp-stands": 409,
    "totp-wrong": 409,
    "closed": 409,
    "not-closed": 409,
    "not-higher": 409,
    "not-lower": 409,
    "no-such-colleague": 409,
    "needs-a-reason": 409,
    "not-held": 409,
    "real-first": 409,
    "drill-runs": 409,
    "changed-meanwhile": 409,
    "wrong-key": 409,
    "same-desk": 409,
    "undecided": 409,
    "already": 409,
    "say-first": 409,
    "not-yet": 409,
    "new-words": 409,
    "no-such-outcome": 409,
    "invite-unknown": 404,
    "request-refused": 400,
    "answer-refused": 400,
    "sign-in-refused": 403,
    "not-signed-yet": 409,
    "slow-down": 429,
}
"""docs/console-api.md. A refusal that is not listed is a plain 403."""
_RETRY_S: Final = {"slow-down": "60", "store-down": "2", "unavailable": "2"}
"""Seconds: a minute's window of failures; how soon Telegram and the console come again (architecture.md)."""
_HTTP: Final = {404: "not-found", 405: "not-found", 413: "too-large"}


class Problem(Exception):
    """An answer that ends a request. ``more`` stands beside the code; it never quotes what was sent."""

    def __init__(self, status: int, code: str, more: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.more = dict(more or {})

    def answer(self) -> web.Response:
        headers = {"Retry-After": _RETRY_S[self.code]} if self.code in _RETRY_S else {}
        return web.json_response({"error": self.code, **self.more}, status=self.status, headers=headers)


def problem_of(refused: Refused, names: Mapping[str, str]) -> Problem:
    """A verb's refusal; whose the signal is stands in it by name, never by id."""
    more = {"by": names.get(refused.by, "")} if refused.by else {}
    return Problem(STATUS.get(refused.code, 403), refused.code, more)


@web.middleware
async def errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """The outermost: whatever happens inside, the answer is JSON and the log has a kind and a route."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.answer()
    except web.HTTPException as error:
        return Problem(error.status, _HTTP.get(error.status, "failed")).answer()
    except Unavailable:
        log.warning("store-down", route=template_of(request))
        return Problem(503, "store-down").answer()
    except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold a child's words and goes nowhere
        kind = type(error).__name__
        log.error("request-failed", kind=kind, route=template_of(request))  # noqa: TRY400 - exception() would quote it
        return Problem(500, "failed").answer()


def template_of(request: web.Request) -> str:
    """The route as it was added, without what stood in its place."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "-"
