"""What the page's script asks (docs/button-api.md). No answer holds a word of hers, or one of the desk's in clear."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import hdrs, web

from desk.ports import Unavailable
from desk.visiting import Coming, ReporterBox
from desk.word import Threadless
from portal.bodies import asked, shaped
from portal.button import shapes
from portal.button.parts import ButtonParts
from portal.button.said import ended, incoming_of, reply_said, screen_said, screens_said, work_of
from portal.button.visits import account_of, kid_of
from portal.errors import Problem
from portal.parts import Json, Visit
from triage.ids import AccountId, EntryId, SignalId, UpdateId
from triage.incoming import Incoming
from triage.tells import Tell

VOICES_AT_ONCE: Final = 8
"""Sealed voices in memory, 1 MB each. Whoever comes beyond them is asked to come again."""
VOICE_WITHIN_S: Final = 120
"""A megabyte on a slow phone's line; a line that brings nothing must not hold a place."""
VOICES_OF_ONE: Final = 2
"""Of one visit: the one that her phone lost, and the one that it brings again."""
_SCHEME: Final = "Visit "


@dataclass
class Api:
    """Of this process. ``voices``: whose are being read just now."""

    button: ButtonParts
    voices: list[AccountId] = field(default_factory=list)

    async def begin(self, visit: Visit) -> web.StreamResponse:
        """What a page needs before anything can be sealed."""
        await asked(visit.request, shapes.Nothing)
        await self.button.ready()
        self.button.lanes.crowded = await self.button.crowded()
        desks = await self.button.desks()
        keys = {desk: {"pub": shapes.b64u(public), "kid": kid_of(public)} for desk, public in desks.items()}
        return web.json_response({"v": 1, **self.button.lanes.demand(visit.now), "desks": keys})

    async def say(self, visit: Visit) -> web.StreamResponse:
        """A tap or words: kept when this answers, and answered the same when it is asked again."""
        said = await asked(visit.request, shapes.Say)
        incoming = incoming_of(said, self.button)
        await self.button.ready()
        size, new = len(said.word.entry.box) if said.word else 0, said.thread is not None
        if new:
            self.button.lanes.crowded = await self.button.crowded()
        async with self.button.lanes.through(
            incoming.account, work_of(said.work), visit.now, size=size, new=new
        ) as fast:
            await self._must_be_readable(incoming)
            try:
                tells = await self.button.visiting.say(incoming, visit.parts.clock())
            except Threadless:  # erased between the look and this
                raise Problem(404, "gone") from None
            answer = await self._answer(incoming.account, tells)
        if said.thread and answer["signal"]:
            self.button.lanes.minute.opened(incoming.account, visit.now)
        return web.json_response(answer if fast else {**answer, **self._demand(visit)})

    async def texts(self, visit: Visit) -> web.StreamResponse:
        """The page's own words in another language: the same for everybody, and no store is asked."""
        language = self.button.spoken((await asked(visit.request, shapes.Texts)).language)
        calls = [whose for _, whose in self.button.contacts(language)]
        words = dict(self.button.words(language, visit.now))
        return web.json_response({"v": 1, "language": language, "words": words, "calls": calls})

    async def code(self, visit: Visit) -> web.StreamResponse:
        """The thread under her five words, which only her page knows."""
        said = await asked(visit.request, shapes.Code)
        account = account_of(said.visit)
        shapes.unb64u(said.box, shapes.SEED_BOX)
        signal = SignalId(said.signal)
        box = ReporterBox(signal=signal, locator=said.locator, kid=said.kid, box=said.box, after=said.after)
        async with self.button.lanes.through(account, work_of(said.work), visit.now):
            kept = await self.button.visiting.keep_code(account, box, visit.parts.clock())
        return _kept(kept=kept)

    async def voice(self, visit: Visit) -> web.StreamResponse:
        """What was spoken, sealed. The word that speaks of it was said before."""
        account = account_of(_secret(visit.request))
        media = shaped(dict(visit.request.match_info), shapes.InPath).media
        if not await self.button.visiting.awaits_voice(account, media):  # before the body: a place is for who has one
            raise Problem(404, "gone")
        if len(self.voices) >= VOICES_AT_ONCE or self.voices.count(account) >= VOICES_OF_ONE:
            raise Unavailable("voices")
        self.voices.append(account)
        try:
            body = await _sealed_voice(visit.request)
            return _kept(kept=await self.button.visiting.keep_voice(account, media, body))
        finally:
            self.voices.remove(account)

    async def look(self, visit: Visit) -> web.StreamResponse:
        """How things stand: the screen that the house put up since, and the replies that she has not read."""
        account = account_of((await asked(visit.request, shapes.OfVisit)).visit)
        standing = await self.button.visiting.standing(account)
        if standing.signal is None:
            return web.json_response({"screens": [], "signal": "", "replies": [], "reply": None})
        shown = await self.button.dressing.dressed(account, standing.tells)
        frame = screen_said(await self.button.dressing.reply(account))
        said = {"screens": screens_said(shown), "signal": standing.signal, "reply": {"name": "reply", **frame}}
        return web.json_response({**said, "replies": [reply_said(one) for one in standing.replies]})

    async def shown(self, visit: Visit) -> web.StreamResponse:
        """She has read these."""
        said = await asked(visit.request, shapes.Shown)
        account, entries = account_of(said.visit), tuple(EntryId(entry) for entry in said.entries)
        tells = await self.button.visiting.shown(account, entries, visit.now)
        shown = await self.button.dressing.dressed(account, tells) if tells else ()
        return web.json_response({"kept": bool(tells), "screens": screens_said(shown)})

    async def find(self, visit: Visit) -> web.StreamResponse:
        """Whether a code leads anywhere. Who cannot open the thread can do nothing with the answer."""
        said = await asked(visit.request, shapes.Find)
        account = account_of(said.visit)
        async with self.button.lanes.through(account, work_of(said.work), visit.now) as fast:
            sought = await self.button.visiting.find(account, said.locator)
        more = {} if fast else self._demand(visit)
        if sought is None:
            return web.json_response({"found": False, **more})
        found = {"signal": sought.signal, "pub": shapes.b64u(sought.public), "box": sought.box}
        return web.json_response({"found": True, **found, "challenge": shapes.b64u(sought.challenge), **more})

    async def back(self, visit: Visit) -> web.StreamResponse:
        """The thread is hers again, and leaves whoever had it open."""
        said = await asked(visit.request, shapes.Back)
        account = account_of(said.visit)
        coming = self._coming(said, account)
        async with self.button.lanes.through(coming.first, work_of(said.work), visit.now):  # one proof is good for ever
            came = await self.button.visiting.back(coming, visit.now)
        if came is None:
            raise Problem(404, "gone")
        answer = await self._answer(account, came.tells)
        frame = screen_said(await self.button.dressing.reply(account))
        replies = [{**reply_said(one), "unread": one.unread} for one in came.replies]
        return web.json_response({**answer, "replies": replies, "reply": {"name": "reply", **frame}})

    async def _must_be_readable(self, incoming: Incoming) -> None:
        """Words sealed to another thread than the desk has could be read by nobody. Raises Problem 404 ``gone``."""
        if incoming.sealed is None:
            return
        signal = (await self.button.visiting.standing(incoming.account)).signal
        given = incoming.thread.signal if incoming.thread else signal
        if given is None or signal not in {None, given}:
            raise Problem(404, "gone")

    def _coming(self, said: shapes.Back, account: AccountId) -> Coming:
        return Coming(
            request=UpdateId(said.request),
            first=account_of(said.first),
            account=account,
            locator=said.locator,
            proof=shapes.unb64u(said.proof, shapes.SECRET_BYTES),
            language=self.button.spoken(said.language),
            source=self.button.source(said.source),
        )

    async def _answer(self, account: AccountId, tells: Iterable[Tell]) -> Json:
        """``screens``, ``signal`` and ``ended``."""
        tells = tuple(tells)
        if over := ended(tells):
            last = await self.button.dressing.dressed(account, tells)
            return {"screens": screens_said(last), "signal": "", "ended": over}
        shown = await self.button.dressing.dressed(account, tells)
        standing = await self.button.visiting.standing(account)
        return {"screens": screens_said(shown), "signal": standing.signal or "", "ended": ""}

    def _demand(self, visit: Visit) -> Json:
        return self.button.lanes.demand(visit.parts.clock())


def _secret(request: web.Request) -> str:
    said = request.headers.get(hdrs.AUTHORIZATION, "")
    return said.removeprefix(_SCHEME) if said.startswith(_SCHEME) else ""


async def _sealed_voice(request: web.Request) -> bytes:
    """Raises Problem 413 ``too-large``, 400 ``bad-envelope``, 503 where it does not come."""
    if (request.content_length or 0) > shapes.LARGEST_SEALED_VOICE:
        raise Problem(413, "too-large")
    try:
        async with asyncio.timeout(VOICE_WITHIN_S):
            body = await request.read()
    except TimeoutError:
        raise Unavailable("voice") from None
    if len(body) > shapes.LARGEST_SEALED_VOICE:
        raise Problem(413, "too-large")
    shapes.must_be_voice(body)
    return body


def _kept(*, kept: bool) -> web.Response:
    if not kept:
        raise Problem(404, "gone")
    return web.json_response({"kept": True})
