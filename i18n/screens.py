"""A screen's name and values → its text and choices. Pure, free of any channel: others dress messages and pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from i18n.buttons import Button
from i18n.catalogue import POPUPS, SCREENS, Spec, Value, given_to, step_key, text_keys
from i18n.doors import offered
from i18n.words import Words

__all__ = ["POPUPS", "SCREENS", "Choice", "Screen", "UnknownScreen", "WrongValue", "marked", "screen"]

Values = Mapping[str, str | int]


class UnknownScreen(Exception):
    """No screen has this name."""


class WrongValue(Exception):
    """A screen was given a value it does not know, or lacks one. Names screen and value, never what was in it."""


@dataclass(frozen=True)
class Choice:
    """A button. ``action`` ≤ 24 ASCII characters; empty where ``copy`` says what the button puts on the clipboard."""

    label: str
    action: str
    look: Literal["plain", "danger"] = "plain"
    copy: str | None = None


@dataclass(frozen=True)
class Screen:
    """Plain text and rows of choices. Each of ``mono`` is a whole line of the text, in monospace: see ``marked``."""

    text: str
    rows: tuple[tuple[Choice, ...], ...] = ()
    mono: tuple[str, ...] = ()


def screen(words: Words, language: str, name: str, values: Values, audience: str = "child") -> Screen:
    """For a reader of that audience, at the door of these words (``Words.at``).

    Raises UnknownScreen, WrongValue or (where no check was run) WordsMissing.
    """
    if name not in SCREENS:
        raise UnknownScreen(f"no screen is called {name!r}")
    spec = SCREENS[name]
    _checked(name, spec, values)
    said = _Said(words, language, audience if spec.audience == "child" else spec.audience)
    rows = (_choices(said, values, row) for row in spec.rows)
    return Screen(
        text=_text(said, name, values),
        rows=tuple(row for row in rows if row),
        mono=tuple(str(values[value]) for value in spec.mono),
    )


def marked(shown: Screen) -> Iterator[tuple[str, bool]]:
    """(line, whether in monospace). Only whole lines count: a safe word may be part of another word of the text."""
    for line in shown.text.split("\n"):
        yield line, line in shown.mono


@dataclass(frozen=True)
class _Said:
    words: Words
    language: str
    audience: str

    def text(self, key: str, **values: str | int) -> str:
        return self.words.text(self.language, self.audience, key, **values)


def _text(said: _Said, name: str, values: Values) -> str:
    """Lead, text, next steps and what follows as it is, an empty line between them."""
    spec = SCREENS[name]
    keys = text_keys(name)
    key = keys[int(values.get("turn", 0)) % len(keys)]
    given = {given: value for given, value in values.items() if given in given_to(name, key)}
    lead = values.get("lead", "none")
    parts = [said.text(f"lead-{lead}")] if lead != "none" else []
    parts.append(said.text(key, **given))
    if "steps" in spec.values:
        desk = {given: value for given, value in values.items() if given in given_to(name, "step-")}
        parts.append("\n".join(said.text(step_key(step), **desk) for step in str(values["steps"]).split()))
    if spec.after:
        parts.append(str(values[spec.after]))
    return "\n\n".join(parts)


def _choices(said: _Said, values: Values, row: tuple[Button, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            label=said.text(button.label),
            action=button.action,
            look=button.look,
            copy=str(values[button.copy]) if button.copy else None,
        )
        for button in row
        if offered(said.words.door, button.action)
        and (not button.when or values.get(button.when, 0) not in (0, "no", ""))
    )


def _checked(name: str, spec: Spec, values: Values) -> None:
    for value in values:
        if value not in spec.values:
            raise WrongValue(f"the screen {name} knows no value {value!r}")
    for value, allowed in spec.values.items():
        if value not in values:
            if value not in spec.optional:
                raise WrongValue(f"the screen {name} needs the value {value!r}")
        elif not _fits(values[value], allowed):
            raise WrongValue(f"the value {value!r} of the screen {name} is not one it can show")


def _fits(value: str | int, allowed: Value) -> bool:
    if isinstance(allowed, tuple):
        return value in allowed
    if allowed.value == "count":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, str)
