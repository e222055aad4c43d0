"""Searching beside the window: a thread of its own with a read-only connection, and the newest request wins."""

import itertools
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThread, Signal

from casedesk.domain.changes import Changes
from casedesk.domain.filters import CaseFilter, Order
from casedesk.storage.search import Searcher


class CaseSearch(QObject):
    """Finds cases without holding up the window. Requests are answered by signals, in the order they were made.

    A `find` makes earlier ones that have not been answered void, and stops the query that is running.
    """

    found = Signal(object, object)
    """(CaseFilter, Hits)"""
    summarised = Signal(object)
    """tuple[CaseSummary, ...]"""
    marked = Signal(object, object)
    """(key, tuple of ranges for every text)"""
    meant = Signal(object, object)
    """(CaseFilter, words that may have been meant)"""
    likened = Signal(int, object)
    """(case id, tuple[Likeness, ...])"""
    counted = Signal(object, object)
    """(key, tuple: how many cases each of several filters has)"""
    picked = Signal(object, object)
    """(key, tuple of ids)"""
    failed = Signal(object)
    """An exception that a request met."""
    _requested = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None, *, immediate: bool = False) -> None:
        """Search the library at `path`; `immediate` answers within the call, for tests."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._newest = 0
        self._worker = _Worker(path)
        self._thread: QThread | None = None
        if immediate:
            self._requested.connect(self._worker.serve, Qt.ConnectionType.DirectConnection)
        else:
            self._thread = QThread(self)
            self._thread.setObjectName("search")
            self._worker.moveToThread(self._thread)
            self._requested.connect(self._worker.serve)
            self._thread.start()
        self._worker.answered.connect(self._answer)

    def find(self, wanted: CaseFilter, order: Order, *, is_reversed: bool = False) -> None:
        """Ask for the cases of a filter; `found` follows, unless a newer `find` comes first."""
        number = self._newest = next(self._numbers)

        def is_stale() -> bool:
            return number != self._newest

        def work(searcher: Searcher) -> Callable[[], None] | None:
            if is_stale():
                return None
            hits = searcher.find(wanted, order, is_reversed=is_reversed, is_cancelled=is_stale)
            return lambda: None if is_stale() else self.found.emit(wanted, hits)

        self._requested.emit(_Request(work, is_stale))

    def pick(self, key: Hashable, wanted: CaseFilter, order: Order, *, is_reversed: bool = False) -> None:
        """Ask for the ids of the cases of a filter, beside what the list shows; `picked` follows with the key."""

        def work(searcher: Searcher) -> Callable[[], None]:
            ids = searcher.find(wanted, order, is_reversed=is_reversed).ids
            return lambda: self.picked.emit(key, ids)

        self._requested.emit(_Request(work))

    def summarise(self, ids: Sequence[int], wanted: CaseFilter) -> None:
        """Ask for the rows of these cases, with the words of the filter marked; `summarised` follows."""
        asked = tuple(ids)

        def work(searcher: Searcher) -> Callable[[], None]:
            rows = searcher.summaries(asked, wanted)
            return lambda: self.summarised.emit(rows)

        self._requested.emit(_Request(work))

    def mark(self, key: Hashable, texts: Sequence[str], wanted: CaseFilter) -> None:
        """Ask where the words of the filter stand in plain texts; `marked` follows with the same key."""
        asked = tuple(texts)

        def work(searcher: Searcher) -> Callable[[], None]:
            ranges = searcher.marks(asked, wanted)
            return lambda: self.marked.emit(key, ranges)

        self._requested.emit(_Request(work))

    def liken(self, case_id: int, limit: int = 5) -> None:
        """Ask for the cases most like this one; `likened` follows."""

        def work(searcher: Searcher) -> Callable[[], None]:
            alike = searcher.similar(case_id, limit)
            return lambda: self.likened.emit(case_id, alike)

        self._requested.emit(_Request(work))

    def count(self, key: Hashable, filters: Sequence[CaseFilter]) -> None:
        """Ask how many cases each filter has; `counted` follows with the key, unless a `find` comes first."""
        asked, number = tuple(filters), self._newest

        def is_stale() -> bool:
            return number != self._newest

        def work(searcher: Searcher) -> Callable[[], None] | None:
            if is_stale():
                return None
            counts = tuple(searcher.count(wanted, is_cancelled=is_stale) for wanted in asked)
            return lambda: None if is_stale() else self.counted.emit(key, counts)

        self._requested.emit(_Request(work, is_stale))

    def look_for_meaning(self, wanted: CaseFilter) -> None:
        """Ask what may have been meant by the words of a filter that finds nothing; `meant` follows."""

        def work(searcher: Searcher) -> Callable[[], None]:
            words = searcher.meant(wanted)
            return lambda: self.meant.emit(wanted, words)

        self._requested.emit(_Request(work))

    def refresh(self, changes: Changes) -> None:
        """Let later requests see what was written."""

        def work(searcher: Searcher) -> None:
            searcher.refresh(changes)

        self._requested.emit(_Request(work))

    def reload(self) -> None:
        """Let later requests see everything anew: the index was renewed."""
        self._requested.emit(_Request(Searcher.reload))

    def close(self) -> None:
        """Stop the running query and end the thread; nothing is answered any more."""
        self._newest = next(self._numbers)
        self._worker.answered.disconnect(self._answer)
        self._requested.emit(None)
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()

    def _answer(self, say: Callable[[], None] | None, error: Exception | None) -> None:
        if error is not None:
            self.failed.emit(error)
        elif say is not None:
            say()


def _never() -> bool:
    return False


class _Request:
    """Work for the searcher. It returns how to answer, on the main thread, or None for nothing to say."""

    def __init__(
        self, work: Callable[[Searcher], Callable[[], None] | None], is_stale: Callable[[], bool] = _never
    ) -> None:
        self.work = work
        self.is_stale = is_stale


class _Worker(QObject):
    """Owns the searcher, which is made and used on the worker's thread only."""

    answered = Signal(object, object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._searcher: Searcher | None = None

    def serve(self, request: _Request | None) -> None:
        """Do one request; None closes the connection."""
        if request is None:
            if self._searcher is not None:
                self._searcher.close()
                self._searcher = None
            return
        try:
            say = request.work(self._open())
        except Exception as error:  # noqa: BLE001 - told on the main thread
            if not request.is_stale():  # a query that was stopped half-way has nothing to tell
                self.answered.emit(None, error)
            return
        self.answered.emit(say, None)

    def _open(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self._path)
            self._searcher.left_out = partial(self.answered.emit, None)
        return self._searcher
