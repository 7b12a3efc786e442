"""Whatever happens in whatever order, every letter is taken or dropped exactly once."""

import asyncio
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.ids import AccountId, MessageId, SignalId
from triage.tells import AlertDesk, EraseChat, News, ShowScreen
from workers.post import Letter, PostOffice

SIGNAL = SignalId("3-" + "a" * 20)


def letter(number: int, chat: str = "a", name: str = "believed", *, urgent: bool = False) -> Letter:
    tell = ShowScreen(account=AccountId(chat), name=name, urgent=urgent)
    return Letter(3, f"{number}-0", chat, tell, AccountId(chat))


def hide(number: int, chat: str = "a", message: int | None = 7) -> Letter:
    tell = EraseChat(account=AccountId(chat), message=MessageId(message) if message else None)
    return Letter(3, f"{number}-0", chat, tell, AccountId(chat))


def alert(number: int, chat: str = "a") -> Letter:
    return Letter(3, f"{number}-0", chat, AlertDesk(signal=SIGNAL), AccountId(chat))


async def taken(office: PostOffice) -> Letter:
    async with asyncio.timeout(5):
        return await office.take()


STEP = st.tuples(
    st.sampled_from(["put", "put", "put", "more", "hide", "alert", "news", "take", "take", "done", "rest", "back"]),
    st.sampled_from("ab"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, max_size=40))
def test_whatever_happens_every_letter_is_taken_or_dropped_exactly_once_and_in_order(steps):
    asyncio.run(played(steps))


async def played(steps: list[tuple[str, str]]) -> None:
    office, in_hand, put = PostOffice(), [], []
    ended: list[str] = []
    told: dict[str, list[int]] = defaultdict(list)

    async def finish(one: Letter) -> None:
        told[one.chat].append(int(one.id.split("-")[0]))
        ended.extend([one.id, *(dropped.id for dropped in one.dropped)])
        await office.done(one)

    for number, (what, chat) in enumerate(steps):
        if what in {"put", "more", "hide", "alert", "news"}:
            made = {
                "put": letter,
                "more": lambda n, c: letter(n, c, "more"),
                "hide": hide,
                "alert": alert,
                "news": lambda n, c: Letter(3, f"{n}-0", c, News(account=AccountId(c), signal=SIGNAL), AccountId(c)),
            }[what](number, chat)
            put.append(made.id)
            await office.put(made)
        elif what == "take":
            try:
                async with asyncio.timeout(0):
                    in_hand.append(await office.take())
            except TimeoutError:
                pass
        elif in_hand:
            one = in_hand.pop()
            await {"done": finish, "rest": lambda o: office.rest(o, 0.0), "back": office.put_back}[what](one)
        assert len({one.chat for one in in_hand}) == len(in_hand)
    for one in in_hand:
        await finish(one)
    while len(ended) < len(put):
        await finish(await taken(office))
    assert sorted(ended) == sorted(put)
    for numbers in told.values():
        assert numbers == sorted(numbers)
