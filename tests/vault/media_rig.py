"""A child who speaks to the real vault, and what is promised of it."""

from desk.hearing import Errand
from tests.desk.desk_rig import Office, account
from triage.ids import SignalId
from triage.incoming import Voice
from triage.tells import FetchVoice

CHILD = account(3, 1)
SPOKEN = b"OggS" + b"nobody else hears this" * 500
VOICE = Voice(file="AwACAgIAAxkBAAIB", seconds=7, size=len(SPOKEN))


async def speaks(office: Office, voice: Voice | None = VOICE) -> SignalId:
    await office.writes(CHILD, "", kind="voice", voice=voice)
    return (await office.card_of(CHILD)).signal


async def errands(office: Office) -> list[Errand]:
    found = await office.outbox.after(3, "0", block_ms=1)
    return [Errand(partition=3, id=one.id, tell=one.tell) for one in found if isinstance(one.tell, FetchVoice)]


async def states(office: Office, signal: SignalId) -> dict[str, str]:
    opened = await office.files.read(signal, "intake")
    assert opened is not None
    return dict(opened.media)
