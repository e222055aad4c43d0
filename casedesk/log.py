"""The log: a file that never grows large, into which no text of a case gets, whatever is logged.

A record is a literal sentence with numbers and types in it; other values are left out when it is written, and of an
exception its kind and the places in the code, never its words. `extra=details(…)` lets a text in, for what is known
to hold nothing of the user's.
"""

import io
import logging
import traceback
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from casedesk import paths

LOG_BYTES = 500_000
KEPT_FILES = 2
"""So many files of before are kept."""
_DETAILS = "details"
_LEFT_OUT = "…"


def log_file() -> Path:
    """Where the log is."""
    return paths.data_dir() / "logs" / "casedesk.log"


def details(text: str) -> dict[str, object]:
    """What to hand to a logger as `extra` for a text that is known to hold nothing of the user's."""
    return {_DETAILS: text}


@contextmanager
def logging_to_file() -> Generator[None]:
    """Log what the program's own loggers are told. The file is made with the first record."""
    handler = _LogFile(log_file(), maxBytes=LOG_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(_Discreet())
    logger = logging.getLogger("casedesk")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()


class _LogFile(RotatingFileHandler):
    """Its folder is made with the first record, so that a run with nothing to tell leaves no trace."""

    @override
    def _open(self) -> io.TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: on a full disk there is no log, and Python's own way prints over what the user is told."""

    @override
    def close(self) -> None:
        with suppress(OSError):  # what the disk has refused before, it refuses again
            super().close()


class _Discreet(logging.Formatter):
    """Writes what happened and where, and leaves out what it happened to."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {_sentence(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join(filter(None, (head, *_places(error), str(getattr(record, _DETAILS, "")))))


def _sentence(record: logging.LogRecord) -> str:
    args = record.args
    try:
        if isinstance(args, Mapping):
            return str(record.msg) % {name: _discreet(value) for name, value in args.items()}
        return str(record.msg) % tuple(map(_discreet, args)) if args else str(record.msg)
    except (TypeError, ValueError):
        return str(record.msg)


def _discreet(value: object) -> object:
    match value:
        case int() | float() | None | date() | timedelta():
            return value
        case type():
            return value.__name__
        case str():
            return _LEFT_OUT
        case _:
            return f"<{type(value).__name__}>"


def _places(error: BaseException | None) -> Iterator[str]:
    """The kind of an exception and the places in the code, then the same of what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}"
        error = error.__cause__ or error.__context__
