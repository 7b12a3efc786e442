"""What the desk would read: every thread in a store's directory, opened with the desk key after the bot was killed."""

import json
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from triage.ids import PARTITIONS, SignalId
from vault import ceremony, keys, threads
from vault.ceremony_files import json_object, read_private
from vault.embedded import EmbeddedStore
from vault.encoding import unb64u
from vault.sealing import seal_key

DESK = "intake"


@dataclass(frozen=True)
class Desk:
    """The seed of the intake desk, as the holder of the recovery key gets it."""

    seed: bytes

    @classmethod
    def of(cls, place: Path) -> "Desk":
        """``place``: the directory that the bot was started with. Raises SealBroken, KeyFileRefused."""
        office = ceremony.load_office(place / "keys" / ceremony.PUBLIC, allow_demo=True)
        file = place / "keys" / ceremony.OFFLINE / "recovery.json"
        recovery = seal_key(unb64u(json_object(read_private(file), str(file))["seal"]))
        return cls(ceremony.open_desk(recovery, office, DESK))

    def texts(self, store: Redis, signal: SignalId) -> list[str]:
        """The reporter's words in a thread, in order. Raises SealBroken."""
        box = _text(store.hget(keys.signal(signal), DESK))
        seed = threads.open_thread(self.seed, signal, DESK, box)
        boxes: dict[bytes, bytes] = store.hgetall(keys.sessions(signal))  # type: ignore[assignment]  # typed for both clients
        opened = {_text(name): threads.open_session(seed, signal, _text(name), _text(boxes[name])) for name in boxes}
        raw: list[bytes] = store.lrange(keys.entries(signal), 0, -1)  # type: ignore[assignment]  # typed for both clients
        entries = [json.loads(entry) for entry in raw]
        return [threads.open_entry(opened[entry["session"]], signal, entry)["text"] for entry in entries]


def threads_in(place: Path) -> list[list[str]]:
    """The texts of every thread that waits in the queue. Starts the store on its directory: call it when the bot is gone."""
    desk, store = Desk.of(place), EmbeddedStore.start(place / "data" / "store")
    try:
        with store.address.connect() as client:
            return [desk.texts(client, signal) for signal in _waiting(client)]
    finally:
        store.stop()


def _waiting(client: Redis) -> list[SignalId]:
    found = [client.zrange(keys.waiting(partition), 0, -1) for partition in range(PARTITIONS)]
    return [SignalId(_text(name)) for names in found for name in names]


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else ""
