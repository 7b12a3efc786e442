"""Nobody stills an alarm by passing a signal on: who waits is rung for, whoever plays with it."""

import pytest

from desk.access import Refused
from desk.alarms import Watchkeeping
from tests.desk.casework_rig import CHATS, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER
from tests.desk.test_alarms import TIMES, Pages
from triage.tells import AlertDesk, StillWaiting
from vault.alarms import StoredAlarms


class Crew:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    async def colleagues(self):
        return await self.hands.crew.colleagues()

    async def accounts(self):
        return await self.hands.crew.accounts()

    async def seen(self):
        return {}


async def test_whoever_gives_back_and_claims_again_stills_nothing(office):
    hands = Hands(office)
    signal = await hands.held(DANGER)
    home = int(signal[0], 16)
    await office.told(home)
    book = StoredAlarms(office.store, office.keyring, office.records)
    watch = Watchkeeping(book=book, people=Crew(hands), pager=Pages(), times=TIMES)
    rung, waiting = set(), 0
    for second in range(0, 1800, 10):
        await watch.tick(office.now)
        if second % 400 == 390:
            await office.duty.release(office.asked(signal, f"r{second}"))
            await watch.tick(office.now)
            await office.duty.claim(office.asked(signal, f"c{second}"))
        tells = await office.tells(home)
        rung |= {getattr(tell, "account", None) for tell in tells}
        waiting += any(isinstance(tell, StillWaiting) for tell in tells)
        office.later(seconds=10)
    assert CHATS[BORIS.member] in rung
    assert waiting


async def test_what_is_given_back_rings_for_others_and_not_only_for_who_gave_it_back(office):
    hands = Hands(office)
    signal = await hands.held(DANGER)
    await office.replies(signal, "мы рядом")
    made = await office.card(signal) if hasattr(office, "card") else await hands.card(signal)
    assert made.case.before == ANNA.member
    await office.writes(made.account, "ещё")
    await office.told(int(signal[0], 16))
    card = await office.duty.release(office.asked(signal, "r"))
    assert card.case.before is None
    assert AlertDesk(signal=signal) in await office.tells(int(signal[0], 16))


async def test_a_supervisor_empties_no_hands_into_her_own_desk_without_a_reason(office):
    hands = Hands(office)
    signal = await hands.held(DANGER)
    with pytest.raises(Refused, match="needs-a-reason"):
        await hands.casework.hand_to_desk(office.asked(signal, "a", BORIS), "fallback", (hands.kids["fallback"], "box"))
    assert (await hands.card(signal)).held_by == ANNA.member
