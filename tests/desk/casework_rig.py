"""Verbs of casework on the vault of ``desk_rig``, and colleagues of whom some have linked a chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.acting import Acting
from desk.aftercare import Aftercare
from desk.casework import Casework
from desk.endings import Endings
from desk.people import Colleague
from tests.desk.desk_rig import ANNA, BORIS, Office, account
from triage.card import Card
from triage.ids import AccountId, MemberId, SignalId
from triage.outcomes import parse_outcomes
from vault.sealing import kid

OUTCOMES = Path(__file__).parents[2] / "triage" / "packs" / "common" / "outcomes.toml"
VERA = Colleague(member=MemberId("m-vvvvvvvvvv"), name="Вера", role="specialist", desk="intake")
CHILD = account(3, 1)
CHATS = {ANNA.member: account(9, 50), BORIS.member: account(9, 60)}


@dataclass
class Crew:
    """Implements ``desk.acting.People``."""

    chats: dict[MemberId, AccountId] = field(default_factory=lambda: dict(CHATS))

    async def colleagues(self) -> tuple[Colleague, ...]:
        return (ANNA, BORIS, VERA)

    async def accounts(self) -> Mapping[MemberId, AccountId]:
        return self.chats


@dataclass
class Hands:
    """Both verb classes, on one office."""

    office: Office
    crew: Crew = field(default_factory=Crew)

    def __post_init__(self) -> None:
        acting = Acting(files=self.office.files)
        self.kids = {desk: kid(key.public) for desk, key in self.office.desk_keys.items()}

        async def desk_key(desk: str) -> str:
            return self.kids.get(desk, "")

        self.casework = Casework(acting=acting, people=self.crew, desk_key=desk_key)
        text = OUTCOMES.read_text(encoding="utf-8")
        self.endings = Endings(acting=acting, outcomes=frozenset(parse_outcomes(text, file="outcomes.toml")))
        self.aftercare = Aftercare(files=self.office.files)

    async def held(self, text: str, who: Colleague = ANNA) -> SignalId:
        """A signal of the child in somebody's hands; everything promised so far was told."""
        await self.office.writes(CHILD, text)
        signal = (await self.office.card_of(CHILD)).signal
        await self.office.claims(signal, who)
        await self.office.told(3)
        return signal

    async def card(self, signal: SignalId) -> Card:
        versioned = await self.office.files.card(signal)
        assert versioned is not None
        return versioned.card

    async def closes(self, signal: SignalId, who: Colleague = ANNA) -> Card:
        seen = (await self.card(signal)).last_word_at
        return await self.endings.close(self.office.asked(signal, f"close-{self.office.now}", who), "helped", seen)

    async def verbs(self, signal: SignalId) -> list[tuple[str, str]]:
        """What the audit journal says of it: (verb, detail)."""
        opened = await self.office.files.read(signal, "intake")
        assert opened is not None
        return [(line.verb, line.detail) for line in opened.journal]
