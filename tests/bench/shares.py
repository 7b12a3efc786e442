"""Whose work a stack is: the innermost frame that belongs to somebody decides."""

from pathlib import Path
from types import FrameType
from typing import Final

_ROOT: Final = str(Path(__file__).parents[2])

ARGON2: Final = "Argon2id (worker thread)"
SEALING: Final = "sealing (HPKE, AES-GCM, HMAC, encoding)"
CODEC: Final = "records to JSON and back (pydantic, json)"
REDIS: Final = "redis client (commands, replies, pool)"
FLUENT: Final = "words (Fluent rendering)"
SENDING: Final = "sending (aiogram's method models, aiohttp client)"
DISPATCH: Final = "aiogram dispatch (Update model, routers, FSM)"
SERVER: Final = "webhook HTTP (aiohttp server, portal)"
OURS: Final = "the bot's own verbs, workers, handlers"
LOOP: Final = "event loop (asyncio, epoll, tasks)"
GARBAGE: Final = "garbage collection"
OTHER: Final = "the rest (other threads, threads' start)"
ALL: Final = (ARGON2, SEALING, CODEC, REDIS, FLUENT, SENDING, DISPATCH, SERVER, OURS, LOOP, GARBAGE, OTHER)

# In this order: the first beginning of a path that matches names the owner; one that nobody owns is its caller's work.
_OWNERS: Final = (
    ("/fluent/", FLUENT),
    ("/i18n/", FLUENT),
    ("/vault/sealing", SEALING),
    ("/vault/threads", SEALING),
    ("/vault/encoding", SEALING),
    ("/vault/transit", SEALING),
    ("/vault/address", SEALING),
    ("/vault/pseudonym", SEALING),
    ("/vault/receipt", SEALING),
    ("/cryptography/", SEALING),
    ("/hmac.py", SEALING),
    ("/base64.py", SEALING),
    ("/vault/codec", CODEC),
    ("/vault/store", REDIS),
    ("/vault/", OURS),
    ("/redis/", REDIS),
    ("/aiogram/fsm/", DISPATCH),
    ("/aiogram/client/", SENDING),
    ("/aiogram/methods/", SENDING),
    ("/aiogram/", DISPATCH),
    ("/aiohttp/web", SERVER),
    ("/aiohttp/client", SENDING),
    ("/aiohttp/connector", SENDING),
    ("/workers/telegram", SENDING),
    ("/portal/", SERVER),
    ("/desk/", OURS),
    ("/triage/", OURS),
    ("/handlers/", OURS),
    ("/workers/", OURS),
    ("/tests/bench/stock_handlers", OURS),
    ("/bot/", OURS),
)
_WHO_ELSE: Final = {"StreamReaderProtocol": REDIS, "ResponseHandler": SENDING, "RequestHandler": SERVER}
"""asyncio's transports, when they move bytes for somebody: by the protocol at their other end."""
_JSON: Final = ("/json/", "/pydantic/")
_owner_of: dict[str, str] = {}


def of_stack(frame: FrameType | None) -> str:
    """One of ALL. JSON and pydantic count as codec under the vault, else as the work of whoever called them."""
    coding, transport = False, ""
    while frame is not None:
        path = frame.f_code.co_filename
        owner = _owner_of.get(path)
        if owner is None:
            owner = _owner_of[path] = _owner(path)
        if owner:
            in_vault = "/vault/" in path and owner in (OURS, CODEC)
            return CODEC if coding and in_vault else owner
        coding = coding or any(part in path for part in _JSON)
        transport = transport or _other_end(frame, path)
        frame = frame.f_back
    return transport or LOOP


def _owner(path: str) -> str:
    """By the place within our repository, within a library, or (the standard one) by file name."""
    _, installed, inside = path.rpartition("site-packages")
    ours = path.removeprefix(_ROOT) if path.startswith(_ROOT) else f"/{Path(path).name}"
    short = inside if installed else ours
    return next((owner for part, owner in _OWNERS if short.startswith(part)), "")


def _other_end(frame: FrameType, path: str) -> str:
    if not path.endswith("asyncio/selector_events.py"):
        return ""
    protocol = getattr(frame.f_locals.get("self"), "_protocol", None)
    return _WHO_ELSE.get(type(protocol).__name__, "")
