"""What the portal needs from the rooms beside it, as Protocols. The store and the ciphers stand behind them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from triage.ids import MemberId

Json = dict[str, Any]


class Bell(Protocol):
    """Rings whenever anything in the queue changed."""

    async def ring_after(self, seen: int) -> int:
        """Waits until the counter is above ``seen``; returns it. Below zero: at once."""


class Health(Protocol):
    """Whether the house does what it is for."""

    async def report(self, now: datetime) -> Mapping[str, object]:
        """``ok``, and the parts that it is made of: the store, the sender, somebody who is told, the desks' keys.

        No identifiers. May raise Unavailable, which means not ok.
        """


class Enrolment(Protocol):
    """Members and their papers (protocol §2). Every method raises Unavailable, and Refused as each says."""

    async def invited(self, invite: str, now: datetime) -> Json:
        """``member``, ``name``, ``role``, ``desk`` of an open invite. Refused("invite-unknown")."""

    async def enrol(self, invite: str, request: Json, wrapped: Json, *, now: datetime) -> None:
        """The invite becomes a member. Refused: ``invite-unknown``, ``request-refused``."""

    async def accept_answer(self, answer: Json, *, now: datetime) -> None:
        """Certificate and grant of a member. Refused("answer-refused")."""

    async def desk_document(self) -> Json:
        """The desk document of now: a desk's key may change while the house runs (protocol 9.3)."""

    async def own_papers(self, member: MemberId) -> Json:
        """``certificate``, ``grant``, and ``earlier`` grants while the desk changes its key."""

    async def certificates(self) -> Mapping[MemberId, Json]:
        """Of every certified member."""

    async def former(self) -> Mapping[MemberId, Json]:
        """Of every member who was revoked: her notes stay hers."""


class Passkeys(Protocol):
    """A member's wrapped key once more, under a device's secret (protocol 2.8). Raises Unavailable."""

    async def find(self, member: MemberId, id_: str) -> Json:
        """Refused("passkey-unknown")."""

    async def add(self, member: MemberId, passkey: Json, now: datetime) -> None:
        """Refused("too-many")."""

    async def forget(self, member: MemberId, session: str, now: datetime) -> None:
        """All of hers; of her sessions ``session`` alone stays."""


class OneTimeCodes(Protocol):
    """A member's one-time codes beside her seven words (protocol 2.9). Raises Unavailable."""

    async def stand(self, member: MemberId) -> bool:
        """Whether signing in by words takes a code."""

    async def begin(self, member: MemberId, name: str, house: str, now: datetime) -> Json:
        """``secret``, ``address``, ``size``, ``path``, this once. Refused("totp-stands")."""

    async def confirm(self, member: MemberId, code: str, session: str, now: datetime) -> None:
        """It counts from now on; of her sessions ``session`` alone stays. Refused: ``totp-stands``, ``totp-wrong``."""


class SignIns(Protocol):
    """How a member comes in and goes (protocol §3). Every method raises Unavailable, and Refused as each says."""

    async def challenge(self, login: str, now: datetime) -> Json:
        """``member``, ``wrapped``, ``nonce``: for nobody too, made up."""

    async def sign_in(self, signed: Json, *, origin: str, now: datetime) -> str:
        """A session for ``{member, nonce, sig}`` with ``code`` or ``device`` where one is wanted.

        Refused: ``sign-in-refused``, ``slow-down``, ``not-signed-yet``, ``code-wanted``.
        """

    async def remove_codes(self, signed: Json, *, session: str, origin: str, now: datetime) -> None:
        """Her words are enough again: a fresh signature and a code; of her sessions ``session`` alone stays.

        Refused: ``sign-in-refused``, ``slow-down``.
        """

    async def session(self, session: str, now: datetime) -> MemberId | None:
        """Who is signed in with it."""

    async def sign_out(self, session: str, now: datetime) -> None:
        """The session is over."""

    def token(self, session: str) -> str:
        """What the pages of this session say back with every change."""
