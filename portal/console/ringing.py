"""What rings each member when a signal comes: Telegram, or in a house without a bot the second channel."""

from collections.abc import Mapping
from typing import Final

from portal.parts import Visit
from triage.ids import MemberId

NOTHING: Final = "nothing"


async def alarms_of(visit: Visit) -> Mapping[MemberId, str]:
    """``telegram``, ``device``, ``gate`` or ``nothing`` for each colleague.

    Where there is a bot, whoever has not linked a chat is `nothing`: the second channel comes rungs later. An address
    kept from a time with a bot rings nobody. Raises Unavailable.
    """
    console, pushing = visit.parts.console, visit.parts.pushing
    if console.rings:
        return {one.member: "telegram" if one.address else NOTHING for one in visit.colleagues}
    with_device = await pushing.devices.members() if pushing else frozenset()
    otherwise = "gate" if console.gate else NOTHING
    return {one.member: "device" if one.member in with_device else otherwise for one in visit.colleagues}
