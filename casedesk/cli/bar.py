"""Progress of a long task on a terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from tqdm import tqdm


class Bar:
    """Progress as a bar on standard error; nothing at all where that is no terminal."""

    is_cancelled = False

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = _drawn() if sys.stderr.isatty() else None

    def report(self, done: int, total: int, text: str = "") -> None:
        """Draw how far the task is."""
        if self._bar is None:
            return
        self._bar.total = total
        self._bar.set_description_str(text, refresh=False)
        self._bar.n = done
        self._bar.refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()


def _drawn() -> "tqdm[NoReturn]":
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own for a bar that is fed with every file
    return tqdm(file=sys.stderr, leave=False, unit="")
