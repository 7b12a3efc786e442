from pathlib import Path

import pytest

from i18n.packs import read_packs
from triage.contacts import Contacts, Status, parse_contacts
from triage.pack import BadPack

PACKS = Path(__file__).parents[2] / "triage" / "packs"
GOOD = """
[kz_111]
number = "111"
name = "Единый контакт-центр"
hours = "круглосуточно"
source = "online.zakon.kz/35706030"
checked_on = 2026-11-01
status = "V2"
enabled = true
variable = "kz_child"
"""


def parsed(text: str = GOOD):
    return parse_contacts(text, file="kz/contacts.toml")


def test_a_contact_is_read_as_it_stands():
    (contact,) = parsed()
    assert (contact.key, contact.number, contact.status, contact.enabled) == ("kz_111", "111", Status.SEVERAL, True)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("hours", "huors", "did you mean hours"),
        ("variable", "variabel", "did you mean variable"),
        ('variable = "kz_child"', 'routes = ["helpline_chidl"]', "did you mean helpline_child"),
        ('variable = "kz_child"', 'routes = "112"', "a list in brackets"),
        ('hours = "круглосуточно"\n', "", "hours"),
        ('"111"', '"11"', "three digits"),
        ('"111"', '"911"', "three digits"),
        ('"111"', '"8-800-2000-12"', "three digits"),
        ('"111"', '"8-100-2000-122"', "three digits"),
        ('"111"', '"звоните 111"', "three digits"),
        ('"111"', "111", "in quotes"),
        ('"V2"', '"W"', "not verified"),
        ('"V2"', '"K"', "not verified"),
        ('"V2"', '"X"', "not verified"),
        ('"V2"', '"S"', "not verified"),
        ('"V2"', '"V3"', "one of V, V2"),
        ("= true", '= "yes"', "without quotes"),
        ("2026-11-01", '"2026-11-01"', "without quotes"),
        ("2026-11-01", "2026-11-01T03:00:00Z", "without quotes"),
        ('"Единый контакт-центр"', '" "', "not empty"),
        ('"kz_child"', '"KZ child"', "small Latin letters"),
        ("[kz_111]", "[Kz111]", "a table"),
        ("[kz_111]", "[kz_111", "not TOML"),
    ],
)
def test_a_wrong_pack_is_refused_with_file_and_cure(old, new, named):
    with pytest.raises(BadPack, match=named) as caught:
        parsed(GOOD.replace(old, new))
    assert "kz/contacts.toml" in str(caught.value)


def test_the_refusal_names_key_field_and_value():
    with pytest.raises(BadPack, match=r"kz_111\.number = '11'"):
        parsed(GOOD.replace('"111"', '"11"'))


def test_an_unverified_number_may_be_kept_for_later_but_is_never_shown():
    off = GOOD.replace('"V2"', '"K"').replace("true", "false")
    assert Contacts.of(parsed(off)).by_variable() == {}


def test_one_key_in_two_packs_is_refused():
    with pytest.raises(BadPack, match="kz_111"):
        Contacts.of(parsed() + parsed())


def test_one_variable_may_not_mean_two_numbers():
    other = GOOD.replace("kz_111", "kz_150").replace('"111"', '"150"')
    with pytest.raises(BadPack, match="kz_child"):
        Contacts.of(parsed() + parsed(other))


def test_our_packs_show_only_verified_numbers():
    contacts = read_packs(PACKS)
    assert contacts.by_variable() == {
        "emergency": "112",
        "ru_child": "124",
        "ru_child_long": "8-800-2000-122",
        "ru_investigators": "123",
        "kz_child": "111",
    }
    assert all(one.status in {Status.OFFICIAL, Status.SEVERAL} for one in contacts.by_key.values() if one.enabled)


def test_a_folder_without_packs_refuses_the_start(tmp_path):
    with pytest.raises(BadPack, match="no region"):
        read_packs(tmp_path)


def test_the_desk_is_shown_the_numbers_of_a_route_in_the_country_asked_for_and_of_both_where_it_is_not_known():
    contacts = read_packs(PACKS)
    assert [one.key for one in contacts.for_route("112", "kz")] == ["kz_112"]
    assert [one.key for one in contacts.for_route("112", None)] == ["kz_112", "ru_112"]
    assert contacts.for_route("guardianship", "ru") == ()


def test_a_number_that_is_switched_off_is_shown_for_no_route():
    off = GOOD.replace("enabled = true", "enabled = false").replace('variable = "kz_child"', 'routes = ["112"]')
    assert Contacts.of(parsed(off)).for_route("112", "kz") == ()
