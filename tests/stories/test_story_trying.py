"""Children try a helpline many times before they tell: jokes, insults, single letters, silence (rule 30)."""

import pytest

from tests.stories.desk_and_phone import later, quick_product
from tests.stories.turns import queue, rang, somebody, thread_of

TRIES = {
    "ru": (
        "привет",
        "ты бот?",
        "ахаха это шутка",
        "дурак тупой",
        "иди на хуй",
        "а",
        "😀",
        "😭😭😭",
        "?",
        "...",
        "тест",
    ),
    "kk": ("сәлем", "сен ботсың ба?", "калжын ғой", "ақымақ", "а", "😀", "?"),
    "en": ("hello", "are you a bot?", "lol just kidding", "you are stupid", "fuck you", "x", "🙃", "?"),
}
AT_THE_END = ("menu", "stop", "menu")
AT_LAST = {"ru": "меня бьют прямо сейчас", "kk": "мені қазір ұрып жатыр", "en": "he is beating me right now"}
"""What a child tells who has tried long enough."""
THREATS = {
    "ru": ("полици", "накаж", "наказан", "заблок", "забан", "не смешно", "ответственност", "ложн", "прекрати"),
    "kk": ("полиция", "жазала", "жазаға", "бұғатта", "өтірік", "күлкілі емес", "жауапкершілік"),
    "en": ("police", "punish", "block", "banned", "not funny", "liable", "false report", "stop it", "rude"),
}


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


def is_kind(phone) -> None:
    """A warm answer, nothing that threatens, a way on, Help and Hide on every screen."""
    warm = {phone.text("hello", desk="open", opens=""), phone.text("believed", desk="open", opens="")}
    assert warm & set(phone.said)
    said = "\n".join(phone.ever).lower()
    assert [word for word in THREATS[phone.language] if word in said] == []
    phone.has_help_and_hide()
    assert phone.actions - {"hide", "numbers", "menu"}, "there is always something to go on with"


@pytest.mark.parametrize("language", list(TRIES))
async def test_whatever_they_try_first_the_answer_is_warm(made, language):
    for number, text in enumerate(TRIES[language]):
        child = somebody(made, 4000 + number, language)
        await child.writes(text)
        is_kind(child)
    kept = [(await thread_of(made, card)).texts for card in await queue(made)]
    assert sorted(kept) == sorted([text] for text in TRIES[language]), "any text is a disclosure: it is kept"


@pytest.mark.parametrize("language", list(TRIES))
async def test_one_who_tries_everything_in_a_row_is_never_scolded_nor_shut_out(made, language):
    child = somebody(made, language=language)
    await child.starts()
    for text in TRIES[language]:
        before = len(child.ever)
        await child.writes(text)
        assert len(child.ever) > before, "no text stays without an answer"
    is_kind(child)
    (card,) = await queue(made)
    assert (await thread_of(made, card)).texts == list(TRIES[language])
    assert rang(made) <= 2, "tries do not ring again and again"
    await child.writes(AT_LAST[language])
    assert (await thread_of(made, card)).texts[-1] == AT_LAST[language]


async def test_silence_after_the_red_button_rings_nowhere_and_is_never_reproached(made):
    child = somebody(made)
    await child.taps_after_start("need")
    before = len(made.peer.transcript(child.person.id))
    await later(made, hours=3)
    assert len(made.peer.transcript(child.person.id)) == before, "her telephone stays silent"
    assert child.asks("who")
    child.has_help_and_hide()
    assert (await queue(made), rang(made)) == ([], 0)


async def test_after_a_day_of_silence_the_chat_is_gone_without_a_sound_and_she_may_begin_again(made):
    child = somebody(made)
    await child.taps_after_start("need", "who.c10")
    sent = sum(line["event"] == "sent" for line in made.peer.transcript(child.person.id))
    await later(made, hours=25)
    assert child.person.chat() == []
    assert sum(line["event"] == "sent" for line in made.peer.transcript(child.person.id)) == sent
    await child.starts()
    assert child.said[-1] != ""
    await child.writes("я всё-таки напишу")
    (card,) = await queue(made)
    assert "я всё-таки напишу" in (await thread_of(made, card)).texts


async def test_who_presses_every_button_without_a_word_finds_a_way_on_everywhere(made):
    child = somebody(made)
    await child.starts()
    for action in (
        "menu",
        "back",
        "menu",
        "language",
        "lang.ru",
        "numbers",
        "back",
        "need",
        "numbers",
        "back",
        *AT_THE_END,
    ):
        if action in child.actions:
            await child.taps(action)
        child.has_help_and_hide()
        assert child.actions - {"hide", "numbers"}
    await child.writes("ладно, скажу")
    is_kind(child)
