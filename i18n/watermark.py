"""In a demo every screen says that its words are not checked yet, so that nobody takes them for advice."""

from dataclasses import replace

from i18n.screens import Screen
from i18n.words import Words

KEY = "watermark"
"""«Демо. Тексты ещё не проверены.» in every audience of reporters."""


def watermarked(shown: Screen, words: Words, language: str, audience: str = "child") -> Screen:
    """The screen with that line below its text, outside the 300 characters. Not for pop-ups: Telegram cuts them at 200.

    Raises WordsMissing when no language has the line.
    """
    line = words.text(language, audience, KEY)
    return replace(shown, text=f"{shown.text}\n\n{line}") if shown.text else shown
