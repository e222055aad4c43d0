"""Long work off the window's thread: started with a plain callable, answered on the main thread."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from casedesk.tasks.progress import NoLongerWanted

T = TypeVar("T")

WORKERS = 2
REMEMBERED = 20
"""How many jobs the panel can still show."""
_LINES = 200
"""So many lines of what a job has reported are kept, the last ones."""


class JobState(StrEnum):
    """How far a job has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Cancelled(Exception):  # noqa: N818 - not an error: the user has asked for it
    """Raised inside the work by `Progress.stop_if_cancelled`; the job ends as cancelled."""


class Progress:
    """What the work holds in its hand: it reports how far it is and asks whether it is still wanted.

    Any thread may call it. Reports that come faster than the window takes them are dropped, but for the newest.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._latest = (0, 0, "")
        self._is_announced = False

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._cancelled.is_set()

    def stop_if_cancelled(self) -> None:
        """Leave the work, by an exception, when it is no longer wanted."""
        if self.is_cancelled:
            raise Cancelled

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; `total` 0 means that nobody knows. `text` is a short sentence for the user."""
        with self._lock:
            self._latest = (done, total, text)
            if self._is_announced:
                return
            self._is_announced = True
        self._wake()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()

    def take(self) -> tuple[int, int, str]:
        """The newest report; from now on a further one wakes the window again."""
        with self._lock:
            self._is_announced = False
            return self._latest


class Job(QObject):
    """One piece of work. It lives on the main thread; only `reported` and `returned` are emitted by the worker."""

    progressed = Signal(int, int, str)
    ended = Signal()
    """The job is done, failed or cancelled; `state` says which, and its callback has run."""
    reported = Signal()
    returned = Signal(object, object)

    def __init__(self, title: str, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.state = JobState.RUNNING
        self.done = 0
        self.total = 0
        self.text = ""
        self.error: Exception | None = None
        self.result = ""
        """What came of it, in words; empty where nobody has put it into words."""
        self.began = datetime.now(UTC)
        self.ended_at: datetime | None = None
        self.lines: deque[tuple[datetime, str]] = deque(maxlen=_LINES)
        """What it has reported, and when."""
        self._work = work
        self._progress = Progress(self.reported.emit)
        self.reported.connect(self._take_report)

    def cancel(self) -> None:
        """Ask the work to stop; neither of its callbacks will be called."""
        self._progress.cancel()

    @property
    def is_cancelling(self) -> bool:
        """Whether it has been asked to stop and has not stopped yet."""
        return self.state is JobState.RUNNING and self._progress.is_cancelled

    @property
    def share(self) -> float | None:
        """How much is done, 0…1; None where nobody knows."""
        return self.done / self.total if self.total else None

    def run(self) -> None:
        """Do the work, on whichever thread this is called; what comes out is answered on the main thread."""
        try:
            result, error = self._work(self._progress), None
        except Exception as raised:  # noqa: BLE001 - handed on to the main thread, where it is told or shown
            result, error = None, raised
        self.returned.emit(result, error)

    def _take_report(self) -> None:
        self.done, self.total, self.text = self._progress.take()
        if self.text and (not self.lines or self.lines[-1][1] != self.text):
            self.lines.append((datetime.now(UTC), self.text))
        self.progressed.emit(self.done, self.total, self.text)


class Jobs(QObject):
    """Starts jobs and remembers the last ones. `immediate` does the work at once, in `start`, for tests."""

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    """A Job that is done, failed or cancelled."""
    failed = Signal(object)
    """An exception that nobody else takes: the window tells it."""

    def __init__(self, parent: QObject | None = None, *, immediate: bool = False) -> None:
        super().__init__(parent)
        self.is_immediate = immediate
        self._is_closed = False
        self._pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="job")
        self._writing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writing")
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        self.all: tuple[Job, ...] = ()
        """The jobs of this sitting, newest first."""

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended, oldest first."""
        return tuple(job for job in reversed(self.all) if job.state is JobState.RUNNING)

    def start(
        self,
        title: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        told: Callable[[T], str] | None = None,
        writes: bool = False,
    ) -> Job:
        """Run `work` in a thread and then `done` with its result, or `failed`, on the main thread.

        `title` is a short name for the jobs panel, and `told` puts the result into words for it. Without `failed` the
        window tells what went wrong. What `writes` the library waits for no other job, and is finished when the window
        closes.
        """
        job = Job(title, work, self)
        answer = _Answer(self, job, done, failed, told)
        job.returned.connect(answer.take)
        job.progressed.connect(answer.tell_progress)
        self._remember(job)
        self.started.emit(job)
        if self.is_immediate:
            job.run()
        else:
            (self._writing if writes else self._pool).submit(job.run)
        return job

    def draw(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a short piece of work for the screen, in a lane that no long one blocks, and then `done` with its result.

        Nobody is told of it, and once these jobs are closed nothing is drawn any more.
        """
        if self._is_closed:
            return
        drawing = _Drawing(work, done, self)
        if self.is_immediate:
            drawing.run()
        else:
            self._drawing.submit(drawing.run)

    def close(self) -> None:
        """Cancel what is running, but what writes, and wait until all has stopped."""
        self._is_closed = True
        self._drawing.shutdown(wait=True, cancel_futures=True)
        self._writing.shutdown(wait=True)
        for job in self.running:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _remember(self, job: Job) -> None:
        kept = (job, *self.all)
        for old in kept[REMEMBERED:]:
            if old.state is not JobState.RUNNING:
                old.deleteLater()
        self.all = tuple(old for at, old in enumerate(kept) if at < REMEMBERED or old.state is JobState.RUNNING)


class _Answer(QObject):
    """Takes what a worker returned. A QObject, so that Qt calls it on the main thread."""

    def __init__(
        self,
        jobs: Jobs,
        job: Job,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        told: Callable[[Any], str] | None,
    ) -> None:
        super().__init__(job)
        self._jobs = jobs
        self._job = job
        self._done = done
        self._failed = failed or jobs.failed.emit
        self._told = told

    def take(self, result: object, error: Exception | None) -> None:
        """Run the right callback; the job counts as ended even where that callback is broken."""
        job = self._job
        job.error = error
        job.state = self._state_after(error)
        job.ended_at = datetime.now(UTC)
        try:
            if job.state is JobState.DONE:
                job.result = self._told(result) if self._told else ""
                if _is_there(self._done):
                    self._done(result)
            elif job.state is JobState.FAILED and error is not None:
                (self._failed if _is_there(self._failed) else self._jobs.failed.emit)(error)
        finally:
            job.ended.emit()
            self._jobs.finished.emit(job)

    def tell_progress(self) -> None:
        """Hand the job's progress on to those who watch all jobs."""
        self._jobs.progressed.emit(self._job)

    def _state_after(self, error: Exception | None) -> JobState:
        if isinstance(error, Cancelled | NoLongerWanted) or (self._job.is_cancelling and error is None):
            return JobState.CANCELLED
        return JobState.DONE if error is None else JobState.FAILED


def _is_there(callback: Callable[..., object]) -> bool:
    """Whether whoever wants the answer still is: the window is built anew for another language while jobs go on."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class _Drawing(QObject):
    """Work for the screen, done by the worker and answered on the main thread."""

    _returned = Signal(object, object)

    def __init__(self, work: Callable[[], Any], done: Callable[[Any], None], jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._work = work
        self._done = done
        self._returned.connect(self._take)

    def run(self) -> None:
        """Do the work, on whichever thread this is called."""
        try:
            result, error = self._work(), None
        except Exception as raised:  # noqa: BLE001 - handed on to the main thread, where it is told
            result, error = None, raised
        self._returned.emit(result, error)

    def _take(self, result: object, error: Exception | None) -> None:
        self.deleteLater()
        if error is None:
            self._done(result)
        else:
            self._jobs.failed.emit(error)
