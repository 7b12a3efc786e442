"""The one place on the server that reads an entry: for a reporter with the code, replies only, in memory only."""

import json

from triage.ids import EntryId, SignalId
from vault import keys, threads
from vault.receipt import ReporterKey
from vault.sealing import SealBroken
from vault.store import Store, guarded


async def readable_replies(store: Store, signal: SignalId, reporter: ReporterKey) -> dict[EntryId, str] | None:
    """Reply id → text, in order; None when this key does not open the thread. What will not open is left out.

    A new code whose box is still to be made (protocol 4.7) opens none of them, and brings its reporter back all the
    same: whoever has it found the locator that is made from it.
    """
    pipe = store.redis.pipeline(transaction=False)
    pipe.hmget(keys.signal(signal), threads.REPORTER, threads.WANTED)
    pipe.hgetall(keys.sessions(signal))
    pipe.lrange(keys.entries(signal), 0, -1)
    async with guarded():
        (box, wanted), sessions, entries = await pipe.execute()
    if wanted is not None:
        return {} if wanted == reporter.public else None
    try:
        seed = threads.open_thread(reporter.seed, signal, threads.REPORTER, (box or b"").decode())
    except SealBroken:
        return None
    opened = {}
    for raw in entries:
        entry = json.loads(raw)
        if entry["kind"] != "reply":
            continue
        try:
            session = entry["session"]
            key = threads.open_session(seed, signal, session, sessions[session.encode()].decode())
            opened[EntryId(entry["id"])] = str(threads.open_entry(key, signal, entry)["text"])
        except (SealBroken, KeyError):
            continue
    return opened
