"""`python -m bot keys rotate pseudonym`: another key for who is who, on the server, while the product is stopped (7.4).

Exit codes: 0 done, 1 refused. Whatever ends it on the way, the same command goes on where it stopped.
"""

import argparse
import sys
from typing import Final

from bot import clock
from bot.draws import WordDraws
from bot.rooms import open_store
from bot.settings import Settings, load
from bot.tokens import bot_id
from desk.ports import Unavailable
from i18n.receipt_words import ReceiptWords
from vault.address import AddressKeys
from vault.changing_pseudonyms import ChangingPseudonyms
from vault.keyring import Keyring
from vault.lease import SENDER, UPDATES, Leases
from vault.renaming_plan import CannotRename
from vault.store import Store
from vault.transit import load_or_make

_DONE: Final = 0
_REFUSED: Final = 1


def add_parser(which: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `pseudonym` to `keys rotate`."""
    which.add_parser("pseudonym", help="on the server, with the product stopped: a new key for who is who")


def is_asked(args: argparse.Namespace) -> bool:
    """Whether this command is meant: it needs a store, as no other of `keys` does."""
    return getattr(args, "rotate_what", "") == "pseudonym"


async def rotate(words: ReceiptWords) -> int:
    """Raises what a start raises: BadSettings, KeyFileRefused, StoreInUse (the product runs), Unavailable."""
    settings = load()
    if not settings.address_key_file.exists():
        sys.stderr.write("Nothing to do: there is no ADDRESS_KEY_FILE yet, the first start makes it.\n")
        return _REFUSED
    embedded, store = open_store(settings)
    try:
        if embedded is not None:  # the directory's lock is ours: whoever held a lease is dead
            await Leases(store, "").forget_holders(SENDER, UPDATES)
        moved = await _changing(settings, store, words).run(clock.now())
    except (CannotRename, Unavailable) as why:
        store_down = "The store does not answer, or changes under our hands. " if isinstance(why, Unavailable) else ""
        sys.stderr.write(f"Refused. {store_down}{why}.\n{_AGAIN}\n")
        return _REFUSED
    finally:
        await store.close()
        if embedded is not None:
            embedded.stop()
    print(f"{moved} accounts have another name; nothing is left under the earlier key, and it is gone from the file.")
    print(_NEXT.format(file=settings.address_key_file))
    return _DONE


def _changing(settings: Settings, store: Store, words: ReceiptWords) -> ChangingPseudonyms:
    keyring = Keyring(
        address=AddressKeys.load(settings.address_key_file, clock.draw),
        transit=load_or_make(settings.transit_key_file, clock.draw)[0],
        desks={},
        bot_id=bot_id(settings.token()),
        draw=clock.draw,
        duty_bot_id=bot_id(settings.duty_token()),
    )
    given_out = WordDraws(words.words, clock.draw).short
    return ChangingPseudonyms(store=store, keyring=keyring, file=settings.address_key_file, words=given_out)


_AGAIN: Final = """If the product says at its start that a change is not finished, run this command again: nobody is
lost, and it goes on where it stopped. If it starts, nothing has been changed."""
_NEXT: Final = """What to do next:
 1. Back {file} up anew, never beside the store. Keep the earlier copy as long as a backup of the store
    from before, in another place: that backup needs it. Then destroy both.
 2. Several processes: give each this file. One with the earlier file refuses to start.
 3. Start the product."""
