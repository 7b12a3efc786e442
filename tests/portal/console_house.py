"""A fictional desk with something of everything: what the pictures show and what axe looks at. Nobody in it is a real child."""

from datetime import timedelta
from typing import Any

from desk.hearing import Errand
from desk.ports import Word
from tests.portal.portal_rig import Rig
from triage.case import Case, Telling
from triage.ids import AccountId, MemberId, SignalId
from triage.tells import FetchVoice
from triage.urgency import Urgency
from vault import keys

MEDIA = "a" * 32
VERA = MemberId("m-vvvvvvvvvv")
TONE = b"OggS" + bytes(60)
"""Begins as a voice of Telegram does; nothing can be heard of it."""


async def furnish(rig: Rig, anna: MemberId, vera: MemberId = VERA) -> None:
    """Eight signals: of hers, of a colleague, of nobody. What is marked and what is asked stands on some of them."""
    await _nobodys(rig, vera)
    await _hers(rig, anna)
    await _colleagues(rig, anna, vera)
    rig.bell.ring()


async def _nobodys(rig: Rig, vera: MemberId) -> None:
    await rig.report(
        "он миня бьот када пьяный. щас сижу у падруги, дамой баюсь", Urgency.IMMEDIATE, 1,
        also=(
            _answered(rig, "safe.danger", "ask_safe"), _answered(rig, "near.now", "ask_near"),
            Word(text="у подруги, дом напротив школы 5", source="text", asked="ask_place", at=rig.now),
        ),
        **_since(rig, 4), reasons=("not-safe-now", "offender-beside", "violence-now", "drunk-strangers"), reporter="child",
        age_band="preteen", region="ru", routes=("112", "duty_specialist"), words=3, place_given=True,
    )  # fmt: skip
    await rig.report(
        "меня травят каждый день, учительница всё видит и молчит", Urgency.STANDARD, 2,
        **_since(rig, 61), reasons=("afraid",), reporter="child", age_band="teen", region="ru", may_write="silent",
    )  # fmt: skip
    await rig.report(
        "за стеной кричит ребёнок, уже третий вечер", Urgency.URGENT, 4,
        **_since(rig, 33), reasons=("violence-ongoing", "safe-unknown"), reporter="neighbour", region="kz",
        under_cover=True, case=Case(after="worse", before=vera),
    )  # fmt: skip


async def _hers(rig: Rig, anna: MemberId) -> SignalId:
    also = (
        Word(text="ул. Учебная, 12, второй подъезд", source="text", asked="ask_place", at=rig.now),
        Word(text="чтобы мама не узнала", source="text", asked="ask_wishes", at=rig.now),
        _answered(rig, "safe.calm", "ask_safe"), _answered(rig, "answer.day", "ask_answer"),
        Word(text="", source="voice", asked="", at=rig.now, media=MEDIA, seconds=4),
        Word(text="он опять пришёл", source="text", asked="", at=rig.now + timedelta(minutes=3)),
    )  # fmt: skip
    told = Telling(to="police", way="had", said_at=rig.now, said_by=anna, heard_at=rig.now)
    signal = await rig.report(
        "отчим пьёт и дерётся, я не знаю что делать", Urgency.URGENT, 5, also=also, **_since(rig, 12),
        reasons=("violence-in-the-family", "drunk-and-violent-answer"), reporter="child", age_band="child", region="ru",
        routes=("112", "guardianship", "duty_specialist"), words=6, held_by=anna, may_write="day", place_given=True,
        wishes_given=True, asked_to_delete=True, case=Case(tellings=(told,)),
    )  # fmt: skip
    tell = FetchVoice(account=AccountId("5" + "0" * 31), signal=signal, media=MEDIA, file="AwAC", seconds=4)
    await rig.store.redis.hset(keys.media(signal), MEDIA, "waiting")
    await rig.media.keep(Errand(partition=5, id="1-1", tell=tell), TONE)
    await rig.report(
        "спасибо, что ответили", Urgency.PLANNED, 6, **_since(rig, 190), reasons=("unknown-needs-a-human",),
        reporter="adult_survivor", age_band="adult", region="ru", consent="given", held_by=anna, awaiting="reporter",
    )  # fmt: skip
    return signal


async def _colleagues(rig: Rig, anna: MemberId, vera: MemberId) -> None:
    await rig.report(
        "сестра третий день не ест", Urgency.STANDARD, 7, **_since(rig, 47), reasons=("afraid",), reporter="friend",
        age_band="teen", region="ru", held_by=vera, case=Case(opinions=(anna,), before=vera),
    )  # fmt: skip
    await rig.report(
        "дома два дня нечего есть, мама спит и мы с братом одни", Urgency.URGENT, 8, **_since(rig, 25),
        reasons=("no-food-and-alone",), reporter="child", age_band="preteen", region="kz", held_by=vera,
    )  # fmt: skip


def _since(rig: Rig, minutes: int) -> dict[str, Any]:
    at = rig.now - timedelta(minutes=minutes)
    return {"received_at": at, "last_word_at": at}


def _answered(rig: Rig, choice: str, asked: str) -> Word:
    return Word(text=choice, source="answer", asked=asked, at=rig.now)
