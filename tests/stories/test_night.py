"""The main job: a child writes at night, a specialist reads it in her browser and answers, the child reads the answer,
hides, and comes back from another telephone. Nobody else reads a word."""

import pytest
from playwright.async_api import expect

from tests.peer import until
from tests.stories.browser import Hand, Keyboard, Thumb, opened, running_chromium
from tests.stories.desk_and_phone import (
    code_of,
    covers,
    has_news,
    presses,
    quick_product,
    quiet,
    reads,
    safe_word,
    says,
    writes,
)

WORDS = "он миня бьот прямо щас и я баюсь, он ламает двер канарейка"
EARLIER = "мне грустно"
REPLY = "Я читаю тебя. Это не твоя вина. Давай решим вместе, кого позвать. Синица"
WORDS_OF_CODE, DIGITS_OF_CODE = 0, 1
SHOWN_MS = 45_000
"""The console looks again every 20 s: each look is a reading, and a line in the journal."""
NOTE = "заметка-снегирь: звонить в опеку утром"


@pytest.mark.parametrize(
    ("hands", "spelt_in"),
    [(Hand, WORDS_OF_CODE), (Keyboard, DIGITS_OF_CODE), (Thumb, WORDS_OF_CODE)],
    ids=lambda it: getattr(it, "name", ""),
)
async def test_a_childs_words_travel_the_whole_way_and_nobody_else_reads_them(
    hands, spelt_in, chromium, tmp_path, monkeypatch
):
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url, size=hands.size) as page,
    ):
        hand = hands(page)
        word, code = await a_child_writes_while_she_watches(made, hand)
        await she_reads_claims_notes_and_answers(made, hand)
        await the_child_reads(made, hand)
        await the_child_hides_and_comes_back(made, word)
        await another_telephone_opens_it(made, code[spelt_in])


async def a_child_writes_while_she_watches(made, hand):
    earlier, child, her_phone = made.child(1002), made.child(), made.child(900)
    await writes(made, earlier, EARLIER)
    await hand.signs_in(made.house.url, made.members["intake"])
    rows = hand.page.locator("#column-waiting .row")
    await expect(rows).to_have_count(1)
    await hand.page.evaluate("window.never_reloaded = true")
    before = max(one.id for one in her_phone.chat())
    await writes(made, child, "/start")
    await writes(made, child, WORDS)
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("Немедленно")
    assert await hand.page.evaluate("window.never_reloaded")
    told = [one for one in her_phone.chat() if one.id > before]
    assert len(told) == 1, "the older alert has given way to it"
    assert not any(word in told[0].text for word in WORDS.split() if len(word) > 3)
    word, code = safe_word(child), await code_of(made, child)
    return word, code


async def she_reads_claims_notes_and_answers(made, hand):
    await hand.opens_first()
    await expect(hand.page.locator("#thread .words").first).to_have_text(WORDS)
    await hand.claims()
    await hand.notes(NOTE)
    child = made.child()
    before = len(made.peer.transcript(child.id))
    await hand.answers(REPLY)
    await quiet(made)
    since = made.peer.transcript(child.id)[before:]
    assert [line["event"] for line in since] == ["edited"], "no new message, so that the telephone makes no sound"
    assert REPLY not in since[0]["text"]
    assert has_news(child)
    await expect(hand.page.locator("#thread .entry.reply .state")).to_contain_text("ждёт, пока откроет")


async def the_child_reads(made, hand):
    child = made.child()
    await reads(made, child)
    assert REPLY in "".join(says(child))
    await expect(hand.page.locator("#thread .entry.reply .state")).to_contain_text("показано", timeout=SHOWN_MS)


async def the_child_hides_and_comes_back(made, word):
    child = made.child()
    await presses(made, child, "Скрыть")
    await covers(made, child)
    await writes(made, child, word)
    assert word not in [message.text for message in child.chat()], "the word itself has left the chat"
    assert any("Слово подходит" in said for said in says(child))
    assert REPLY not in "".join(says(child)), "shown once; what was shown is forgotten here"


async def another_telephone_opens_it(made, code):
    child, other = made.child(), made.child(2002)
    await writes(made, other, code)
    assert code not in [message.text for message in other.chat()], "the code has left the chat"
    assert REPLY in "".join(says(other))
    seen = "".join(line.get("text", "") for line in made.peer.transcript(other.id))
    assert WORDS not in seen
    everything = "".join(str(made.peer.transcript(one)) for one in (child.id, other.id))
    assert NOTE not in everything
    assert "снегирь" not in everything
    await until(lambda: child.chat() == [])
    await covers(made, child)
