"""``POST /button/form``: the same button for whoever has no script. Whatever happens, the answer is a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import structlog
from aiohttp import web

from desk.ports import OtherDesk, Unavailable
from desk.visiting import Came, Coming
from portal.button.lot import Full
from portal.button.page import Done, Form, Pages
from portal.button.parts import ButtonParts, Dressed
from portal.button.said import CODE, DIGITS, WORDS, ended
from portal.button.sent import Sent, is_from_our_form, sent_by
from portal.button.shapes import b64u
from portal.button.visits import account_of_secret, moved_to
from portal.errors import template_of
from portal.parts import Visit
from triage.ids import AccountId, EntryId, UpdateId
from triage.tells import ShowScreen, Tell

log = structlog.get_logger()
_FAILED = "form-failed"


@dataclass(frozen=True)
class PlainForm:
    """Does here what the script does in a page."""

    button: ButtonParts
    pages: Pages

    async def post(self, visit: Visit) -> web.StreamResponse:
        """Kept when this answers 200; else the same page, with what was typed."""
        if not is_from_our_form(visit):
            return await self.pages.page(visit, Form(), 403)
        sent = await sent_by(visit.request, self.button.draw)
        if sent.cut:
            return await self.pages.page(visit, sent.form("form-long"), 413)
        if sent.is_empty:
            return await self.pages.page(visit, sent.form("form-empty"))
        try:
            await self.button.ready()
            async with self.button.forms.through(len(sent.text) + len(sent.rest)):
                return await self._handled(visit, sent)
        except (Full, Unavailable, OtherDesk):
            return await self.pages.page(visit, sent.form(_FAILED), 503)
        except Exception as error:  # noqa: BLE001 - whatever it is, a child gets her words back and the numbers
            kind = type(error).__name__
            log.error("request-failed", kind=kind, route=template_of(visit.request))  # noqa: TRY400 - exception() would quote it
            return await self.pages.page(visit, sent.form(_FAILED), 500)

    async def _handled(self, visit: Visit, sent: Sent) -> web.StreamResponse:
        code = self.button.plain.codes(sent.code or sent.text)
        back = await self._back(visit, sent, code) if code else None
        if back is not None:
            return back
        if sent.code:
            return await self.pages.page(visit, sent.form("not-found"))
        return await self._said(visit, sent)

    async def _said(self, visit: Visit, sent: Sent) -> web.StreamResponse:
        tells, numbers = await self._answered(visit, sent)
        if sent.text:
            self.button.lanes.minute.opened(sent.account, visit.now)
        said = "form-rest" if sent.rest else "form-kept"
        emptied = replace(sent.form(said if sent.text.strip() else ""), text=sent.rest, code="")
        chosen = sent.act.partition("lang.")[2]
        emptied = replace(emptied, language=chosen if chosen in self.button.languages else emptied.language)
        if ended(tells):
            return await self.pages.page(visit, replace(emptied, visit="", said=""))
        screens = await self.button.dressing.dressed(sent.account, tells)
        if not screens:  # answers wait, and only her code opens them
            emptied = replace(emptied, said="form-rest" if sent.rest else "form-return")
            screens = await self._said_by_us(sent.account, "status")
        first = await self.button.dressing.dressed(sent.account, numbers) if numbers else ()
        return await self._done(visit, emptied, sent.account, Done(screens=(*first, *screens)))

    async def _answered(self, visit: Visit, sent: Sent) -> tuple[tuple[Tell, ...], tuple[Tell, ...]]:
        """What the last of it is answered with, and what stands above that: the numbers, where words before the last
        told of danger now (conversation.md, rule 13). A page shows one answer, and this form may have said several
        things.
        """
        tells: tuple[Tell, ...] = ()
        numbers: dict[str, Tell] = {}
        for incoming in sent.incomings(self.button):
            tells = await self.button.visiting.say(incoming, visit.parts.clock())
            numbers |= {tell.name: tell for tell in tells if isinstance(tell, ShowScreen) and tell.urgent}
        shown = {tell.name for tell in tells if isinstance(tell, ShowScreen)}
        return tells, tuple(tell for name, tell in numbers.items() if name not in shown)

    async def _done(self, visit: Visit, form: Form, account: AccountId, done: Done) -> web.StreamResponse:
        """With her code, for as long as it waits to be shown (protocol 4.5)."""
        signal = (await self.button.visiting.standing(account)).signal
        indices = await self.button.plain.transit.code(signal) if signal else None
        code = dict(self.button.plain.spelt(indices)) if indices else {}
        screens = done.screens
        if any(name == CODE for name, _ in screens):
            screens = _filled(screens, code) if code else await self._said_by_us(account, "code_gone")
            code = {}
        return await self.pages.done(visit, form, replace(done, screens=screens, code=code, coded=bool(indices)))

    async def _said_by_us(self, account: AccountId, name: str) -> Dressed:
        return await self.button.dressing.dressed(account, (ShowScreen(account=account, name=name),))

    async def _back(self, visit: Visit, sent: Sent, code: tuple[int, ...]) -> web.StreamResponse | None:
        """None where the code opens nothing."""
        hand = await self.button.plain.in_hand(code)
        sought = await self.button.visiting.find(sent.account, hand.locator)
        unlocked = hand.unlock(sought, sent.account) if sought else None
        if sought is None or unlocked is None:
            return None
        secret = moved_to(sent.secret, sought.signal[0])
        coming = self._coming(sent, account_of_secret(secret), hand.locator, unlocked.proof)
        came = await self.button.visiting.back(coming, visit.parts.clock())
        if came is None:
            return None
        form = replace(sent.form(), visit=b64u(secret), text="", code="")
        return await self._answers(visit, form, (coming.account, came), unlocked.texts(came.replies))

    async def _answers(
        self,
        visit: Visit,
        form: Form,
        came: tuple[AccountId, Came],
        opened: Iterable[tuple[EntryId, str]],
    ) -> web.StreamResponse:
        account, back = came
        texts = dict(opened)
        screens = await self.button.dressing.dressed(account, back.tells)
        said = "" if texts else "form-no-answers"
        page = await self._done(
            visit, replace(form, said=said), account, Done(screens=screens, replies=tuple(texts.values()))
        )
        ids = {str(one.entry["id"]): one.unread for one in back.replies}
        read = tuple(entry for entry in texts if ids.get(entry))
        if read:
            await self.button.visiting.shown(account, read, visit.parts.clock())
        return page

    def _coming(self, sent: Sent, account: AccountId, locator: str, proof: bytes) -> Coming:
        return Coming(
            request=UpdateId(sent.request),
            first=sent.account,
            account=account,
            locator=locator,
            proof=proof,
            language=self.button.spoken(sent.language),
            source=self.button.source(sent.source),
        )


def _filled(screens: Dressed, code: dict[str, str]) -> Dressed:
    """What a page's script puts in where it knows its code."""
    return tuple(
        (
            name,
            replace(
                screen,
                text=screen.text.replace(WORDS, code["words"]).replace(DIGITS, code["digits"]),
                mono=(code["words"], code["digits"]) if name == CODE else screen.mono,
            ),
        )
        for name, screen in screens
    )
