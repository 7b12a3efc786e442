"""Casework, put together: outcomes out of the packs, keys out of the office."""

from bot.joints import PACKS
from bot.rooms import Rooms
from desk.acting import Acting
from desk.casework import Casework
from desk.endings import Endings
from triage.outcomes import Ending, parse_outcomes
from vault.sealing import kid

FILE = PACKS / "common" / "outcomes.toml"


def outcomes() -> tuple[Ending, ...]:
    """In the order of the file. Raises BadPack."""
    return tuple(parse_outcomes(FILE.read_text(encoding="utf-8"), file=str(FILE)).values())


def outcome_words() -> dict[str, str]:
    """For the console's page."""
    return {f"console-outcome-{one.id}": one.title for one in outcomes()}


def case_verbs(rooms: Rooms) -> tuple[Casework, Endings]:
    """Raises BadPack for outcomes that cannot be."""
    acting = Acting(files=rooms.files)

    async def desk_key(desk: str) -> str:
        public = (await rooms.offices.current()).desks.get(desk)
        return kid(public) if public else ""

    casework = Casework(acting=acting, people=rooms.linked, desk_key=desk_key)
    return casework, Endings(acting=acting, outcomes=frozenset(one.id for one in outcomes()))
