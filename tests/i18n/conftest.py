from pathlib import Path

import pytest

from i18n.words import Words
from tests.i18n.houses import ROOT, Copy


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load(ROOT / "i18n")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy.make(tmp_path)
