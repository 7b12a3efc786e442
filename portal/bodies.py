"""What a browser sends, as a value of the shape that was agreed, or a 400 that names the field and quotes nothing."""

import json
from typing import Final, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from portal.errors import Problem

LARGEST_BYTES: Final = 64 * 1024
"""Of a request to the console's API: the longest reply, sealed and in clear, has about 40 KB."""


class Shape(BaseModel):
    """Exactly these fields, exactly of these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


ShapeT = TypeVar("ShapeT", bound=Shape)


async def asked(request: web.Request, shape: type[ShapeT], *, most: int = LARGEST_BYTES) -> ShapeT:
    """The body in its shape, ``most`` bytes long. Raises Problem: 413 ``too-large``, 400 ``bad-request``."""
    if (request.content_length or 0) > most:
        raise Problem(413, "too-large")
    body = await request.read()
    if len(body) > most:
        raise Problem(413, "too-large")
    return shaped(json_of(body), shape)


def json_of(body: bytes) -> object:
    """Raises Problem 400 ``bad-request``: no JSON, or JSON that is nested only to hurt."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        pass
    raise Problem(400, "bad-request", {"field": ""})  # outside of `except`: a JSONDecodeError carries the whole body


def shaped(value: object, shape: type[ShapeT]) -> ShapeT:
    """Raises Problem 400 ``bad-request``; a field that nobody knows is not named."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        known = first["type"] != "extra_forbidden"
        field = ".".join(str(part) for part in (first["loc"] if known else first["loc"][:-1]))
    raise Problem(400, "bad-request", {"field": field})
