"""What a process that the program has started for one kind of work takes away from itself."""

import contextlib
import os
import sys
from typing import BinaryIO


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of whatever a library may print: that goes nowhere.

    Through the numbers of the files, because a frozen program without a console has no `sys.stdin`.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return requests, answers


def confine(memory: int) -> None:
    """Take away what the work does not need: writing files, dumps of its memory, and more than so many bytes of it."""
    if sys.platform == "win32":
        return  # whoever started it watches how much it uses
    import resource

    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)  # pipes are no files
    if memory:
        _limit(resource.RLIMIT_AS, memory)


def _limit(what: int, most: int) -> None:
    import resource

    with contextlib.suppress(ValueError, OSError):  # macOS does not know them all
        resource.setrlimit(what, (most, most))
