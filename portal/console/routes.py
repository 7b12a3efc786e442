"""Every route of the console (docs/console-api.md) with its rule."""

from pathlib import Path
from typing import Final

from portal.console import afterwards, cases, codes, duties, entrance, group, overseeing, push, resealing, rostering
from portal.console.pages import Pages
from portal.console.stream import Streams
from portal.security import Access, Doors

_API: Final = "/console/api"
_SIGNAL: Final = f"{_API}/signals/{{signal}}"


_OF_MEMBERS: Final = (
    ("GET", f"{_API}/me", entrance.me),
    ("POST", f"{_API}/sign-out", entrance.sign_out),
    ("POST", f"{_API}/passkeys", entrance.add_passkey),
    ("POST", f"{_API}/passkeys/forget", entrance.forget_passkeys),
    ("GET", f"{_API}/push", push.standing),
    ("POST", f"{_API}/push", push.on),
    ("POST", f"{_API}/push/off", push.off),
    ("POST", f"{_API}/totp", codes.begin),
    ("POST", f"{_API}/totp/confirm", codes.confirm),
    ("POST", f"{_API}/totp/remove", codes.remove),
    ("GET", f"{_API}/queue", duties.queue),
    ("GET", f"{_API}/oversight", overseeing.oversight),
    ("POST", f"{_SIGNAL}/claim", duties.claim),
    ("POST", f"{_SIGNAL}/release", duties.release),
    ("GET", _SIGNAL, duties.read),
    ("GET", f"{_SIGNAL}/media/{{id}}", duties.hear),
    ("POST", f"{_SIGNAL}/replies", duties.reply),
    ("POST", f"{_SIGNAL}/replies/{{id}}/again", duties.again),
    ("POST", f"{_SIGNAL}/notes", duties.note),
    ("POST", f"{_SIGNAL}/asked-to-delete", duties.asked_to_delete),
    ("POST", f"{_API}/link", duties.link),
    ("GET", f"{_API}/group", group.stands),
    ("POST", f"{_API}/group", group.code),
    ("GET", f"{_API}/colleagues", duties.colleagues),
    ("GET", f"{_API}/former", duties.former),
    ("GET", f"{_API}/roster", rostering.roster),
    ("POST", f"{_API}/roster/{{member}}", rostering.change),
    ("POST", f"{_API}/shift", rostering.shift),
    ("GET", f"{_API}/resealing", resealing.wanted),
    ("POST", f"{_API}/resealing", resealing.put_back),
    ("POST", f"{_SIGNAL}/reporter-box", resealing.for_reporter),
    ("GET", f"{_API}/closed", afterwards.closed),
    ("GET", f"{_API}/drills", afterwards.drills),
    ("POST", f"{_API}/drills", afterwards.start_drill),
)


def add_console(doors: Doors, templates: Path, streams: Streams) -> None:
    _add_entrance(doors, Pages.load(templates))
    doors.add("GET", f"{_API}/stream", streams.stream, Access.MEMBER)
    for method, path, door in _OF_MEMBERS:
        doors.add(method, path, door, Access.MEMBER)
    for verb, door in cases.VERBS:
        doors.add("POST", f"{_SIGNAL}/{verb}", door, Access.MEMBER)


def _add_entrance(doors: Doors, pages: Pages) -> None:
    doors.add("GET", "/console", pages.console, Access.PUBLIC)
    doors.add("GET", "/console/enrol", pages.enrol, Access.PUBLIC)
    doors.add("GET", f"{_API}/office", entrance.office, Access.PUBLIC)
    doors.add("POST", f"{_API}/invite", entrance.invite, Access.INVITE)
    doors.add("POST", f"{_API}/enrol", entrance.enrol, Access.INVITE)
    doors.add("POST", f"{_API}/answer", entrance.answer, Access.PUBLIC)
    doors.add("POST", f"{_API}/challenge", entrance.challenge, Access.PUBLIC)
    doors.add("POST", f"{_API}/passkey", entrance.passkey, Access.PUBLIC)
    doors.add("POST", f"{_API}/sign-in", entrance.sign_in, Access.PUBLIC)
