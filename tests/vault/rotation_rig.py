"""A desk that changes its key, as tests play it: the offline machine, the server's terminal, browsers in Node."""

import argparse
import asyncio
import json
import os
from pathlib import Path
from typing import Any

from bot import (
    adopt_command,
    clock,
    keys_change_command,
    keys_command,
    revoke_command,
    staff_command,
    totp_command,
)
from tests.conftest import node_here
from tests.portal.portal_browser import Browser, path
from tests.portal.portal_rig import Rig
from tests.vault.test_revoking import departures
from tests.vault.test_vectors_in_node import run as in_node
from vault import ceremony, threads
from vault.adopting import Adopting
from vault.ceremony_member import Note, grant_info, open_grant, seal_note
from vault.encoding import b64u, unb64u
from vault.sealing import kid, unseal

API = "/console/api"


def parsed(add: Any, *words: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())
    return parser.parse_args([str(word) for word in words])


async def staff(rig: Rig, *words: object) -> int:
    """The commands of the server's terminal that concern a desk's key."""
    args = parsed(staff_command.add_parser, "staff", *words)
    if args.staff_command == "revoke":
        return await revoke_command.revoke(args.who, departures(rig), rig.now)
    if args.staff_command == totp_command.COMMAND:
        return await totp_command.drop(args.who, rig.members, rig.sign_ins.second.codes, rig.now)
    adopting = Adopting(members=rig.members, boxes=rig.boxes)
    return await adopt_command.run(args, adopting=adopting, now=rig.now, draw=clock.draw)


def keys(rig: Rig, *words: object, ask: Any = lambda _: "yes") -> int:
    """The commands of the administrator's own machine, a second later by its clock."""
    rig.later(seconds=1)
    args = parsed(keys_command.add_parser, "keys", *words)
    return keys_change_command.run(args, ask=ask, now=rig.now, draw=clock.draw)


async def rotate(rig: Rig, where: Path, desk: str = "intake") -> Path:
    """Certificates from the server, a new key on the offline machine; not adopted yet."""
    await asyncio.to_thread(where.mkdir)
    papers, rotation = where / "certificates.json", where / "rotation.json"
    assert await staff(rig, "certificates", "-o", papers) == 0
    assert keys(rig, "rotate", "desk", "--desk", desk, "--offline", rig.offline, papers, "-o", rotation) == 0
    return rotation


async def resealed(one: Browser, **changed: Any) -> tuple[list[Any], dict[str, Any]]:
    """One look of a browser: what its own modules make of the boxes, and what the server had given it."""
    _, me = await one.get(f"{API}/me")
    _, document = await one.get(f"{API}/office")
    _, wanted = await one.get(f"{API}/resealing")
    assert one.keys is not None
    given = {
        "member": one.member,
        "admin": one.keys.administrator,
        "seal": b64u(one.keys.seal.seed),
        "document": document,
        "grant": me["grant"],
        "earlier": me["earlier"],
        "boxes": wanted["boxes"],
        **changed,
    }
    return in_node(node_here(), "as it is", {"task": "reseal", **given}), wanted


async def reseal_all(one: Browser) -> int:
    """Until the server has nothing more to give; how many were sealed anew."""
    done = 0
    while True:
        bodies, wanted = await resealed(one)
        if not bodies:
            return done
        for body in bodies:
            status, said = await one.post(f"{API}/resealing", body)
            assert status == 200, said
            done += 1
        assert done < 1000, json.dumps(wanted)[:100]


async def grants(one: Browser) -> tuple[bytes, list[bytes]]:
    """(present desk seed, earlier seeds) as her browser opens them."""
    _, me = await one.get(f"{API}/me")
    _, document = await one.get(f"{API}/office")
    office = ceremony.verify_office(document, allow_demo=True)
    assert one.keys is not None
    seed = open_grant(one.keys, me["grant"], office.desks["intake"])
    return seed, [_opened(one, grant) for grant in me["earlier"]]


def _opened(one: Browser, grant: Any) -> bytes:
    assert one.keys is not None
    return unseal(one.keys.seal.seed, grant_info("intake", one.member, one.keys.seal.public), unb64u(grant["box"]))


async def noted(one: Browser, signal: Any, text: str, desk: bytes) -> tuple[str, tuple[int, Any]]:
    """Her note under the key `desk`: (its id, what the server said)."""
    assert one.keys is not None
    note = threads.new_id(os.urandom)
    box = b64u(seal_note(Note(signal, note, "2026-11-22T12:00:00Z", text), one.keys, desk))
    return note, await one.post(path(signal, "notes"), {"id": note, "box": box, "kid": kid(desk)})
