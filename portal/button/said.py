"""What a page said → what the desk takes; what the desk answers → what the page shows."""

from collections.abc import Iterable
from typing import Final

from desk.visiting import SealedReply
from i18n.catalogue import SCREENS
from i18n.screens import Choice, Screen
from portal.button import shapes
from portal.button.lanes import Work
from portal.button.parts import ButtonParts, Dressed
from portal.button.visits import account_of
from portal.errors import Problem
from portal.parts import Json
from triage.ids import WEB, Address, SignalId, UpdateId
from triage.incoming import BELOW, GivenThread, Incoming, SealedWord
from triage.tells import EraseChat, Tell

CODE: Final = "code"
WORDS, DIGITS = "⟦words⟧", "⟦digits⟧"
"""Where the screen ``code`` leaves room for what only the page knows (workers/pages.py)."""
_ENDED: Final = {"": "hidden", "deleted_alert": "deleted"}


def actions() -> frozenset[str]:
    """What stands on a reporter's screens. Everything else that a tap may name is the desk's own, or nobody's."""
    hers = (spec for spec in SCREENS.values() if spec.audience != "specialist")
    return frozenset(button.action for spec in hers for row in spec.rows for button in row if button.action)


def action_of(tapped: str) -> str:
    """Empty for what no screen of hers offers: it shows how things stand."""
    plain = tapped.rstrip(BELOW)
    return plain if plain in actions() else ""


def work_of(done: shapes.WorkDone | None) -> Work | None:
    return Work(stamp=done.stamp, nonce=done.nonce) if done else None


def incoming_of(said: shapes.Say, button: ButtonParts) -> Incoming:
    """Raises Problem 400 ``bad-envelope``."""
    account = account_of(said.visit)
    kind = said.word.kind if said.word else "tap"
    return Incoming(
        update=UpdateId(said.request),
        account=account,
        address=Address(WEB),
        language=button.spoken(said.language),
        kind=kind,
        action=action_of(said.act or ""),
        sealed=_word(said.word) if said.word else None,
        thread=_thread(said.thread, account[0]) if said.thread else None,
        source=button.source(said.source),
    )


def _word(word: shapes.Word) -> SealedWord:
    shapes.must_be_entry(word)
    return SealedWord(
        entry=shapes.as_sent(word.entry),
        session=word.session.id,
        session_box=word.session.box,
        classes=word.known,
        digits=word.digits,
        media=word.media or "",
        seconds=word.seconds or 0,
        doubt=word.doubtful,
    )


def _thread(thread: shapes.Thread, partition: str) -> GivenThread:
    boxes = {"intake": thread.boxes.intake, "fallback": thread.boxes.fallback}
    for box in boxes.values():
        shapes.unb64u(box, shapes.SEED_BOX)
    if thread.signal[0] != partition:
        raise Problem(400, "bad-envelope")
    return GivenThread(
        signal=SignalId(thread.signal),
        public=shapes.unb64u(thread.pub, shapes.PUBLIC_BYTES),
        boxes=boxes,
        kids={"intake": thread.kids.intake, "fallback": thread.kids.fallback},
    )


def ended(tells: Iterable[Tell]) -> str:
    """Whether the conversation ended with this, and how: ``hidden``, ``deleted`` or ""."""
    erased = [tell for tell in tells if isinstance(tell, EraseChat)]
    return _ENDED.get(erased[0].alert, "hidden") if erased else ""


def screens_said(dressed: Dressed) -> list[Json]:
    return [{"name": name, **screen_said(screen)} for name, screen in dressed]


def screen_said(screen: Screen) -> Json:
    rows = [[_choice(choice) for choice in row] for row in screen.rows]
    return {"text": screen.text, "mono": list(screen.mono), "rows": rows}


def _choice(choice: Choice) -> Json:
    return {"label": choice.label, "action": choice.action, "look": choice.look, "copy": choice.copy}


def reply_said(reply: SealedReply) -> Json:
    """As it was sealed."""
    return {"entry": dict(reply.entry), "session": {"id": reply.session, "box": reply.session_box}}
