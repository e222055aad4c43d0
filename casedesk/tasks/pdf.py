"""A Word file of ours as PDF, by LibreOffice where the user has it: the real pages, to be seen, printed and counted.

One at a time, whoever asks: two LibreOffices make each other slow. What was made is remembered in memory as long as the
program runs, and never on the disk, where an encrypted library would lie open.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from casedesk.domain.errors import CaseDeskError
from casedesk.tasks.office_program import office_program
from casedesk.tasks.office_run import ConversionError, Target, TookTooLongError, convert
from casedesk.tasks.progress import NoLongerWanted
from casedesk.tasks.reading_process import TICK
from casedesk.texts import N_

SECONDS = 300.0
ROOM = 64 * 1024 * 1024
"""Bytes of PDF that are remembered."""

_NO_PROGRAM = N_("Only LibreOffice can make a PDF of a handout, and it is not installed here.")
_FAILED = N_("LibreOffice could not make a PDF of the handout.")
_TOO_LONG = N_("LibreOffice took too long ({n} s) to make a PDF of the handout, so it was stopped.")


class NoPdfError(CaseDeskError):
    """There is no PDF to be had."""


def can_make_pdf() -> bool:
    """Whether there is a program that makes PDF."""
    return office_program() is not None


def pdf_of(document: bytes, *, seconds: float = SECONDS, is_cancelled: Callable[[], bool] = bool) -> bytes:
    """The PDF of a .docx; at once where the same bytes were asked for before.

    For a worker: it may wait for others who ask. Raises NoPdfError, and NoLongerWanted when cancelled.
    """
    program = office_program()
    if program is None:
        raise NoPdfError(_NO_PROGRAM)
    key = f"{program} {hashlib.sha256(document).hexdigest()}"
    if (known := _memory.get(key)) is not None:
        return known
    with _turn(is_cancelled):
        if (known := _memory.get(key)) is not None:  # those who asked before wanted the same
            return known
        made = _made(document, program, seconds, is_cancelled)
    _memory.keep(key, made)
    return made


def _made(document: bytes, program: Path, seconds: float, is_cancelled: Callable[[], bool]) -> bytes:
    try:
        return convert(document, ".docx", Target.PDF, program, seconds=seconds, is_cancelled=is_cancelled)
    except TookTooLongError as error:
        raise NoPdfError(_TOO_LONG, n=round(seconds)) from error
    except ConversionError as error:
        raise NoPdfError(_FAILED) from error


class _Memory:
    """The PDFs that were asked for last, as many as there is room for, and always the newest."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, made: bytes) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > ROOM:
                self._kept.popitem(last=False)


_memory = _Memory()
_busy = threading.Lock()


@contextmanager
def _turn(is_cancelled: Callable[[], bool]) -> Generator[None]:
    """Wait until nobody else converts, or leave when the work is no longer wanted."""
    while not _busy.acquire(timeout=TICK):
        if is_cancelled():
            raise NoLongerWanted
    try:
        yield
    finally:
        _busy.release()
