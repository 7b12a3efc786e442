"""A line of a signal's own journal, as it lies beside the signal and goes with it."""

import json
from datetime import datetime

from desk.ports import JournalLine
from vault import codec


def line_of(raw: bytes) -> JournalLine:
    """As ``line_raw`` wrote it."""
    fields = json.loads(raw)
    said = {"by": fields["by"], "verb": fields["verb"], "detail": fields.get("detail", "")}
    despite = tuple(fields.get("despite", ()))
    return JournalLine(at=datetime.fromisoformat(fields["at"]), despite=despite, **said)


def line_raw(line: JournalLine) -> str:
    """JSON; what is empty is left out."""
    more = {"detail": line.detail, "despite": line.despite}
    kept = {name: value for name, value in more.items() if value}
    return json.dumps({"at": codec.stamp(line.at), "by": line.by, "verb": line.verb, **kept})
