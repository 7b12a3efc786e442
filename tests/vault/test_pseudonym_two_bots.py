"""Another pseudonym key in a house with two bots: a member's chat with the desk's own is found again as well."""

from dataclasses import replace

import pytest

from tests.desk.desk_rig import NOON
from tests.vault.pseudonym_rig import USERS, house_on
from triage.account import Account
from triage.ids import Address, is_of_duty_bot, partition_of
from triage.tells import RingDesk
from vault import keys
from vault.lease import DUTY, SENDER, Leases
from vault.outbox import Announcement, Outbox
from vault.renaming_plan import CannotRename
from vault.store import Batch, Store

ANNA = 9009
"""The same person has a chat with the children's bot in the rig's house."""


@pytest.fixture
async def house(redis, tmp_path):
    made, _ = await house_on(Store(redis), tmp_path)
    two = replace(made, keyring=replace(made.keyring, duty_bot_id=77))
    member = two.keyring.desk_account(ANNA)
    batch, home = Batch(), partition_of(member)
    known = Account(account=member, address=Address(str(ANNA)), language="ru", staff=True)
    two.records.put_account(batch, home, known, "")
    outbox = keys.outbox(home)
    batch.put("XADD", outbox, "*", "b", two.keyring.seal_tell(outbox, RingDesk(account=member)))
    await two.store.commit(batch)
    await Leases(two.store, "before", DUTY).raise_fences(1)
    assert await Outbox(two.store, two.keyring, DUTY).announce(Announcement(home, "1-0", member, 7), 1)
    return two


async def test_a_chat_with_the_desks_bot_its_promises_and_announcements_move_under_the_new_name(house):
    old = house.keyring.desk_account(ANNA)
    assert await house.changing().run(NOON) == len(USERS) + 1
    after = house.with_file()
    new = after.keyring.desk_account(ANNA)
    assert is_of_duty_bot(new)
    assert new != old
    _, account, _ = await after.records.account_at_home(new)
    assert (account.address, account.staff) == (str(ANNA), True)
    assert (await after.records.account_at_home(old))[1] is None
    own = Outbox(after.store, after.keyring, DUTY)
    promised = [one.tell for home in range(16) for one in await own.after(home, "0", block_ms=None)]
    assert RingDesk(account=new) in promised
    begun = [one.account for home in range(16) for one in await own.open_announcements(home)]
    assert begun == [new]


async def test_a_desks_bot_that_runs_alone_keeps_the_change_from_beginning(house):
    await Leases(house.store, "runs", DUTY).take(SENDER)
    with pytest.raises(CannotRename, match="is running on this store"):
        await house.changing().run(NOON)
