"""The right to write: one holder at a time, by a lock of the operating system, and a note that says who it is.

The system lets go of a lock when its program ends, however that ends, so none is ever left over on one computer or on
a share. A folder that is copied between computers by a program (a synced one) does not carry locks; there the note is
believed while its writer keeps renewing it.
"""

import getpass
import json
import os
import platform
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from casedesk import asides
from casedesk.domain.errors import HeldError, UnwritableError
from casedesk.domain.holder import Holder
from casedesk.storage.synced_folders import is_synced
from casedesk.texts import N_

SILENT_FOR = timedelta(minutes=20)
"""A holder in a synced folder that has said nothing for so long is taken for gone."""


def lock_path(path: Path) -> Path:
    """The lock file beside a library."""
    return path.with_name(path.name + ".lock")


def note_path(path: Path) -> Path:
    """The file beside a library that says who has it open."""
    return path.with_name(path.name + ".open")


class Hold:
    """The right to write a library, until it is released."""

    def __init__(self, path: Path, lock: FileLock, since: datetime) -> None:
        self._path = path
        self._lock = lock
        self._since = since

    def renew(self) -> None:
        """Say that the holder is still there."""
        _write_note(self._path, self._since)

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):
            note_path(self._path).unlink(missing_ok=True)
        self._lock.release()


def hold(path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Hold:
    """Take the right to write a library. Raises HeldError or UnwritableError."""
    lock = FileLock(lock_path(path), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise _held(path) from error
    except OSError as error:
        raise UnwritableError(N_("The folder of “{name}” cannot be written to."), name=path.name) from error
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise UnwritableError(N_("“{name}” may only be read."), name=path.name)
        if is_synced(path) and _is_held_elsewhere(path, clock()):
            raise _held(path)
    except BaseException:
        lock.release()
        raise
    held = Hold(path, lock, clock())
    held.renew()
    return held


def is_free(path: Path) -> bool:
    """Whether nobody has a library open for writing at the moment."""
    try:
        with FileLock(lock_path(path), timeout=0):
            return not (is_synced(path) and _is_held_elsewhere(path, datetime.now(UTC)))
    except (Timeout, OSError):
        return False


def holder_of(path: Path) -> Holder | None:
    """Who says of himself that he has a library open; None where nobody does."""
    try:
        told = json.loads(note_path(path).read_text("utf-8"))
        moments = (datetime.fromisoformat(told["since"]), datetime.fromisoformat(told["seen"]))
        if any(moment.tzinfo is None for moment in moments):
            return None
        return Holder(str(told["computer"]), str(told["person"]), int(told["process"]), *moments)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def this_computer() -> str:
    """The name under which others know this computer."""
    return platform.node()


def is_elsewhere(holder: Holder | None) -> bool:
    """Whether a holder works on another computer."""
    return holder is not None and holder.computer != this_computer()


def _is_held_elsewhere(path: Path, now: datetime) -> bool:
    holder = holder_of(path)
    return holder is not None and is_elsewhere(holder) and now - holder.seen < SILENT_FOR


def _held(path: Path) -> HeldError:
    return HeldError(N_("The library “{name}” is open in another window."), name=path.name, holder=holder_of(path))


def _write_note(path: Path, since: datetime) -> None:
    note = {
        "computer": this_computer(),
        "person": _person(),
        "process": os.getpid(),
        "since": since.isoformat(),
        "seen": datetime.now(UTC).isoformat(),
    }
    with suppress(OSError), asides.beside(path) as aside:  # a library that cannot say it is locked all the same
        aside.write_text(json.dumps(note, ensure_ascii=False), "utf-8")
        aside.replace(note_path(path))


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return ""
