"""The product's own logging, as ``python -m bot`` sets it up, into a file instead of a terminal."""

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot import logs


@contextmanager
def logged_to(path: Path) -> Iterator[Path]:
    """Everything on stderr, through ``bot.logs``: structlog, the libraries' loggers, warnings, tracebacks."""
    root, stderr = logging.getLogger(), sys.stderr
    handlers, level, known = root.handlers[:], root.level, structlog.get_config()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1) as file, warnings.catch_warnings():
        sys.stderr = file
        try:
            logs.set_up()
            yield path
        finally:
            sys.stderr, root.handlers = stderr, handlers
            root.setLevel(level)
            logging.captureWarnings(capture=False)
            structlog.configure(**known)
