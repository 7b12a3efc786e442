"""How a member comes in (protocol §3): a challenge that tells a stranger nothing, a signature, a session."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime

from desk.access import Refused
from triage.ids import MemberId
from vault import ceremony, roster_keys
from vault.encoding import Malformed, b64u, unb64u
from vault.lookalikes import KEY_BYTES, LookAlikes
from vault.members import Json, Members, Papers, spelt
from vault.sealing import Draw
from vault.second_factor import SecondFactor
from vault.sessions import Sessions
from vault.store import Store, guarded

MEMBER = re.compile(r"m-[a-z2-7]{10}")
FAILURES = 5
"""Refused sign-ins per minute that are told apart from a flood. A right signature always comes in: a stranger who knows
a name must not be able to keep its owner out."""
_BUCKETS = 256
_FAILURE_LIFE_S = 120
_NOBODYS_KEY = b"\x58" + b"\x66" * 31
"""A point of the curve (RFC 8032 §5.1, the base point), so that checking a signature against it costs what it costs
against a member's: otherwise the time of a refusal tells who works here. Whoever could sign for it is still nobody."""


@dataclass(frozen=True, kw_only=True)
class DoorKeys:
    """Every method raises Unavailable; Refused as each says."""

    store: Store
    members: Members
    sessions: Sessions
    second: SecondFactor
    draw: Draw = field(repr=False)

    async def challenge(self, login: str, now: datetime) -> Json:
        """Wrapped key and nonce for a member id or a name; for an unknown one the same, made up."""
        faces = await self._faces()
        wanted = spelt(login)
        is_id = MEMBER.fullmatch(wanted) is not None
        member = MemberId(wanted) if is_id else await self.members.named(login) or faces.member(wanted)
        made_up, wrapped = faces.wrapped(member), await self.members.paper(member, "wrapped")
        nonce = b64u(faces.nonce(member, now, self.draw))
        return {"member": member, "wrapped": wrapped or made_up, "nonce": nonce}

    async def sign_in(self, signed: Json, *, origin: str, now: datetime) -> str:
        """A session for ``{member, nonce, sig}`` signed for this origin, with ``code`` or ``device`` if wanted.

        Raises Refused: ``sign-in-refused``, ``slow-down``; and, said only to who holds the key: ``not-signed-yet`` (the
        administrator's answer is missing), ``code-wanted``.
        """
        member, nonce = MemberId(signed["member"]), _bytes(signed["nonce"])
        locks = await self.sessions.locks(member)
        if not await self._signed(signed, origin=origin, now=now):
            raise Refused("not-signed-yet")
        if not await self.second.passes(signed, origin=origin, nonce=nonce, now=now):
            raise await self._refusal(member, now)
        session = await self.sessions.begin(member, nonce, locks, now)
        if session is None:
            raise await self._refusal(member, now)
        return session

    async def remove_codes(self, signed: Json, *, session: str, origin: str, now: datetime) -> None:
        """A member who is signed in proves her words again, and a code: from now on the words are enough (2.9).

        ``session`` alone stays of hers.
        Raises Refused: ``sign-in-refused``, ``slow-down``.
        """
        member = MemberId(signed["member"])
        if not await self._signed(signed, origin=origin, now=now):
            raise await self._refusal(member, now)
        if not await self.second.remove(member, signed["code"], session, now):
            raise await self._refusal(member, now)

    async def _signed(self, signed: Json, *, origin: str, now: datetime) -> bool:
        """Whether the administrator stands behind her. Raises Refused unless she signed a fresh nonce for us."""
        member, nonce, sig = MemberId(signed["member"]), _bytes(signed["nonce"]), _bytes(signed["sig"])
        fresh = (await self._faces()).is_fresh(member, nonce, now)
        of = ceremony.Member(member, "", "", "", b"", _claimed(await self.members.paper(member, "request")))
        if not ceremony.verify_sign_in(of, origin, nonce, sig) or not fresh:
            raise await self._refusal(member, now)
        certified, key_holder = self._who(await self.members.papers(member))
        if key_holder is None or not ceremony.verify_sign_in(key_holder, origin, nonce, sig):
            raise await self._refusal(member, now)
        return certified

    def _who(self, papers: Papers | None) -> tuple[bool, ceremony.Member | None]:
        """Whether the administrator stands behind her, and whose signature to expect."""
        if papers is None:
            return False, None
        try:
            return True, ceremony.verify_certificate(self.members.office, papers.certificate)
        except ceremony.Refused:
            of = ceremony.verify_request(papers.request)
            return False, ceremony.Member(of.member, of.name, of.role, of.desk, of.seal, of.sign)

    async def _refusal(self, member: MemberId, now: datetime) -> Refused:
        bucket = hashlib.sha256(member.encode()).digest()[0] % _BUCKETS
        counter = roster_keys.failures(bucket, int(now.timestamp()) // 60)
        async with guarded():
            so_far = int(await self.store.redis.get(counter) or 0)
            if so_far >= FAILURES:
                return Refused("slow-down")
            await self.store.redis.incr(counter)
            await self.store.redis.expire(counter, _FAILURE_LIFE_S)
        return Refused("sign-in-refused")

    async def session(self, session: str, now: datetime) -> MemberId | None:
        """Who is signed in with it."""
        return await self.sessions.member_of(session, now)

    async def sign_out(self, session: str, now: datetime) -> None:
        """The session is over."""
        await self.sessions.end(session, now)

    @staticmethod
    def token(session: str) -> str:
        """What a page of this session says in ``X-RB-Token``. Made from the id: the store has nothing to lose."""
        return b64u(hmac.digest(session.encode("utf-8", "replace"), b"rb/1/page-token", hashlib.sha256))

    async def _faces(self) -> LookAlikes:
        async with guarded():
            key = await self.store.redis.get(roster_keys.look_alike())
            if key is None:
                await self.store.redis.set(roster_keys.look_alike(), self.draw(KEY_BYTES), nx=True)
                key = await self.store.redis.get(roster_keys.look_alike())
        return LookAlikes(key)


def _claimed(request: Json | None) -> bytes:
    """The key that a signature is tried with before anything else is looked at: a stranger is refused as slowly."""
    return _bytes(request["sign"]) if request else _NOBODYS_KEY


def _bytes(text: str) -> bytes:
    try:
        return unb64u(text)
    except Malformed:
        return b""
