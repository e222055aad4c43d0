"""A few reading processes side by side, so that many files use the cores and one bad file holds up nobody."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self, TypeVar

from casedesk.tasks.reading_process import LIMITS, Limits, ReadingProcess

T = TypeVar("T")

LANES = min(2, os.cpu_count() or 1)
"""Processes at work at the same time; each of them may use the memory of `Limits`."""


class ReadingLanes:
    """Work that wants a reading process is queued and done by the next one that is free; used with `with`.

    Leaving gives up what is not done: what runs ends with NoLongerWanted, within a tick.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._closing = threading.Event()
        self._idle: SimpleQueue[ReadingProcess] = SimpleQueue()
        self._threads = ThreadPoolExecutor(LANES, thread_name_prefix="reading-lane")

    @property
    def is_closing(self) -> bool:
        """Whether the work should stop."""
        return self._closing.is_set()

    def submit(self, work: Callable[[ReadingProcess], T]) -> Future[T]:
        """What will come of `work`, which is given a process for itself."""
        return self._threads.submit(self._with_process, work)

    def _with_process(self, work: Callable[[ReadingProcess], T]) -> T:
        try:
            process = self._idle.get_nowait()
        except Empty:
            process = ReadingProcess(self._limits)
        try:
            return work(process)
        finally:
            self._idle.put(process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().close()
