"""The rules of the house, applied to the repository. What each one looks for stands in `tools/house`."""

import importlib.metadata
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tools.house import at_import, calls, silences, sizes, traces
from tools.house.sources import PRODUCT

ROOT = Path(__file__).parents[1]


def test_no_file_is_a_wall():
    assert sizes.long_files(ROOT) == []


def test_no_function_is_a_wall():
    assert sizes.long_functions(ROOT) == []


def test_no_door_hides_a_verb():
    assert sizes.long_doors(ROOT) == []


def test_no_function_takes_more_than_five_parameters():
    assert sizes.crowded_signatures(ROOT) == []


def test_nothing_reaches_for_the_clock_for_chance_for_the_environment_or_for_a_task_of_its_own():
    assert calls.forbidden_uses(ROOT) == []


def test_no_logger_writes_the_text_of_an_exception():
    assert calls.content_in_logs(ROOT) == []


def test_aiohttp_serves_and_fetches_only_in_its_rooms():
    assert calls.rooms_of_aiohttp(ROOT) == []


def test_the_product_stands_without_its_tests_and_tools():
    assert calls.imports_from_outside(ROOT) == []


def test_nothing_happens_at_import():
    assert at_import.busy_modules(ROOT) == []


def test_every_silenced_finding_is_named_and_has_a_reason():
    assert silences.unexplained(ROOT) == []


def test_every_rule_switched_off_in_the_settings_has_a_reason():
    assert silences.unexplained_settings(ROOT) == []


def test_the_repository_tells_nothing_of_the_machine_it_was_written_on():
    assert traces.traces(ROOT) == []


def test_no_file_is_named_after_nothing_in_particular():
    assert traces.vague_names(ROOT) == []


def test_every_package_says_what_lives_there():
    assert traces.unnamed_packages(ROOT) == []


@pytest.mark.parametrize("name", PRODUCT)
def test_our_package_is_the_one_in_the_repository(name):
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin == str(ROOT / name / "__init__.py")


@pytest.mark.parametrize("name", PRODUCT)
def test_no_installed_distribution_ships_a_package_of_our_name(name):
    assert importlib.metadata.packages_distributions().get(name, []) == []


@pytest.mark.parametrize("name", ["bot.settings", "desk", "i18n", "portal", "triage", "vault"])
def test_importing_it_with_all_that_lies_below_does_not_pay_for_aiogram(name):
    program = (
        "import importlib, pkgutil, sys\n"
        f"room = importlib.import_module({name!r})\n"
        "for module in pkgutil.walk_packages(getattr(room, '__path__', []), room.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(sorted(name for name in sys.modules if name.partition('.')[0] == 'aiogram')[:1])"
    )
    seen = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (seen.stdout.strip(), seen.stderr) == ("[]", "")
