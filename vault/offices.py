"""The office as it is now: the desk document of the file, or a later one that was adopted into the store (9.3).

A document is believed for its signature, wherever it lies: whoever writes in the store can neither put in a desk key of
his own nor, as long as this process remembers it, bring an earlier one back.
"""

import json

from desk.ports import Unavailable
from vault import roster_keys
from vault.ceremony_documents import Office, verify_office
from vault.ceremony_shapes import Refused
from vault.store import Store, guarded


class Offices:
    """One per process. ``first``: the document of ``OFFICE_FILE``."""

    def __init__(self, store: Store, first: Office) -> None:
        self._store = store
        self._newest = first
        self._raw: bytes | None = None

    async def current(self) -> Office:
        """One short read, and a signature checked when it changed.

        Raises Unavailable: what lies in the store is not a document of this office, or an earlier one. Then nothing
        may be sealed: the key would be nobody's, or one that was changed for a reason.
        """
        async with guarded():
            raw = await self._store.redis.get(roster_keys.office())
        if raw != self._raw:
            self._newest = self._believed(raw)
            self._raw = raw
        return self._newest

    def _believed(self, raw: bytes | None) -> Office:
        try:
            office = verify_office(json.loads(raw or b"null"), allow_demo=self._newest.demo)
        except (Refused, ValueError):
            raise Unavailable("office: the desk document in the store is not whole") from None
        same = (office.admin, office.recovery, office.demo) == (
            self._newest.admin,
            self._newest.recovery,
            self._newest.demo,
        )
        if not same or str(office.document["made_at"]) < str(self._newest.document["made_at"]):
            raise Unavailable("office: the desk document in the store is another office's, or an earlier one")
        return office
