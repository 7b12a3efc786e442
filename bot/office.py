"""The public document of the office, as `run` needs it."""

from bot.settings import BadSettings, Settings
from vault import ceremony
from vault.ceremony import Office


def office_of(settings: Settings, *, allow_demo: bool = False) -> Office:
    """Raises BadSettings where there is none, KeyFileRefused for a demo's (unless it is allowed) or a broken one."""
    file = settings.office_file / "desk.json" if settings.office_file.is_dir() else settings.office_file
    if not file.exists():
        raise BadSettings(
            f"OFFICE_FILE: {file} is not there. Make an office with ./run keys init on the "
            "administrator's own machine, and copy its public/desk.json to that place (docs/keys.md)"
        )
    return ceremony.load_office(settings.office_file, allow_demo=allow_demo)
