"""Files that are not finished: they lie beside the place they are for, under names that nothing else has.

The name tells which running program makes it, so what a crash has left is known for that and cleared away, and what
somebody is still writing is not, nor any file of the user's.
"""

import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

_COMPUTER = sha256(platform.node().encode()).hexdigest()[:8]
_STARTED = f"{time.time_ns():x}"
"""Beside the process's number, which in a container is the same at every start."""
_NAME = re.compile(r"\.casedesk-(?P<computer>\w+)-(?P<process>\d+)-(?P<started>\w+)-\w+\.part(-wal|-shm|-journal)?")
_JOURNALS = ("-wal", "-shm", "-journal")


@contextmanager
def beside(target: Path) -> Generator[Path]:
    """A free name in the folder of `target`; what is left under it afterwards goes, and so does what crashes left."""
    aside = name_beside(target)
    try:
        yield aside
    finally:
        remove(aside)


def name_beside(target: Path) -> Path:
    """The same name alone, for whoever removes the file himself (see `remove`)."""
    sweep(target.parent)
    return target.with_name(_name())


def remove(aside: Path) -> None:
    """Remove what is left under a name, and what SQLite may have laid beside it."""
    for ending in ("", *_JOURNALS):
        with suppress(OSError):  # swept another time
            aside.with_name(aside.name + ending).unlink(missing_ok=True)


@contextmanager
def folder(parent: Path | None = None) -> Generator[Path]:
    """A new folder for what is not finished, in `parent` or among the temporary files; it is gone afterwards.

    Raises OSError where it cannot be made.
    """
    place = parent or Path(tempfile.gettempdir())
    sweep(place)
    made = place / _name()
    made.mkdir(mode=0o777 if parent else 0o700)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove the unfinished files of this computer's programs that are no more; nothing else is touched."""
    with suppress(OSError):  # a folder that is not there, or of others: nothing is in the way
        for file in tuple(place.glob(".casedesk-*")):
            found = _NAME.fullmatch(file.name)
            if found is None or found["computer"] != _COMPUTER or _is_at_work(int(found["process"]), found["started"]):
                continue
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file, ignore_errors=True)
            else:
                with suppress(OSError):
                    file.unlink()


def _name() -> str:
    return f".casedesk-{_COMPUTER}-{os.getpid()}-{_STARTED}-{secrets.token_hex(4)}.part"


def _is_at_work(process: int, started: str) -> bool:
    """Whether the program that a name tells of is running still; in doubt it is."""
    if process == os.getpid():
        return started == _STARTED
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, 0, process)  # the right to ask, which every process grants
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
