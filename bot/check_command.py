"""`python -m bot check`: what still waits for a signature or a test call, and whether `run` would start.

Exit codes: 0 `run` would start, 1 it would refuse (texts, packs, settings, office). Ports, keys and the store are tried
by the start itself; Telegram is asked only for the desk's own bot.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

from bot.doors import must_have_a_door
from bot.duty_check import duty_bot_lines
from bot.languages import KNOWN
from bot.office import office_of
from bot.reviewed import BROKEN, refusals, standing
from bot.second_channel import must_have_a_second_channel
from bot.settings import BadSettings, Settings, load
from i18n import phrases
from i18n.packs import read_packs
from i18n.reviews import FILE
from i18n.words import Words
from triage.contacts import Contact
from triage.pack import nearest
from vault.ceremony import KeyFileRefused

HERE: Final = Path(__file__).parent.parent
_DONE: Final = 0
_REFUSED: Final = 1
_CALLED_WITHIN: Final = timedelta(days=365)
"""Every number is called once a year (domain.md: test-called by the operator, with a date)."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check`."""
    command = subparsers.add_parser("check", help="unsigned texts, old phone numbers, and whether `run` would start")
    command.add_argument("--all", action="store_true", help="name every text and label, not only how many")


def run(args: argparse.Namespace, *, today: date, house: Path = HERE) -> int:
    """Print everything that is known; ``house`` holds ``i18n`` and ``triage/packs``."""
    for line in _texts(house / "i18n", everything=args.all):
        print(line)
    for line in _phrases(house / "i18n", everything=args.all):
        print(line)
    for line in _contacts(house / "triage" / "packs", today):
        print(line)
    for line in _duty_bot():
        print(line)
    for line in _unread(Path(str(Settings.model_config["env_file"]))):
        print(line)
    reasons = list(_start(house / "i18n"))
    print("\nThe start")
    for reason in reasons or ["nothing stands against it here"]:
        print(f"  would be refused: {reason}" if reasons else f"  {reason}")
    return _REFUSED if reasons else _DONE


def _texts(directory: Path, *, everything: bool) -> Iterator[str]:
    yield "Texts that nobody signed yet"
    try:
        words = Words.load(directory)
        every = [standing(words, directory, language) for language in KNOWN]
    except BROKEN as broken:
        yield f"  cannot be read: {broken}"
        return
    for one in every:
        yield f"  {one.language}  {one.counted or 'none'}  (i18n/{one.language}/{FILE})"
        if everything:
            yield from (f"      {text.kind:8} {text.place}" for text in one.unsigned)
        if one.missing:
            yield f"  {one.language}  {len(one.missing)} texts are not written yet"
            yield from (f"      missing  {place}" for place in one.missing if everything)


def _phrases(directory: Path, *, everything: bool) -> Iterator[str]:
    """They are offered to specialists all the same: whoever sends one reads it first."""
    yield "\nReady phrases of the desk that nobody signed yet"
    try:
        known = phrases.load_phrases(directory)
    except phrases.BadPhrases as broken:
        yield f"  cannot be read: {broken}"
        return
    for language in sorted(known.ready):
        waiting = known.waiting(language)
        yield f"  {language}  {len(waiting) or 'none'}  (i18n/{language}/{phrases.FILE})"
        yield from (f"      {known.titles[key]} [{key}]" for key in waiting if everything)
    if not known.ready:
        yield "  there are no ready phrases"


def _contacts(packs: Path, today: date) -> Iterator[str]:
    yield "\nPhone numbers"
    try:
        contacts = list(read_packs(packs).by_key.values())
    except BROKEN as broken:
        yield f"  cannot be read: {broken}"
        return
    old = [one for one in contacts if one.enabled and today - one.checked_on > _CALLED_WITHIN]
    yield from _listed("shown, but not called for over 12 months; call and set checked_on", old)
    yield from _listed("switched off (only V and V2 may be shown)", [one for one in contacts if not one.enabled])


def _listed(title: str, contacts: list[Contact]) -> Iterator[str]:
    yield f"  {title}: {'none' if not contacts else ''}".rstrip()
    yield from (f"      {one.key:22} {one.number}  checked {one.checked_on}, status {one.status}" for one in contacts)


def _unread(file: Path) -> Iterator[str]:
    """Keys of ``.env`` that no setting has: the setting that was meant keeps its default, and nothing else says so."""
    known = [name.upper() for name in Settings.model_fields]
    try:
        unknown = [key for key in dotenv_values(file) if key.upper() not in known] if file.is_file() else []
    except (OSError, UnicodeDecodeError):
        return  # said below, as what stands against the start
    if unknown:
        yield f"\nKeys in {file} that nothing reads"
        yield from (f"  {key}: {nearest(key.upper(), known)}" for key in unknown)


def _duty_bot() -> Iterator[str]:
    try:
        settings = load()
    except BadSettings:
        return  # said below, with every other reason
    yield from duty_bot_lines(settings, settings.telegram_api)


def _start(directory: Path) -> Iterator[str]:
    """Why `run` would refuse, each with its cure."""
    try:
        settings = load()
    except BadSettings as bad:
        yield from str(bad).split("\n")
        return
    tokens = (settings.token, settings.duty_token, settings.forum_chat)
    door, second = partial(must_have_a_door, settings), partial(must_have_a_second_channel, settings)
    for demand in (*tokens, settings.hours, partial(office_of, settings), door, second):
        yield from _refused(demand)
    yield from _unsigned(directory, settings)


def _refused(demand: Callable[[], object]) -> Iterator[str]:
    try:
        demand()
    except (BadSettings, KeyFileRefused) as refusal:
        yield str(refusal)


def _unsigned(directory: Path, settings: Settings) -> Iterator[str]:
    try:
        yield from refusals(Words.load(directory), directory, settings)
    except BROKEN as broken:
        yield str(broken)
