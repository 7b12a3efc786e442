"""Members and their papers: invites, requests, wrapped keys, certificates, grants (protocol §2), public or sealed."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desk.access import Refused
from desk.ports import JournalLine, Outcome
from triage.ids import MemberId
from vault import ceremony, roster_keys
from vault.ceremony import Office
from vault.encoding import canonical
from vault.invites import Invite, Invites, Person
from vault.journal import put_line
from vault.offices import Offices
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded
from vault.wrapped import is_wrapped

Json = dict[str, Any]
_PAPERS: Final = ("v", "request", "wrapped", "certificate", "grant", "earlier")


@dataclass(frozen=True, kw_only=True)
class Papers:
    """What the server keeps of a member. ``certificate`` and ``grant`` are None until the administrator answered."""

    version: str
    request: Json
    wrapped: Json
    certificate: Json | None = None
    grant: Json | None = None
    earlier: tuple[Json, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Members:
    """Every method raises Unavailable; Refused as each says. Nothing here can open what a member reads."""

    store: Store
    office: Office
    invites: Invites
    offices: Offices | None = None
    """The office as it is now (protocol 9.3); ``office`` is the one it was begun with. Both have one administrator."""

    async def present(self) -> Office:
        """The desk document of now. Raises Unavailable, also when the one in the store cannot be believed."""
        return await self.offices.current() if self.offices else self.office

    async def desk_document(self) -> Json:
        """As browsers get it."""
        return (await self.present()).document

    async def invite(self, person: Person, *, now: datetime, hours: int = roster_keys.INVITE_HOURS) -> str:
        """A new invite, as its link carries it. Raises Refused("name-taken"): she could not sign in by name."""
        pending = await self.invites.pending(now)
        if await self.named(person.name) or spelt(person.name) in {spelt(one.name) for one in pending}:
            raise Refused("name-taken")
        return await self.invites.make(person, now=now, hours=hours)

    async def invited(self, invite: str, now: datetime) -> Json:
        """Who an invite is for. Raises Refused("invite-unknown"): wrong, used or older than its 72 hours."""
        found = await self.invites.find(invite, now)
        if found is None:
            raise Refused("invite-unknown")
        return {"member": found.member, "name": found.name, "role": found.role, "desk": found.desk}

    async def enrol(self, invite: str, request: Json, wrapped: Json, *, now: datetime) -> None:
        """The invite becomes a member (protocol 2.4). The same request once more is answered the same.

        Raises Refused: ``invite-unknown``, ``request-refused``.
        """
        found = await self.invites.find(invite, now)
        if found is None:
            if not await self._enrolled(invite, request):
                raise Refused("invite-unknown")
            return
        _must_fit(request, found)
        if not is_wrapped(wrapped):
            raise Refused("request-refused")
        if await self.store.commit(_enrolment(found, request, wrapped, now)) is not Outcome.SAVED:
            raise Refused("invite-unknown")

    async def _enrolled(self, invite: str, request: Json) -> bool:
        """Whether exactly this request was taken for exactly this invite: its answer got lost on the way."""
        member = MemberId(str(request.get("member")))
        async with guarded():
            raw = await self.store.redis.hget(roster_keys.members(), member)
        papers = await self.papers(member)
        if raw is None or papers is None or json.loads(raw)["invite"] != Invites.place_of(invite):
            return False
        return papers.request == request

    async def accept_answer(self, answer: Json, *, now: datetime) -> None:
        """Certificate and grant (protocol 2.7): the first that fits the request, later only newer ones.

        A grant has no signature of its own, so none may replace one under the same certificate: whoever has seen the
        certificate could otherwise lock its member out. Raises Refused("answer-refused").
        """
        office = await self.present()
        try:
            believed = ceremony.verify_answer(office, answer)
        except (ceremony.Refused, SealBroken, ValueError):
            raise Refused("answer-refused") from None
        member = MemberId(believed.member.member)
        papers = await self.papers(member)
        if papers is None or papers.request != believed.certificate["request"]:
            raise Refused("answer-refused")
        if (papers.certificate, papers.grant) == (believed.certificate, believed.grant):
            return
        if papers.certificate and papers.certificate["issued_at"] >= believed.certificate["issued_at"]:
            raise Refused("answer-refused")
        if await self.store.commit(_answered(member, papers, believed, now)) is not Outcome.SAVED:
            raise Refused("answer-refused")

    async def remember_member(self, new: ceremony.NewMember, *, now: datetime) -> None:
        """A member without an invite, for the demo: request and wrapped key; the answer follows by accept_answer."""
        asked = ceremony.verify_request(new.request)
        of = Invite(member=MemberId(asked.member), name=asked.name, role=asked.role, desk=asked.desk)
        await self.store.commit(_enrolment(of, new.request, new.wrapped, now))

    async def papers(self, member: MemberId) -> Papers | None:
        """What is kept of a member, or None for nobody."""
        async with guarded():
            raw = await self.store.redis.hmget(roster_keys.papers(member), *_PAPERS)
        version, request, wrapped, certificate, grant, earlier = raw
        if version is None:
            return None
        return Papers(
            version=version.decode(),
            request=json.loads(request),
            wrapped=json.loads(wrapped),
            certificate=_maybe(certificate),
            grant=_maybe(grant),
            earlier=tuple(json.loads(earlier or b"[]")),
        )

    async def paper(self, member: MemberId, name: str) -> Json | None:
        """``request`` or ``wrapped`` alone: one small answer of the store, whether or not there is such a member."""
        async with guarded():
            return _maybe(await self.store.redis.hget(roster_keys.papers(member), name))

    async def own_papers(self, member: MemberId) -> Json:
        """``certificate``, ``grant`` and earlier grants, as her own browser asks for them."""
        papers = await self.papers(member)
        if papers is None:
            return {"certificate": None, "grant": None, "earlier": []}
        return {"certificate": papers.certificate, "grant": papers.grant, "earlier": papers.earlier}

    async def certificates(self) -> Mapping[MemberId, Json]:
        """Every certified member's certificate: who may have signed a note."""
        async with guarded():
            members = [MemberId(raw.decode()) for raw in await self.store.redis.hkeys(roster_keys.members())]
            pipe = self.store.redis.pipeline(transaction=False)
            for member in members:
                pipe.hget(roster_keys.papers(member), "certificate")
            found = await pipe.execute() if members else []
        return {member: json.loads(raw) for member, raw in zip(members, found, strict=True) if raw}

    async def former(self) -> Mapping[MemberId, Json]:
        """Certificates of members who were revoked: who may have signed a note until then."""
        async with guarded():
            found = await self.store.redis.hgetall(roster_keys.former())
        kept = {MemberId(name.decode()): json.loads(raw) for name, raw in found.items()}
        return {member: certificate for member, certificate in kept.items() if certificate}

    async def named(self, login: str) -> MemberId | None:
        """The member whom somebody calls by name."""
        async with guarded():
            raw = await self.store.redis.hget(roster_keys.names(), spelt(login))
        return MemberId(raw.decode()) if raw else None


def spelt(name: str) -> str:
    """A name as it is looked up: one spelling for capitals, spaces and composed letters."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").split())


def _maybe(raw: bytes | None) -> Json | None:
    return json.loads(raw) if raw else None


def _must_fit(request: Json, invite: Invite) -> None:
    try:
        asked = ceremony.verify_request(request)
    except (ceremony.Refused, SealBroken, ValueError):
        raise Refused("request-refused") from None
    if (asked.member, asked.name, asked.role, asked.desk) != (invite.member, invite.name, invite.role, invite.desk):
        raise Refused("request-refused")


def _enrolment(of: Invite, request: Json, wrapped: Json, now: datetime) -> Batch:
    batch, kept = Batch(), {"name": of.name, "role": of.role, "desk": of.desk}
    batch.unseen(roster_keys.papers(of.member))
    if of.place:
        batch.value(of.place, of.raw)
    papers = ("v", 1, "request", _text(request), "wrapped", _text(wrapped))
    batch.put("HSET", roster_keys.papers(of.member), *papers)
    person = _text({**kept, "at": ceremony.iso(now), "invite": of.place})
    batch.put("HSET", roster_keys.members(), of.member, person)
    batch.put("HSET", roster_keys.names(), spelt(of.name), of.member)
    if of.place:
        batch.put("DEL", of.place)
        batch.put("SREM", roster_keys.invites(), of.place)
    put_line(batch, JournalLine(at=now, by=of.member, verb="enrolled"))
    return batch


def _answered(member: MemberId, papers: Papers, believed: ceremony.Answer, now: datetime) -> Batch:
    batch, place = Batch(), roster_keys.papers(member)
    batch.at_version(place, papers.version)
    kept = ("certificate", _text(believed.certificate), "grant", _text(believed.grant))
    batch.put("HSET", place, "v", int(papers.version) + 1, *kept)
    put_line(batch, JournalLine(at=now, by=member, verb="certified"))
    return batch


def _text(value: Json) -> str:
    return canonical(value).decode()
