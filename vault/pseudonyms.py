"""Under which pseudonym key a store is kept, and that nothing runs on half of a change of it (protocol 7.4)."""

from typing import Final

from vault import pseudonym
from vault.address import AddressKeys
from vault.ceremony_files import KeyFileRefused
from vault.store import Store, guarded

PLACE: Final = "{rb:house}:pseudonym"
"""String: the name of the pseudonym key that this store is kept under; while it changes ``<before>><after>``."""
_AGAIN: Final = "Nobody was lost: run ./run keys rotate pseudonym again, it goes on where it stopped"


def must_be_whole(address: AddressKeys) -> AddressKeys:
    """Raises KeyFileRefused: half of the accounts stand under one key, half under the other."""
    if address.before is not None:
        raise KeyFileRefused(f"ADDRESS_KEY_FILE: the change of its pseudonym key is not finished. {_AGAIN}")
    return address


async def must_have_its_pseudonyms(store: Store, address: AddressKeys) -> None:
    """Every reporter would be a stranger under another key. Raises KeyFileRefused, Unavailable."""
    name = pseudonym.name_of(address.pseudonym)
    async with guarded():
        begun = await store.redis.set(PLACE, name, nx=True, get=True)
    if begun is None or begun.decode() == name:
        return
    if b">" in begun:
        raise KeyFileRefused(f"The change of this store's pseudonym key is not finished. {_AGAIN}")
    raise KeyFileRefused(
        "ADDRESS_KEY_FILE holds another pseudonym key than this store: every reporter would be a stranger. Give this "
        "process the file that `keys rotate pseudonym` wrote, or, with a store from a backup, the file of its time"
    )
