"""Logs say what kind of thing happened, never to whom nor what was said. One JSON object a line, on stderr."""

import logging
import re
import sys
import warnings

import structlog
from structlog.typing import EventDict

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_LOUD = ("aiogram", "aiohttp", "asyncio", "redis", "py.warnings")


class KindsOnly(logging.Handler):
    """Libraries put whole updates, links and tokens into their messages: only logger, level and error type go on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._log = structlog.get_logger("library")

    def emit(self, record: logging.LogRecord) -> None:
        """One line without the record's own text."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        self._log.warning("library", logger=record.name, level=record.levelname, error=error, line=record.lineno)


def rendered(logger: object, method: str, event: EventDict) -> str:
    """One JSON object, and a last net for tokens, wherever in it they stand."""
    as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
    return _TOKEN.sub("…", str(as_json(logger, method, event)))


def set_up() -> None:
    """Once, at the start of a process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            rendered,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [KindsOnly()]
    root.setLevel(logging.WARNING)
    for name in _LOUD:
        logging.getLogger(name).handlers = []
    logging.captureWarnings(capture=True)
    warnings.simplefilter("default")
