import shutil
from pathlib import Path

import pytest

from i18n.words import Words
from tests.i18n.houses import ROOT, Copy


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load(ROOT / "i18n")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Copy:
    """Clean, in three languages; nobody may spoil this one."""
    return Copy.small(tmp_path_factory.mktemp("words"))


@pytest.fixture
def three(built, tmp_path: Path) -> Copy:
    """A house in Russian, Kazakh and English."""
    shutil.copytree(built.root, tmp_path / "house")
    return Copy(tmp_path / "house")


@pytest.fixture
def copy(three) -> Copy:
    """A house in Russian alone: what is spoilt in it is found faster."""
    shutil.rmtree(three.path("i18n/kk"))
    shutil.rmtree(three.path("i18n/en"))
    return three
