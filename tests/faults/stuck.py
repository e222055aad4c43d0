"""Files at which a reader stops, and the processes that are left behind."""

import os
from pathlib import Path


class StuckFile:
    """A named pipe called like a document: whoever reads it waits until somebody writes."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path

    @property
    def is_being_read(self) -> bool:
        """Whether a process waits at it now."""
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    def give(self, text: str) -> bool:
        """Let a process that waits at it have this text; False where none waits."""
        try:
            end = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return False
        os.write(end, text.encode())
        os.close(end)
        return True


def reading_processes() -> set[int]:
    """The reading processes that this one has started and that have not ended."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text("utf-8").rpartition(")")[2].split()[:2]
            words = (stat.parent / "cmdline").read_text("utf-8")
        except OSError:
            continue
        if int(parent) == os.getpid() and state != "Z" and "reading_worker" in words:
            found.add(int(stat.parent.name))
    return found
