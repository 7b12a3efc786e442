"""`keys rotate pseudonym` from its first step to its last (protocol 7.4); a crash may end it after each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desk.ports import Unavailable
from vault import keys, pseudonym
from vault.address import AddressKeys
from vault.keyring import Keyring
from vault.lease import LANES, SENDER, UPDATES
from vault.pseudonyms import PLACE
from vault.records import Records
from vault.renaming import Renaming
from vault.renaming_plan import CannotRename, Found, Planning
from vault.renaming_sealed import committed
from vault.store import Batch, Store, guarded


@dataclass(frozen=True, kw_only=True)
class ChangingPseudonyms:
    """``file``: ADDRESS_KEY_FILE. ``keyring``: transit key, bot and chance; its address key is not used."""

    store: Store
    keyring: Keyring
    file: Path
    words: Sequence[str] = field(repr=False)

    async def must_be_alone(self) -> None:
        """Raises CannotRename while a process holds what only a running product holds; ten seconds after a kill too."""
        async with guarded():
            held = [await self.store.redis.exists(keys.lease(lane + of)) for lane in LANES for of in (SENDER, UPDATES)]
        if any(held):
            raise CannotRename(
                "A process is running on this store, or was killed some seconds ago. Stop all, try again"
            )

    async def run(self, now: datetime) -> int:
        """How many accounts moved in this run. Raises CannotRename, KeyFileRefused, Unavailable; then ask again."""
        await self.must_be_alone()
        address = AddressKeys.load(self.file, self.keyring.draw)
        if address.before is None and await self._is_ended(address):
            await self._mark(pseudonym.name_of(address.pseudonym))
            return 0
        if address.before is None:
            await self._must_be_its_file(address)
            await self._planned(address)  # whatever would lose somebody refuses before anything has changed
            address = AddressKeys.begin_pseudonym(self.file, self.keyring.draw)
        return await self._go_on(address, now)

    async def _go_on(self, address: AddressKeys, now: datetime) -> int:
        before, after = (pseudonym.name_of(key) for key in (address.before or b"", address.pseudonym))
        await self._mark(f"{before}>{after}")
        await self.must_be_alone()  # one that began before the mark stood
        renaming, found = await self._planned(address)
        moved = await renaming.all_of(found)
        await renaming.drop_leftovers(await self._planning(address).found())
        renaming, found = await self._planned(address)
        if not await renaming.is_clean(found):
            raise Unavailable("something still stands under the key before; ask again")
        await renaming.note(now)
        AddressKeys.end_pseudonym(self.file, self.keyring.draw)
        await self._mark(after)
        return moved

    def _planning(self, address: AddressKeys) -> Planning:
        return Planning(self.store, replace(self.keyring, address=address), self.words)

    async def _planned(self, address: AddressKeys) -> tuple[Renaming, Found]:
        planning = self._planning(address)
        found = await planning.found()
        return Renaming(Records(self.store, planning.keyring), await planning.names(found)), found

    async def _is_ended(self, address: AddressKeys) -> bool:
        """A crash between the file's last step and the store's."""
        return (await self._marked()).endswith(">" + pseudonym.name_of(address.pseudonym))

    async def _must_be_its_file(self, address: AddressKeys) -> None:
        marked = await self._marked()
        if marked not in {"", pseudonym.name_of(address.pseudonym)}:
            raise CannotRename(
                "ADDRESS_KEY_FILE is not the file that this store is kept under: put the newest one back"
            )

    async def _marked(self) -> str:
        async with guarded():
            return ((await self.store.redis.get(PLACE)) or b"").decode()

    async def _mark(self, name: str) -> None:
        batch = Batch()
        batch.put("SET", PLACE, name)
        await committed(self.store, batch)
