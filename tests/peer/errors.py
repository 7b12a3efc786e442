"""How the Bot API says no: an HTTP status, a sentence, sometimes `retry_after`."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_PREFIX = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class ApiError(Exception):
    """A refused call; `retry_after` is in seconds and only set with 429."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrated_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrated_to = migrated_to

    def as_json(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrated_to is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrated_to}
        return body


def refused(code: int, reason: str) -> ApiError:
    """An error in the words of the Bot API server: "Bad Request: …", "Forbidden: …"."""
    return ApiError(code, f"{_PREFIX[code]}: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
