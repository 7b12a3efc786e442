"""getUpdates by long polling; setWebhook, deleteWebhook, getWebhookInfo."""

import asyncio
import re
from typing import Any, Final

from tests.peer.errors import Json, refused
from tests.peer.params import Params
from tests.peer.updates import Entry
from tests.peer.world import Webhook, World

# Client.cpp: a long poll lasts 50 s at most, an answer holds 100 updates at most.
_LONGEST_POLL_S = 50
_MOST_UPDATES = 100
_MOST_CONNECTIONS = 100
_USUAL_CONNECTIONS = 40
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(world: World, params: Params) -> list[Json]:
    """Unconfirmed updates from `offset` on; a later poll ends this one with 409, as does setWebhook."""
    if world.webhook.url:
        raise refused(409, _WEBHOOK_SET)
    world.poll_turn += 1
    turn = world.poll_turn
    world.updates.bell.ring()
    _remember_allowed(world, params)
    _confirm(world, params.integer("offset"))
    until = asyncio.get_running_loop().time() + min(max(params.integer("timeout"), 0), _LONGEST_POLL_S)
    while True:
        found = _ready(world, params)
        left = until - asyncio.get_running_loop().time()
        if found or left <= 0:
            return [_handed_out(entry) for entry in found]
        await world.updates.bell.wait(world.clock.nap(left))
        _still_mine(world, turn)


def _still_mine(world: World, turn: int) -> None:
    if world.webhook.url:
        raise refused(409, "terminated by setWebhook request")
    if world.poll_turn != turn:
        raise refused(409, _OTHER_POLL)


def _remember_allowed(world: World, params: Params) -> None:
    """An empty list means "the usual ones"; a missing one leaves the former choice."""
    allowed = params.structure("allowed_updates")
    if allowed is not None:
        world.updates.allowed = list(allowed)


def _confirm(world: World, offset: int) -> None:
    pending = world.updates.pending()
    below = [entry for entry in pending if entry.id < offset and not entry.forced]
    for entry in pending[:offset] if offset < 0 else below:
        world.updates.close(entry, "confirmed")


def _ready(world: World, params: Params) -> list[Entry]:
    if world.updates.held:
        return []
    limit = params.integer("limit", _MOST_UPDATES)
    return world.updates.pending()[: limit if 1 <= limit <= _MOST_UPDATES else _MOST_UPDATES]


def _handed_out(entry: Entry) -> Json:
    entry.attempts += 1
    entry.forced = False
    return entry.as_json()


async def set_webhook(world: World, params: Params) -> bool:
    url = params.text("url").strip()
    if not url:
        return await delete_webhook(world, params)
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise refused(400, "secret token contains unallowed characters")
    if not url.startswith(("http://", "https://")):
        raise refused(400, "bad webhook: An HTTPS URL must be provided for webhook")
    connections = params.integer("max_connections", _USUAL_CONNECTIONS)
    world.webhook = Webhook(url, secret, min(max(connections, 1), _MOST_CONNECTIONS))
    _remember_allowed(world, params)
    return _dropped(world, params)


async def delete_webhook(world: World, params: Params) -> bool:
    world.webhook = Webhook()
    return _dropped(world, params)


def _dropped(world: World, params: Params) -> bool:
    if params.boolean("drop_pending_updates"):
        world.updates.drop(world.updates.pending())
    world.updates.bell.ring()
    return True


async def get_webhook_info(world: World, _: Params) -> Json:
    hook = world.webhook
    info: dict[str, Any] = {
        "url": hook.url, "has_custom_certificate": False, "pending_update_count": len(world.updates.pending()),
    }  # fmt: skip
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info |= {"last_error_date": int(hook.last_error_at), "last_error_message": hook.last_error}
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info


TABLE: Final = {
    "getUpdates": get_updates, "setWebhook": set_webhook, "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}  # fmt: skip
