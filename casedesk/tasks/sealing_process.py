"""Sealing and opening in a process of its own.

age takes a second or two over a passphrase, and pyrage lets no other thread of its process go on meanwhile: in the
window's own process the window would stand still. Passphrase and data go through pipes, never onto the disk, the
command line or into the environment.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from enum import IntEnum
from itertools import chain
from typing import BinaryIO

from casedesk.domain.errors import CaseDeskError, LibraryError, PassphraseError
from casedesk.tasks.process_group import end_group, started
from casedesk.tasks.progress import NoLongerWanted
from casedesk.texts import N_

SEALING_OPTION = "--sealing-worker"
"""With this a frozen program becomes the process that seals and opens; see `app`."""
HEAD = struct.Struct(">BQQ")
"""What stands before the passphrase: the work, and how long passphrase and data are."""

_CHUNK = 1_000_000
"""Bytes; data is handed on in such pieces, for a pack may be as large as the memory that is free."""
_TICK = 0.05
"""Seconds between two looks at whether the work is still wanted."""
_WRONG = N_("This is not the passphrase of “{name}”, or the file is damaged.")
_BUSY = N_("This computer is too busy right now to try the passphrase of “{name}”. Please try again in a moment.")
_FELL_OVER = N_(
    "The work on the passphrase of “{name}” broke off half-way; perhaps the memory did not suffice. "
    "Please close other programs and try again."
)
_NOT_STARTED = N_("The part of CaseDesk that seals packs could not be started. Please install the program again.")


class Work(IntEnum):
    """What is asked of the process."""

    SEAL = 1
    OPEN = 2


class Ending(IntEnum):
    """The exit status of the process; every other one means that it fell over."""

    DONE = 0
    REFUSED = 40
    """The passphrase is another one, or the file is damaged."""
    TOO_SLOW = 41
    """The computer was too slow to try the passphrase, which says nothing about that."""


def carry_out(
    work: Work,
    data: BinaryIO,
    into: BinaryIO,
    passphrase: str,
    *,
    name: str,
    is_cancelled: Callable[[], bool] = bool,
) -> None:
    """Write what comes of data under a passphrase; any thread may ask, and the others go on meanwhile.

    Raises PassphraseError for wrong words or a damaged file, NoLongerWanted soon after `is_cancelled` says so,
    CaseDeskError, which tells the `name`, where the process did not do its work, and OSError where it cannot be read
    or written. What is written by then is worth nothing.
    """
    words = passphrase.encode("utf-8")
    size = data.seek(0, os.SEEK_END)
    data.seek(0)
    told = chain((HEAD.pack(work, len(words), size), words), iter(lambda: data.read(_CHUNK), b""))
    try:
        process = started(SEALING_OPTION, "casedesk.tasks.sealing_worker")
    except OSError as error:
        raise CaseDeskError(_NOT_STARTED) from error
    _talk_beside(process, told, into, is_cancelled)
    match process.returncode:
        case Ending.DONE:
            pass
        case Ending.REFUSED:
            raise PassphraseError(_WRONG, name=name)
        case Ending.TOO_SLOW:
            raise LibraryError(_BUSY, name=name)
        case _:
            raise CaseDeskError(_FELL_OVER, name=name)


def _talk_beside(
    process: "subprocess.Popen[bytes]", told: Iterable[bytes], into: BinaryIO, is_cancelled: Callable[[], bool]
) -> None:
    """Hand over the work and write what comes back; the process has ended then."""
    with process, ThreadPoolExecutor(1, "sealing") as talking:
        talk = talking.submit(_talk, process, told, into)
        while not wait((talk,), _TICK).done:
            if is_cancelled():
                end_group(process)
                raise NoLongerWanted
        talk.result()


def _talk(process: "subprocess.Popen[bytes]", told: Iterable[bytes], into: BinaryIO) -> None:
    """The process answers when it has heard all, so one thing comes after the other."""
    assert process.stdin is not None
    assert process.stdout is not None
    for part in told:
        try:
            process.stdin.write(part)
        except OSError:  # it listens no more; why, its exit status says
            break
    with suppress(OSError):
        process.stdin.close()
    shutil.copyfileobj(process.stdout, into, _CHUNK)
