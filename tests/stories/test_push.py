"""The whole house, and nobody answers: the specialist's own device rings, then the supervisor's, and nothing is said."""

from functools import partial

import bot.pushing
from bot.pushing import switch_of
from tests.peer import until
from tests.stories.rig import Clock, product, settings_for
from tests.workers.push_service import PushService
from triage.ids import MemberId
from vault.devices import VERSION
from workers.push import Push

CONTACT = "mailto:duty@desk.example"
DANGER = "он бьёт меня прямо сейчас, мне страшно"


async def test_an_unanswered_child_rings_the_device_of_her_specialist_and_then_her_supervisors(tmp_path, monkeypatch):
    clock = Clock()
    service = PushService(now=clock)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gate.pem"))
    async with service.listening(tmp_path) as resolver:
        monkeypatch.setattr(bot.pushing, "Push", partial(Push, resolver=resolver))
        async with product(tmp_path, clock=clock, push_contact=CONTACT, watch_every_s=0.1) as made:
            rooms = made.house.rooms
            pushing = switch_of(settings_for(tmp_path, "http://localhost:1", push_contact=CONTACT), rooms)
            assert pushing is not None
            key = await pushing.devices.public_key()
            for desk, member in made.members.items():
                await pushing.devices.add(MemberId(member.id), service.subscribed(key, desk), clock())
            child = made.child()
            await child.starts()
            await child.sees("Опасно сейчас?")
            await child.writes(DANGER)
            await child.sees("Я тебе верю")
            await made.advance(minutes=2.1)
            await until(lambda: service.shown("intake") == [VERSION])
            assert service.shown("fallback") == []
            await made.advance(minutes=2.1)
            await until(lambda: len(service.shown("intake")) > 1)
            await made.advance(minutes=2.1)
            await until(lambda: service.shown("fallback") == [VERSION])
            assert rooms.pages.last == "taken"
    assert service.faults == []
    assert {len(body) for body in service.bodies} == {104}
