r"""How a phrase of the reply check is written down, and the regular expression that Python and browsers both read.

A pattern is whole words in lower case, one space between them. ``~`` and a space: up to three words more; ``~~``: up
to fifteen. ``<name>``: a word set of the file. ``\w``: a letter of a word. The rest is what both engines (``re``, and
RegExp with the ``u`` flag) understand alike: ( ) | [ ] ? * + {2,3} (?: (?= (?! (?<= (?<! and ``\?``.
"""

import re
from collections.abc import Mapping
from typing import Final

from i18n.reply_text import folded

_SET: Final = re.compile(r"<([a-z-]+)>")
_PORTABLE: Final = re.compile(
    r"(?:[a-z0-9а-яәғқңөұүһі '%/-]"
    r"|\\[?()/]"
    r"|\((?!\?)|\(\?(?:[:=!]|<[=!])|\)|\|"
    r"|\[\^?[a-z0-9а-яәғқңөұүһі '-]+\]"
    r"|[?*+](?![?+*])|\{\d+(?:,\d*)?\})*"
)
_LAST_GAP: Final = re.compile(r" ~~?(?=[|)]|$)")
"""At the end of a pattern it says nothing more."""
_GAPS: Final = {"~~ ": "(?:[^ ]+ ){0,15}", "~ ": "(?:[^ ]+ ){0,3}"}


class BadPattern(ValueError):
    """A pattern that one of the two engines would not take, or would read in another way."""


def expanded(pattern: str, sets: Mapping[str, str]) -> str:
    """With its word sets written out. Raises BadPattern for a set that there is not."""
    try:
        return _SET.sub(lambda found: f"(?:{sets[found[1]]})", pattern)
    except KeyError as missing:
        raise BadPattern(f"<{missing.args[0]}>: no such word set above") from None


def compiled(patterns: list[str], sets: Mapping[str, str], language: str) -> re.Pattern[str]:
    """All of them as one, over ``Sentence.text`` of that language. Raises BadPattern."""
    written = "|".join(expanded(pattern, sets) for pattern in patterns)
    written = _LAST_GAP.sub("", written)
    for gap, regular in _GAPS.items():
        written = written.replace(gap, regular)
    source = f"(?<= )(?:{folded(written, language).replace(chr(92) + 'w', '[^ ]')})(?= )"
    return must_be_portable(source)


def must_be_portable(source: str) -> re.Pattern[str]:
    """Raises BadPattern for what the common subset of both engines has not."""
    if not _PORTABLE.fullmatch(source):
        good = _PORTABLE.match(source)
        raise BadPattern(f"not for both engines from here: {source[good.end() if good else 0 :][:20]!r}")
    try:
        return re.compile(source)
    except re.error as error:
        raise BadPattern(f"{source!r}: {error}") from None
