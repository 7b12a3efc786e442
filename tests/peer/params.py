"""A call's arguments, whichever way they came: query, urlencoded, multipart or JSON body."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from tests.peer.errors import Json, refused


class Params:
    """Typed reading of one call's arguments; structures may be JSON text (forms) or native (JSON bodies)."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def boolean(self, name: str) -> bool:
        value = self.values.get(name, False)
        return value.lower() in {"true", "yes", "1"} if isinstance(value, str) else bool(value)

    def structure(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise refused(400, f"can't parse {name.replace('_', ' ')} JSON object") from None


async def multipart_fields(reader: MultipartReader) -> Json:
    """Fields of a multipart body; an uploaded file stays bytes."""
    fields: Json = {}
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        raw = bytes(await part.read(decode=True))
        fields[part.name] = raw if part.filename else raw.decode("utf-8", "surrogateescape")
    return fields


async def call_params(request: web.Request) -> Params:
    """Arguments of an HTTP request; a broken JSON body is refused as the real server does."""
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        values.update(_json_object(await request.text()))
    elif request.content_type.startswith("multipart/"):
        values.update(await multipart_fields(await request.multipart()))
    elif request.body_exists:
        values.update({name: value for name, value in (await request.post()).items() if isinstance(value, str)})
    return Params(values)


def _json_object(body: str) -> Json:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise refused(400, "can't parse request: Expected a JSON object")
    return value
