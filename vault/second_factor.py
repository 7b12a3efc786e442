"""What the server's door asks for beside the member's signature (protocol 2.9, 3.7): a code, or a device of hers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.access import Refused
from triage.ids import MemberId
from vault.encoding import Malformed, b64u, unb64u
from vault.passkeys import Passkeys
from vault.sealing import verified
from vault.totp import OneTimeCodes, Spent


def device_bytes(origin: str, member: str, nonce: bytes) -> bytes:
    """What a device signs with the key that only its passkey gives (protocol 3.7)."""
    return f"rb/1/sign-in-device\n{origin}\n{member}\n{b64u(nonce)}".encode()


@dataclass(frozen=True)
class SecondFactor:
    """Asked only after her signature was found right. Every method raises Unavailable."""

    codes: OneTimeCodes
    devices: Passkeys

    async def passes(self, signed: Mapping[str, Any], *, origin: str, nonce: bytes, now: datetime) -> bool:
        """Whether she may come in. The code is spent by this.

        Raises Refused: ``code-wanted`` (she sent none), ``slow-down`` (five wrong ones: closed for a while, the right
        one too).
        """
        member = MemberId(signed["member"])
        if not await self.codes.stand(member) or await self._is_her_device(member, signed, origin, nonce):
            return True
        if not signed.get("code"):
            raise Refused("code-wanted")
        spent = await self.codes.spend(member, signed["code"], now)
        if spent is Spent.CLOSED:
            raise Refused("slow-down")
        return spent is not Spent.WRONG

    async def remove(self, member: MemberId, code: str, session: str, now: datetime) -> bool:
        """From now on her words are enough; False for a wrong code. Raises Refused("slow-down")."""
        spent = await self.codes.spend(member, code, now, removed_in=session)
        if spent is Spent.CLOSED:
            raise Refused("slow-down")
        return spent is not Spent.WRONG

    async def _is_her_device(self, member: MemberId, signed: Mapping[str, Any], origin: str, nonce: bytes) -> bool:
        device = signed.get("device")
        if not device:
            return False
        door = await self.devices.door_key(member, device["id"])
        try:
            sig = unb64u(device["sig"])
        except Malformed:
            return False
        return door is not None and verified(door, sig, device_bytes(origin, member, nonce))
