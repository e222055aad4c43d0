"""Files at which a reader stops, and the processes that are left behind."""

import os
from pathlib import Path


class StuckFile:
    """A named pipe called like a document: whoever reads it waits until somebody writes. Close it at the end."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._ends: list[int] = []

    @property
    def is_being_read(self) -> bool:
        """Whether a process waits at it now; one that does goes on waiting."""
        try:
            # Kept open: with the last end closed, the one who waits would have read to the end of an empty file.
            self._ends.append(os.open(self.path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    def give(self, text: str) -> bool:
        """Let a process that waits at it have this text; False where none waits."""
        if not self.is_being_read:
            return False
        os.write(self._ends[-1], text.encode())
        self.close()
        return True

    def close(self) -> None:
        """Let whoever waits come to the end of the file."""
        for end in self._ends:
            os.close(end)
        self._ends.clear()


def reading_processes() -> set[int]:
    """The reading processes that this one has started and that have not ended."""
    return processes_of("reading_worker")


def processes_of(module: str) -> set[int]:
    """The processes that this one has started for a module and that have not ended."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text("utf-8").rpartition(")")[2].split()[:2]
            words = (stat.parent / "cmdline").read_text("utf-8")
        except OSError:
            continue
        if int(parent) == os.getpid() and state != "Z" and module in words:
            found.add(int(stat.parent.name))
    return found
