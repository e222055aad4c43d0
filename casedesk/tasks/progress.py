"""How long work says how far it is; the window's jobs and the terminal's bar both fit it."""

from collections.abc import Callable
from typing import Protocol


class NoLongerWanted(Exception):  # noqa: N818 - not an error: the user has asked for it
    """The work was cancelled and has nothing to give."""


class Progress(Protocol):
    """What a long task is given: it reports to it and asks it whether to go on."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the task should stop; it then returns what it has so far."""
        ...

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the task is; `total` 0 means that nobody knows, `text` is what is being done."""
        ...


class Silence:
    """Progress that nobody watches."""

    is_cancelled = False

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say nothing."""


SILENCE = Silence()


def watched(progress: Progress) -> Callable[[int, int], None]:
    """What tells the progress how far the work is, and raises NoLongerWanted once it is cancelled."""

    def watch(done: int, total: int) -> None:
        progress.report(done, total)
        if progress.is_cancelled:
            raise NoLongerWanted

    return watch


def stop_if_cancelled(progress: Progress) -> None:
    """Leave the work, by NoLongerWanted, when it should stop."""
    if progress.is_cancelled:
        raise NoLongerWanted
