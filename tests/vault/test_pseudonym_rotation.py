"""`keys rotate pseudonym`: everybody is found again under the new key, wherever a crash ended it."""

import json
import os
import re
from dataclasses import replace

import pytest

from tests.desk.desk_rig import NOON
from tests.vault.pseudonym_rig import CHILD, HIDDEN, PHONE, USERS, Crash, Mortal, dumped, house_on, put_back
from triage.ids import partition_of
from triage.tells import ShowScreen
from vault import keys, pseudonym
from vault.address import AddressKeys
from vault.ceremony_files import KeyFileRefused
from vault.encoding import b64u
from vault.journal import STAFF, chain
from vault.lease import SENDER, Leases
from vault.pseudonyms import PLACE, must_be_whole, must_have_its_pseudonyms
from vault.renaming_plan import CannotRename
from vault.store import Store


@pytest.fixture
async def made(redis, tmp_path):
    house, known = await house_on(Store(redis), tmp_path)
    return house, known


async def old_names_left(house, old):
    """Where a name by the key before still stands: in names of the store, lists, cards, records."""
    found = [name for name in await house.all_keys() if any(name.endswith(who) for who in old)]
    for name in await house.all_keys():
        if re.fullmatch(r"\{rb:\d+\}:(open|last|first)", name):
            found += [who for who in await house.store.redis.zrange(name, 0, -1) if who.decode() in old]
        if re.fullmatch(r"\{rb:\d+\}:s:[^:]+", name):
            versioned = await house.records.card(name.rpartition(":")[2])
            found += [name] if versioned.card.account in old else []
    return found


async def test_everybody_is_found_again_and_nothing_is_left_under_the_key_before(made):
    house, _ = made
    seen, promised = await house.seen(), await house.promised()
    old, key = {house.who(user) for user in USERS}, house.keyring.address.pseudonym
    assert await house.changing().run(NOON) == len(USERS)
    after = house.with_file()
    assert after.keyring.address.pseudonym != key
    assert after.keyring.address.before is None
    assert "before" not in json.loads(house.file.read_text())
    assert await after.seen() == seen
    assert await after.promised() == promised
    assert await old_names_left(after, old) == []
    await must_have_its_pseudonyms(after.store, after.keyring.address)


async def test_the_safe_word_and_the_code_still_bring_her_back_and_a_reply_reaches_her(made):
    house, known = made
    tells = [tell for partition in range(16) for tell in await house.tells(partition)]
    phone = house.who(PHONE)
    shown = [tell for tell in tells if isinstance(tell, ShowScreen) and tell.account == phone and tell.secret]
    word = shown[-1].secret["word"]
    await house.changing().run(NOON)
    after = house.with_file()
    phone = after.who(PHONE)
    await after.taps(phone, "hide")
    await after.writes(phone, word)
    assert (await after.card_of(phone)).signal == known["signal"]
    await after.writes(after.who(CHILD), "пять слов", code=known["code"])
    assert (await after.card_of(after.who(CHILD))).signal == known["signal"]
    await after.writes(after.who(HIDDEN), "это опять я")
    assert (await after.card_of(after.who(HIDDEN))).linked_to is not None


async def test_a_moved_chat_has_a_pointer_from_its_new_name(made):
    house, known = made
    await house.changing().run(NOON)
    after = house.with_file()
    home, phone = partition_of(known["signal"]), after.who(PHONE)
    assert (await after.records.account_at_home(phone))[0] == home
    if partition_of(phone) != home:
        assert set(await after.store.redis.hgetall(keys.account(partition_of(phone), phone))) == {b"at"}


@pytest.mark.long
async def test_a_crash_at_any_step_loses_nobody_and_the_same_command_goes_on(made):
    house, _ = made
    seen, promised = await house.seen(), await house.promised()
    old = {house.who(user) for user in USERS}
    kept, file = await dumped(house.store), house.file.read_bytes()
    step, after, ended = 0, True, False
    while not ended:
        step, after = (step, True) if not after else (step + 1, False)
        await put_back(house.store, kept)
        house.file.write_bytes(file)
        mortal = Mortal(house.store.redis, at=step, after=after)
        try:
            await house.changing(mortal).run(NOON)
            ended = True
        except Crash:
            await refuses_to_start(house)
            await house.changing().run(NOON)
        again = house.with_file()
        assert await again.seen() == seen, (step, after)
        assert await again.promised() == promised, (step, after)
        assert await old_names_left(again, old) == [], (step, after)
    assert step > 20


async def refuses_to_start(house):
    """Half of a change runs nothing, with the file of now or with the one before."""
    now = AddressKeys.load(house.file, os.urandom)
    refused = 0
    for address in (now, house.keyring.address):
        try:
            must_be_whole(address)
            await must_have_its_pseudonyms(house.store, address)
        except KeyFileRefused:
            refused += 1
    ended = now.before is None and (await house.store.redis.get(PLACE)).decode() == pseudonym.name_of(now.pseudonym)
    first = await house.store.redis.get(PLACE) == pseudonym.name_of(house.keyring.address.pseudonym).encode()
    assert refused == (1 if ended or first else 2)


@pytest.mark.parametrize("step", ["begin_pseudonym", "end_pseudonym"])
@pytest.mark.parametrize("written", [False, True])
async def test_a_crash_while_the_file_is_written_loses_nobody(made, monkeypatch, step, written):
    house, _ = made
    seen, whole = await house.seen(), getattr(AddressKeys, step)

    def dies(path, draw):
        if written:
            whole(path, draw)
        raise Crash

    monkeypatch.setattr(AddressKeys, step, dies)
    with pytest.raises(Crash):
        await house.changing().run(NOON)
    monkeypatch.setattr(AddressKeys, step, whole)
    await house.changing().run(NOON)
    after = house.with_file()
    assert await after.seen() == seen
    await must_have_its_pseudonyms(after.store, must_be_whole(after.keyring.address))


async def test_beside_a_running_product_it_refuses_and_changes_nothing(made):
    house, _ = made
    assert await Leases(house.store, "other").take(SENDER)
    before, file = await house.snapshot(), house.file.read_bytes()
    with pytest.raises(CannotRename, match="running"):
        await house.changing().run(NOON)
    assert (await house.snapshot(), house.file.read_bytes()) == (before, file)


@pytest.mark.parametrize("trouble", ["moving", "bot", "key", "words"])
async def test_where_somebody_would_be_lost_it_refuses_before_anything_is_changed(made, trouble):
    house, _ = made
    changing = house.changing()
    if trouble == "moving":
        child = house.who(CHILD)
        await house.store.redis.hset(keys.account(partition_of(child), child), "moving", "17")
    if trouble == "bot":
        changing = replace(changing, keyring=replace(house.keyring, bot_id=43))
    if trouble == "words":
        changing = replace(changing, words=("другое",))
    if trouble == "key":
        house.file.unlink()
        AddressKeys.create(house.file, os.urandom)
        kept = json.loads(house.file.read_text())
        house.file.write_text(json.dumps({**kept, "pseudonym": b64u(house.keyring.address.pseudonym)}))
    before, file = await house.snapshot(), house.file.read_bytes()
    with pytest.raises(CannotRename, match="Somebody would be lost"):
        await changing.run(NOON)
    assert (await house.snapshot(), house.file.read_bytes()) == (before, file)


async def test_the_file_of_another_time_is_refused_by_a_start_and_by_the_command(made):
    house, _ = made
    earlier = house.file.read_bytes()
    await house.changing().run(NOON)
    house.file.write_bytes(earlier)
    with pytest.raises(KeyFileRefused, match="every reporter would be a stranger"):
        await must_have_its_pseudonyms(house.store, house.keyring.address)
    with pytest.raises(CannotRename, match="newest"):
        await house.changing().run(NOON)


async def test_a_card_whose_reporter_was_forgotten_names_nobody_after(made):
    house, _ = made
    child = house.who(CHILD)
    await house.store.redis.delete(keys.account(partition_of(child), child))
    await house.changing().run(NOON)
    assert await old_names_left(house.with_file(), {child}) == []


async def test_it_can_be_done_again_and_the_journal_has_a_line_each_time(made):
    house, _ = made
    seen = await house.seen()
    await house.changing().run(NOON)
    after = house.with_file()
    await after.changing().run(NOON)
    assert await after.with_file().seen() == seen
    lines = [json.loads(raw) for raw in await house.store.redis.lrange(chain(STAFF).lines, 0, -1)]
    assert [(line["by"], line["verb"]) for line in lines] == [("operator", "pseudonym-key-changed")] * 2
