"""Another receipt code, where the first was lost or seen (protocol 4.7): the earlier one ends with the same save."""

from dataclasses import replace
from typing import Final

from desk.ports import Books, Change
from desk.step import Situation
from triage import account as accounts
from triage.tells import ShowCode

NEW_CODE: Final = "new_code"


async def another_code(change: Change, situation: Situation, books: Books) -> Change | None:
    """None where no thread stands open, or where five codes were made or tried within the hour: then it is home."""
    card = situation.card
    counted = accounts.tried(situation.account, situation.now)
    if card is None or counted is None:
        return None
    shown = ShowCode(
        account=counted.account,
        signal=card.signal,
        edit=situation.replaced,
        callback=situation.incoming.callback,
    )
    # Saved even where it is marked already: its version rises, and no box made for the earlier code comes after this.
    marked = replace(card, code_wanted=True)
    return replace(change, account=counted, card=marked, code=await books.draw_code(card.signal), tells=(shown,))
