"""Names in the store that only the web door needs, in the partition of the visit (docs/protocol.md §10)."""

from typing import Final

from triage.ids import AccountId, UpdateId

ANSWER_LIFE_S: Final = 3600
"""What a page was answered, for when it asks once more: a line that broke is mended or given up by then."""


def answer(partition: int, account: AccountId, update: UpdateId) -> str:
    """String under the transit key, ANSWER_LIFE_S: what that request of a web reporter was answered."""
    return f"{{rb:{partition}}}:ans:{account}:{update}"
