"""The keys that the running bot holds, together: what must be readable to it alone, and to whom it seals words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from triage.ids import OF_DUTY_BOT, AccountId
from triage.tells import ShowScreen, Tell
from vault import codec, pseudonym
from vault.address import AddressKeys
from vault.encoding import b64u, unb64u
from vault.sealing import Draw, SealBroken
from vault.transit import TransitKey

_BOX = "box"


@dataclass(frozen=True)
class Keyring:
    """``desks``: public keys of intake and fallback. ``draw``: the system's random source."""

    address: AddressKeys = field(repr=False)
    transit: TransitKey = field(repr=False)
    desks: Mapping[str, bytes] = field(repr=False)
    bot_id: int
    draw: Draw
    duty_bot_id: int = 0
    """Of the desk's own bot; 0: the children's bot rings for the desk as well."""

    def account(self, user: int) -> AccountId:
        """Somebody at the children's bot (protocol 7.3)."""
        return AccountId(pseudonym.account(self.address.pseudonym, self.bot_id, user))

    def desk_account(self, user: int) -> AccountId:
        """A member at the bot that rings for the desk. Which of the two it is, the name says."""
        if not self.duty_bot_id:
            return self.account(user)
        return AccountId(pseudonym.account(self.address.pseudonym, self.duty_bot_id, user) + OF_DUTY_BOT)

    def seal_tell(self, key: str, tell: Tell) -> bytes:
        """A promise as it lies in the outbox; secret values under the transit key, the rest under the address key."""
        if isinstance(tell, ShowScreen) and tell.secret:
            inner = codec.tell_bytes(replace(tell, values=tell.secret, secret={}))
            tell = replace(tell, secret={_BOX: b64u(self.transit.seal(key, inner))})
        return self.address.seal(key, codec.tell_bytes(tell))

    def open_tell(self, key: str, box: bytes) -> Tell:
        """Raises SealBroken or codec.Unreadable. Secret values that a restart lost are simply missing."""
        tell = codec.tell_of(self.address.open(key, box))
        if not (isinstance(tell, ShowScreen) and tell.secret):
            return tell
        try:
            inner = codec.tell_of(self.transit.open(key, unb64u(tell.secret[_BOX])))
        except (SealBroken, codec.Unreadable, KeyError):
            return replace(tell, secret={})
        secret = {name: str(value) for name, value in inner.values.items()} if isinstance(inner, ShowScreen) else {}
        return replace(tell, secret=secret)
