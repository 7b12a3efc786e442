"""Each story starts a product of its own; what the product reads of this repository is the same for all of them."""

from collections.abc import Iterator
from functools import cache

import pytest

from bot import joints
from i18n.words import Words
from triage.judge import load_judge


@pytest.fixture(scope="session", autouse=True)
def _read_once() -> Iterator[None]:
    """Rules, lexicon and words take two seconds to read and check, and nobody changes them once they are read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joints, "load_judge", cache(load_judge))
        patch.setattr(Words, "load", cache(Words.load))
        yield
