"""Rule 23: a covered account behaves byte for byte like a newcomer's, whatever is done to it."""

import asyncio
import contextlib
import itertools
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.stories.desk_and_phone import CODE, SAFE_WORD, desk_of, presses, quick_product, quiet, says, tells, writes
from tests.stories.rig import WORDS

TEXTS = (
    "/start", "/help", "/menu", "/code", "/stop", "/delete", "/hide", "/settings", "/start x", "привет", "меня бьет отчим", "тест", "?",
    "скрыть", "а" * 4096, "<b>&", WORDS[7], " ".join(WORDS[10:15]), "12345678901234567", "1234 5678 9012 3456 8",
)  # fmt: skip
TAPS = (
    "need", "numbers", "back", "menu", "hide", "stop", "delete", "code", "new_code", "read", "next", "word", "start", "linked", "link_refused", "link_taken",
    "forged-by-nobody",
)  # fmt: skip
SENDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("photo", {}), ("photo", {"caption": "вот"}), ("photo", {"count": 3, "caption": "все"}), ("video", {}), ("voice", {}),
    ("sticker", {}), ("contact", {}), ("location", {}), ("document", {}), ("poll", {}), ("sticker", {"forwarded_from": "Кто-то"}),
)  # fmt: skip
ACTS = st.one_of(
    st.tuples(st.just("writes"), st.sampled_from(TEXTS)),
    st.tuples(st.just("taps"), st.sampled_from(TAPS)),
    st.tuples(st.just("sends"), st.sampled_from(SENDS)),
    st.tuples(st.just("edits"), st.sampled_from(("исправлено", "он идет сюда"))),
)
LOOKED_AT = (
    ("writes", "/start"), *(("taps", name) for name in TAPS if name not in {"hide", "delete"}),
    *(("writes", name) for name in ("/menu", "/code", "/stop", "/help", "/delete")), ("taps", "delete"), ("taps", "back"), ("writes", "/start"),
)  # fmt: skip
"""Every button and command before any word: what somebody tries who looks for what is hidden."""
EXAMPLES = 15
"""Raise it to search longer: above 30 the examples are drawn anew each time. Past 90 the queue's 200 cards are full."""
COPIED = re.compile(r'(?<="copy_text": \{"text": ")[^"]*')
PEOPLE = itertools.count(10_000)


async def does(made, person, act):
    kind, what = act
    if kind == "writes":
        await person.writes(what)
    elif kind == "sends":
        await person.sends(what[0], **what[1])
    elif kind == "taps":
        newest = max((message.id for message in person.chat() if message.by_bot), default=None)
        if newest is not None:
            await person.taps(what, message_id=newest)
    else:
        own = [message for message in person.chat() if not message.by_bot and "text" in message.body]
        if own:
            await person.edits(own[-1].id, what)
    await quiet(made)


def told(made, person, since):
    """Everything that was seen on the telephone, without what is drawn or counted."""
    order: dict[int, int] = {}
    lines = []
    for line in made.peer.transcript(person.id)[since:]:
        number = order.setdefault(line.get("message_id", 0), len(order))
        body = line.get("body", {}) if line.get("by") == "bot" else {}
        kinds = [entity["type"] for entity in body.get("entities", [])]
        keys = COPIED.sub("…", json.dumps(body.get("reply_markup"), ensure_ascii=False))
        lines.append(
            (line["event"], number, line.get("by"), masked(line.get("text", "")), line.get("data"), kinds, keys)
        )
    return lines


def masked(text):
    for pattern in (SAFE_WORD, CODE):
        found = pattern.search(text)
        text = text[: found.start()] + "…" + text[found.end() :] if found else text
    return text


async def a_covered_account(made, number):
    """With a past: words, an answer read, another that waits, a second signal under cover, two safe words."""
    child = made.child(number)
    await tells(made, child, f"первое {number}")
    async with desk_of(made) as anna:
        signal = await anna.that_says(f"первое {number}")
        await presses(made, child, "Что дальше")
        await anna.replies(signal, "ответ-синица")
    await presses(made, child, "Скрыть")
    await tells(made, child, "второе")
    await child.sends("photo", count=2)
    await quiet(made)
    await writes(made, child, "/hide")
    assert child.chat() == []
    return child


async def compared(made, acts):
    covered = await a_covered_account(made, next(PEOPLE))
    newcomer = made.child(next(PEOPLE))
    since = len(made.peer.transcript(covered.id))
    for act in acts:
        await does(made, covered, act)
        await does(made, newcomer, act)
        assert told(made, covered, since) == told(made, newcomer, 0), act
    assert not any("ответ-синица" in said or "первое" in said for said in says(covered))


def test_a_covered_account_is_a_newcomer_to_whoever_holds_the_telephone(tmp_path):
    patch = pytest.MonkeyPatch()
    with asyncio.Runner() as runner, patch.context() as fast:
        stack = contextlib.AsyncExitStack()
        made = runner.run(stack.enter_async_context(quick_product(tmp_path, fast)))

        @given(st.lists(ACTS, min_size=1, max_size=8))
        @example(list(LOOKED_AT))
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES <= 30,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def whatever_is_done(acts):
            runner.run(compared(made, acts))

        try:
            whatever_is_done()
        finally:
            runner.run(stack.aclose())
