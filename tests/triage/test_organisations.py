"""The organisations that help adults, as each reader is told of them."""

import re

import pytest

from tests.triage.assessing import PACKS
from triage.organisations import LANGUAGES, Organisation, parse_organisations
from triage.pack import BadPack

TEXTS = {path: path.read_text(encoding="utf-8") for path in sorted(PACKS.glob("*/organisations.toml"))}
ALL = [one for path, text in TEXTS.items() for one in parse_organisations(text, file=path.name)]


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.key)
def test_in_english_only_a_name_of_its_own_stays_as_it_is_on_the_door(one: Organisation):
    bare = re.sub(r"«[^»]*»", "", one.line("en"))
    assert not re.search(r"[\u0400-\u04ff]", bare)
    assert len({one.line(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_name_that_one_language_lacks_is_refused_with_its_place():
    text = next(iter(TEXTS.values()))
    broken = "\n".join(line for line in text.splitlines() if not line.startswith("name.en"))
    with pytest.raises(BadPack, match="name"):
        parse_organisations(broken, file="organisations.toml")
