"""How people begin: calm openings ring nobody out of bed, and none of them is put away as small talk."""

from typing import Any

import pytest

from tests.triage.assessing import PACKS
from triage.facts import Facts
from triage.judge import Judge, load_judge


@pytest.fixture(scope="module")
def judge() -> Judge:
    return load_judge(PACKS)


def urgency(judge: Judge, text: str, **facts: Any) -> str:
    return judge.assess(Facts(**facts), judge.classes(text)).urgency


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте. Я не знаю, с чего начать. Дома уже давно всё не так, и мне не с кем об этом говорить.",
        "Добрый вечер. Мне 34 года. Я никогда никому этого не рассказывала и не знаю, правильно ли пишу.",
        "здравствуйте я не знаю как начать короче дома жесть уже давно",
        "не хочу чтобы мама узнала",
        "он ушёл, а мама спит",
        "Hello, I'm 34 and I have never spoken about this. I don't know what I want from you.",
        "Сәлем, қалай бастарымды білмеймін, үйде жағдай жаман",
    ],
)
def test_a_calm_opening_is_no_alarm(judge, text):
    assert urgency(judge, text) in {"urgent", "standard"}


@pytest.mark.parametrize(
    "text", ["привет, дома плохо", "дома все не так", "сәлем, үйде жағдай жаман", "hi, home is hell"]
)
def test_bad_at_home_is_more_than_a_greeting(judge, text):
    assert urgency(judge, text, reporter="child", age_band="<=10") == "urgent"


@pytest.mark.parametrize("text", ["хочу убить себя сегодня", "i will kill myself", "я не знаю как домой вернуться"])
def test_what_sounds_alike_still_rings(judge, text):
    assert urgency(judge, text) == "immediate"
