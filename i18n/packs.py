"""Reads the region packs from disk; ``triage.contacts`` parses them."""

from pathlib import Path

from triage.contacts import Contacts, parse_contacts
from triage.pack import BadPack


def read_packs(directory: Path) -> Contacts:
    """The contacts of every ``<region>/contacts.toml``. Raises BadPack naming file, key, value and cure."""
    paths = sorted(directory.glob("*/contacts.toml"))
    if not paths:
        raise BadPack(f"{directory}: no region has a contacts.toml; without numbers a child sees no help")
    parsed = [parse_contacts(path.read_text(encoding="utf-8"), file=str(path)) for path in paths]
    return Contacts.of(contact for contacts in parsed for contact in contacts)
